from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import NOW, a_suppression
from digest.deliveries import DeliveryState
from digest.readers import SubscriberState
from digest.reasons import Reason
from digest.store.databases.connection import BATCH
from digest.store.protocols import (
    DeliveryQuery,
    Growth,
    NewSubscriber,
    Store,
    SubscriberQuery,
)
from store_steps import add_readers, publish

YES, NO = SubscriberState.CONFIRMED, SubscriberState.UNSUBSCRIBED
DAY = timedelta(days=1)


def take(store: Store, *rows: NewSubscriber, newsletter: str = "weekly") -> int:
    """Import the rows; how many were new."""
    return store.import_subscribers(rows, [newsletter], consent="list", now=NOW)


def found(store: Store, **query: object) -> list[str]:
    """The addresses of those who meet the query."""
    sought = SubscriberQuery(**query)  # type: ignore[arg-type]
    return [one.reader.address for one in store.find_subscribers(sought)]


def test_a_row_brings_all_that_it_says(store: Store) -> None:
    """Consent with its time and origin, what was left, and labels."""
    row = NewSubscriber(
        address="ann@example.org",
        name="Ann",
        since=NOW - DAY,
        created=NOW - 3 * DAY,
        confirmed=NOW - 2 * DAY,
        consent="page",
        newsletters=("weekly",),
        left=("daily",),
        unconfirmed=("monthly",),
        moments={"monthly": NOW},
        language="de",
        paused_until=NOW + DAY,
        tags=("vip", "coast"),
        suppression=a_suppression("ann@example.org"),
    )
    assert take(store, row) == 1
    (ann,) = store.find_subscribers(SubscriberQuery())
    assert ann.reader.tags == ("coast", "vip")
    assert (ann.reader.consent, ann.reader.language) == ("page", "de")
    assert ann.reader.paused_until == NOW + DAY
    assert (ann.reader.created, ann.reader.confirmed) == (NOW - 3 * DAY, NOW - 2 * DAY)
    assert (ann.confirmed, ann.unconfirmed, ann.left) == (
        ("weekly",),
        ("monthly",),
        ("daily",),
    )
    assert ann.since == {"daily": NOW - DAY, "monthly": NOW, "weekly": NOW - DAY}
    assert ann.suppression == a_suppression("ann@example.org")


def test_whoever_is_unconfirmed_gets_nothing(store: Store) -> None:
    """Not even a question: the list does not say that they asked."""
    take(
        store,
        NewSubscriber(address="ann@example.org", state=SubscriberState.UNCONFIRMED),
    )
    assert publish(store) == 0
    assert store.open_deliveries() == 0


def test_a_no_that_is_not_older_than_the_yes_wins(store: Store) -> None:
    """And what waits for it is withdrawn; an older one is history."""
    add_readers(store, "ann@example.org", "bob@example.net")
    assert publish(store) == 2
    old = NewSubscriber(address="ann@example.org", state=NO, since=NOW - DAY)
    new = NewSubscriber(address="BOB@example.net", state=NO)
    assert take(store, old, new) == 0
    ann, bob = store.find_subscribers(SubscriberQuery())
    assert (ann.reader.state, bob.reader.state) == (YES, NO)
    withdrawn = DeliveryQuery(states=(DeliveryState.WITHDRAWN,))
    assert [one.address for one in store.find_deliveries(withdrawn)] == [
        "bob@example.net"
    ]


def test_each_no_is_as_old_as_the_list_says(store: Store) -> None:
    """What was left long ago is left alone, whatever was left since."""
    for newsletter in ("daily", "weekly"):
        row = NewSubscriber(address="ann@example.org", confirmed=NOW - 2 * DAY)
        take(store, row, newsletter=newsletter)
    moments = {"daily": NOW - 9 * DAY, "weekly": NOW - 9 * DAY}
    names = ("daily", "weekly")
    row = NewSubscriber(address="ann@example.org", state=NO, newsletters=names)
    take(store, replace(row, moments=moments))
    assert found(store, state=YES) == ["ann@example.org"]
    take(store, replace(row, moments={**moments, "weekly": NOW}))
    (ann,) = store.find_subscribers(SubscriberQuery())
    assert (ann.confirmed, ann.left) == (("daily",), ("weekly",))


def test_the_same_address_twice_is_one_reader(store: Store) -> None:
    """Within one import a no wins as well, in either order."""
    yes = NewSubscriber(address="ann@example.org")
    no = NewSubscriber(address="ANN@example.org", state=NO)
    assert take(store, yes, no) == 1
    assert found(store, state=NO) == ["ann@example.org"]
    assert take(store, no, yes) == 0
    assert found(store, state=NO) == ["ann@example.org"]


