from __future__ import annotations

from builders import NOW
from digest.readers import SubscriberState
from digest.store.databases.connection import BATCH
from digest.store.protocols import NewSubscriber, Store
from store_steps import add_readers, number_of


def test_an_imported_reader_is_confirmed(store: Store) -> None:
    """The owner vouches for the consent, and says where it comes from."""
    row = NewSubscriber(address="Ann@Example.net", name="Ann")
    added = store.import_subscribers(
        [row], ["weekly", "daily"], consent="readers.csv", now=NOW
    )
    ann = store.find_subscriber("ann@example.net")
    assert added == 1
    assert ann is not None
    assert ann.address == "Ann@Example.net"
    assert ann.name == "Ann"
    assert ann.state is SubscriberState.CONFIRMED
    assert ann.newsletters == ("daily", "weekly")
    assert ann.consent == "readers.csv"
    assert (ann.created, ann.confirmed) == (NOW, NOW)
    assert store.subscriber(ann.id) == ann


def test_who_is_not_there_is_not_found(store: Store) -> None:
    """None, not an error."""
    assert store.subscriber(1) is None
    assert store.find_subscriber("ann@example.net") is None
    assert list(store.subscribers()) == []
    assert store.count_subscribers() == {}


def test_an_import_counts_new_addresses_only(store: Store) -> None:
    """Two spellings are one address, and the first one stays."""
    rows = [
        NewSubscriber(address=a)
        for a in ("ann@example.net", "ANN@example.net", "b@c.d")
    ]
    assert store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW) == 2
    assert store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW) == 0
    assert [s.address for s in store.subscribers()] == ["ann@example.net", "b@c.d"]


def test_an_import_keeps_the_name_of_who_is_known(store: Store) -> None:
    """What readers wrote themselves is theirs."""
    store.request_subscription(
        "ann@example.net", "Ann", ["weekly"], confirm_after=NOW, now=NOW
    )
    row = NewSubscriber(address="ann@example.net", name="Mrs A.")
    store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)
    ann = store.find_subscriber("ann@example.net")
    assert ann is not None
    assert (ann.name, ann.consent) == ("Ann", "page")
    assert ann.state is SubscriberState.UNCONFIRMED


def test_an_import_never_undoes_an_unsubscription(store: Store) -> None:
    """Neither of one newsletter nor of all."""
    (one,) = add_readers(store, "one@example.net")
    (everything,) = add_readers(store, "all@example.net")
    add_readers(store, "one@example.net", "all@example.net", newsletter="daily")
    store.unsubscribe(one, "weekly", now=NOW)
    store.unsubscribe(everything, "", now=NOW)
    rows = [NewSubscriber(address=f"{name}@example.net") for name in ("one", "all")]
    newsletters = ["weekly", "daily", "monthly"]
    store.import_subscribers(rows, newsletters, consent="old.csv", now=NOW)
    still_there, left = store.subscriber(one), store.subscriber(everything)
    assert still_there is not None
    assert left is not None
    assert still_there.newsletters == ("daily", "monthly")
    assert left.newsletters == ()
    assert left.state is SubscriberState.UNSUBSCRIBED


def test_an_import_without_newsletters_adds_addresses(store: Store) -> None:
    """They are confirmed, and may be subscribed by a later import."""
    row = NewSubscriber(address="ann@example.net")
    assert store.import_subscribers([row], [], consent="owner", now=NOW) == 1
    ann = store.find_subscriber("ann@example.net")
    assert ann is not None
    assert (ann.state, ann.newsletters) == (SubscriberState.CONFIRMED, ())
    store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)
    assert [s.newsletters for s in store.subscribers()] == [("weekly",)]


def test_subscribers_come_by_address_over_all_pages(store: Store) -> None:
    """Each just once, at the edges of the pages, too."""
    names = sorted(f"reader{number}@example.net" for number in range(2 * BATCH))
    add_readers(store, *reversed(names))
    assert [s.address for s in store.subscribers()] == names
    add_readers(store, "zoe@example.net", newsletter="daily")
    assert [s.address for s in store.subscribers("weekly")] == names
    assert [s.address for s in store.subscribers("daily")] == ["zoe@example.net"]


def test_a_list_may_change_while_it_is_read(store: Store) -> None:
    """A slow reader of the list holds up no writer."""
    add_readers(store, *(f"reader{number}@example.net" for number in range(BATCH + 1)))
    listed = iter(store.subscribers())
    next(listed)
    assert store.forget(number_of(store, "reader9@example.net"))
    assert sum(1 for _ in listed) == BATCH - 1


def test_a_list_includes_who_left(store: Store) -> None:
    """Any subscription to the newsletter counts; its state is told."""
    (ann,) = add_readers(store, "ann@example.net")
    store.unsubscribe(ann, "weekly", now=NOW)
    (listed,) = store.subscribers("weekly")
    assert (listed.state, listed.newsletters) == (SubscriberState.UNSUBSCRIBED, ())


def test_subscriptions_are_counted_by_newsletter_and_state(store: Store) -> None:
    """What nobody has is absent."""
    add_readers(store, "ann@example.net", "bob@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    store.unsubscribe(number_of(store, "bob@example.net"), "weekly", now=NOW)
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    assert store.count_subscribers() == {
        "daily": {"confirmed": 1},
        "weekly": {"confirmed": 1, "unconfirmed": 1, "unsubscribed": 1},
    }