def test_a_suppression_comes_along_for_who_is_known(store: Store) -> None:
    """What waits for them is withdrawn; their own reason stays the first one."""
    add_readers(store, "ann@example.org")
    publish(store)
    for reason in (Reason.COMPLAINT, Reason.IMPORTED):
        suppression = a_suppression("ann@example.org", reason=reason)
        take(store, NewSubscriber(address="ann@example.org", suppression=suppression))
    assert [one.reason for one in store.suppressions()] == [Reason.COMPLAINT]
    assert store.open_deliveries() == 0


def test_who_was_suppressed_when_forgotten_is_so_again(store: Store) -> None:
    """An old list mails nobody who complained."""
    (ann,) = add_readers(store, "ann@example.org")
    store.suppress(a_suppression("ann@example.org"))
    store.forget(ann)
    take(store, NewSubscriber(address="ann@example.org"))
    (listed,) = store.find_subscribers(SubscriberQuery())
    assert listed.suppression is not None


def test_readers_are_found_by_what_they_have_in_common(store: Store) -> None:
    """All that is asked for has to hold."""
    take(
        store,
        NewSubscriber(address="ann@example.org", name="Ann Quay", tags=("coast",)),
        NewSubscriber(address="Bob_1@example.net", language="de", created=NOW - DAY),
        NewSubscriber(address="cy@example.net", state=NO, tags=("coast", "x_y")),
        NewSubscriber(
            address="dee@example.net",
            state=SubscriberState.UNCONFIRMED,
            left=("daily",),
        ),
    )
    take(store, NewSubscriber(address="ann@example.org"), newsletter="daily")
    store.import_subscribers(
        [NewSubscriber(address="eve@example.net")], [], consent="list", now=NOW
    )
    assert found(store, text="QUAY") == ["ann@example.org"]
    assert found(store, text="b_1@") == ["Bob_1@example.net"]
    assert found(store, text="b%1") == []
    assert found(store, exactly="bob_1@EXAMPLE.net") == ["Bob_1@example.net"]
    assert found(store, tags=("coast",)) == ["ann@example.org", "cy@example.net"]
    assert found(store, tags=("coast", "x_y")) == ["cy@example.net"]
    assert found(store, tags=("xzy",)) == found(store, tags=("coas",)) == []
    assert found(store, newsletter="daily") == ["ann@example.org", "dee@example.net"]
    assert found(store, newsletter="daily", state=YES) == ["ann@example.org"]
    assert found(store, state=NO) == ["cy@example.net"]
    assert found(store, state=YES, text="example.net") == [
        "Bob_1@example.net",
        "eve@example.net",
    ]
    assert found(store, state=SubscriberState.UNCONFIRMED) == ["dee@example.net"]
    assert found(store, language="de") == ["Bob_1@example.net"]
    assert "Bob_1@example.net" not in found(store, since=NOW)
    assert store.count_known(["ANN@example.org", "zoe@example.org"]) == 1


def test_a_search_goes_on_where_it_was(store: Store) -> None:
    """Over the edges of pages, and from any address on."""
    names = [f"r{number:05d}@example.net" for number in range(BATCH + 1)]
    add_readers(store, *names)
    assert found(store) == names
    after = store.find_subscribers(SubscriberQuery(), after=names[-2].upper())
    assert [one.reader.address for one in after] == names[-1:]


def test_tags_are_given_and_taken(store: Store) -> None:
    """Who has them already is not counted."""
    names = [f"r{number:05d}@example.net" for number in range(BATCH + 1)]
    add_readers(store, *names)
    assert store.tag(SubscriberQuery(exactly=names[0]), ["vip"]) == 1
    assert store.tag(SubscriberQuery(), ["vip", "coast"]) == len(names)
    assert store.tag(SubscriberQuery(), ["vip"]) == 0
    assert store.untag(SubscriberQuery(tags=("vip",)), ["vip"]) == len(names)
    reader = store.find_subscriber(names[0])
    assert reader is not None
    assert reader.tags == ("coast",)
    take(store, NewSubscriber(address=names[0], tags=("a",)))
    reader = store.find_subscriber(names[0])
    assert reader is not None
    assert reader.tags == ("a", "coast")


def test_readers_are_told_in_numbers(store: Store) -> None:
    """By month, domain, language, and why they get no mail."""
    take(
        store,
        NewSubscriber(address="a@example.org", created=NOW - 31 * DAY, language="de"),
        NewSubscriber(address="b@example.org", suppression=a_suppression("b@x.org")),
        NewSubscriber(address="c@example.net", state=NO),
    )
    told = store.reader_statistics(1)
    assert told.readers == 3
    assert told.growth == (
        Growth(month="2026-10", came=1, left=0),
        Growth(month="2026-11", came=2, left=1),
    )
    assert told.domains == (("example.org", 2),)
    assert told.languages == (("", 2), ("de", 1))
    assert told.suppressions == ((Reason.USER_UNKNOWN, 1),)
