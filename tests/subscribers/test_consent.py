from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from builders import NOW
from digest import subscribers
from digest.deliveries import Purpose
from digest.errors import AddressError, LinkError
from digest.links import Claim, LinkPurpose, make_token
from digest.readers import Subscriber, SubscriberState
from digest.secret import Secret
from digest.store.protocols import Store
from digest.store.sqlite import open_memory
from store_steps import add_readers, claim, publish

KEY = Secret("k" * 64)
CONFIRMED, UNCONFIRMED = SubscriberState.CONFIRMED, SubscriberState.UNCONFIRMED
UNSUBSCRIBED = SubscriberState.UNSUBSCRIBED


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


def ask(store: Store, *newsletters: str, address: str = "ann@example.org") -> None:
    """Ann fills in the form."""
    subscribers.subscribe(
        store,
        address=address,
        name="Ann",
        newsletters=newsletters or ("weekly",),
        now=NOW,
    )


def ann(store: Store) -> Subscriber:
    """Ann as the store knows her."""
    found = store.find_subscriber("ann@example.org")
    assert found is not None
    return found


def token(purpose: LinkPurpose, number: int, newsletter: str = "") -> str:
    """A link that came by mail."""
    return make_token(
        KEY.reveal(), purpose, Claim(subscriber=number, newsletter=newsletter)
    )


def test_asking_plans_one_confirmation_and_no_issue(store: Store) -> None:
    """Nobody is a reader before they say so."""
    ask(store)
    assert ann(store).state is UNCONFIRMED
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
    assert publish(store) == 0


def test_asking_again_within_the_hour_plans_nothing(store: Store) -> None:
    """Nobody's mailbox is flooded by a form."""
    for address in ("ann@example.org", "ANN@EXAMPLE.ORG", " ann@example.org "):
        ask(store, address=address)
    assert store.open_deliveries() == 1


def test_asking_for_what_one_reads_already_is_answered_alike(store: Store) -> None:
    """The form tells nobody who reads: no error, and no mail."""
    add_readers(store, "ann@example.org")
    ask(store)
    assert store.open_deliveries() == 0
    assert ann(store).state is CONFIRMED


def test_what_is_no_address_is_told_at_once(store: Store) -> None:
    """A typing error is the one thing the form may tell."""
    with pytest.raises(AddressError, match="no e-mail address"):
        ask(store, address="ann@example.org\r\nBcc: all@example.org")
    assert list(store.subscribers()) == []


def test_a_name_from_the_form_is_one_short_line(store: Store) -> None:
    """It is shown to nobody but its owner, and even so."""
    subscribers.subscribe(
        store,
        address="ann@example.org",
        name="Ann\r\nBcc: x\u202e\0" + "x" * 500,
        newsletters=["weekly"],
        now=NOW,
    )
    assert ann(store).name.startswith("Ann Bcc: x xxx")
    assert len(ann(store).name) == 200


def test_the_confirmation_makes_a_reader_and_may_be_repeated(store: Store) -> None:
    """Twice pressed is once confirmed."""
    ask(store)
    link = token(LinkPurpose.CONFIRM, ann(store).id, "weekly")
    for _ in range(2):
        claimed = subscribers.confirm(store, KEY, link, NOW)
        assert claimed == Claim(subscriber=ann(store).id, newsletter="weekly")
    assert ann(store).state is CONFIRMED
    assert publish(store) == 1


def test_an_old_confirmation_brings_nobody_back(store: Store) -> None:
    """Who left and finds the first letter again stays away."""
    ask(store)
    number = ann(store).id
    link = token(LinkPurpose.CONFIRM, number, "weekly")
    subscribers.confirm(store, KEY, link, NOW)
    subscribers.leave(store, KEY, token(LinkPurpose.LEAVE, number, "weekly"), NOW)
    with pytest.raises(LinkError, match="has ended"):
        subscribers.confirm(store, KEY, link, NOW)
    assert ann(store).state is UNSUBSCRIBED


@pytest.mark.parametrize("act", [subscribers.confirm, subscribers.leave])
def test_a_link_for_something_else_does_nothing(
    store: Store, act: Callable[[Store, Secret, str, datetime], Claim]
) -> None:
    """A link to the preferences neither confirms nor ends."""
    add_readers(store, "ann@example.org")
    number = ann(store).id
    good = token(LinkPurpose.PREFERENCES, number, "weekly")
    for link in (good, good[:-1], good + "x", "", "7.weekly", f"{number}.weekly.x"):
        with pytest.raises(LinkError):
            act(store, KEY, link, NOW)
    assert ann(store).state is CONFIRMED


def test_leaving_ends_one_newsletter_and_withdraws_its_letters(store: Store) -> None:
    """At once, for what is on its way too, and repeating it is safe."""
    add_readers(store, "ann@example.org")
    add_readers(store, "ann@example.org", newsletter="daily")
    publish(store)
    link = token(LinkPurpose.LEAVE, ann(store).id, "weekly")
    for _ in range(2):
        subscribers.leave(store, KEY, link, NOW)
    assert ann(store).newsletters == ("daily",)
    assert claim(store) == ()


def test_one_click_in_a_confirmation_ends_everything(store: Store) -> None:
    """Who was signed up to five newsletters by somebody else clicks once."""
    ask(store, "weekly", "daily", "monthly")
    subscribers.leave(store, KEY, token(LinkPurpose.LEAVE, ann(store).id), NOW)
    assert ann(store).state is UNSUBSCRIBED
    assert store.open_deliveries() == 0


def test_leaving_after_being_forgotten_is_no_error(store: Store) -> None:
    """A mail program that posts late is told that all is well."""
    add_readers(store, "ann@example.org")
    link = token(LinkPurpose.LEAVE, ann(store).id, "weekly")
    assert subscribers.forget(store, "ann@example.org")
    subscribers.leave(store, KEY, link, NOW)
    assert not subscribers.forget(store, "ann@example.org")


def test_a_choice_is_exactly_what_was_ticked(store: Store) -> None:
    """The token came by mail to the reader, so no second letter asks again."""
    add_readers(store, "ann@example.org")
    link = token(LinkPurpose.PREFERENCES, ann(store).id)
    subscribers.choose(store, KEY, link, newsletters=["daily", "monthly"], now=NOW)
    assert ann(store).newsletters == ("daily", "monthly")
    assert ann(store).state is CONFIRMED
    assert claim(store, now=NOW + timedelta(hours=1)) == ()
    subscribers.choose(store, KEY, link, newsletters=["weekly"], now=NOW)
    assert ann(store).newsletters == ("weekly",)
    subscribers.choose(store, KEY, link, newsletters=[], now=NOW)
    assert ann(store).state is UNSUBSCRIBED


def test_a_choice_needs_a_reader_and_a_good_link(store: Store) -> None:
    """Nobody is made a reader by a number."""
    for link in (token(LinkPurpose.PREFERENCES, 99), token(LinkPurpose.LEAVE, 99)):
        with pytest.raises(LinkError):
            subscribers.choose(store, KEY, link, newsletters=["weekly"], now=NOW)


def test_an_import_adds_the_good_and_tells_the_bad(store: Store) -> None:
    """The counts and the lines are what the owner is told."""
    add_readers(store, "bob@example.net")
    data = (
        b"address,name\nann@example.org,Ann\nbob@example.net,\nbad,\nANN@example.org,"
    )
    imported = subscribers.import_csv(
        store, data, ["weekly"], consent="fair 2026", now=NOW
    )
    assert (imported.added, imported.known) == (1, 1)
    assert [problem.line for problem in imported.problems] == [4]
    assert [note.line for note in imported.notes] == [5]
    assert ann(store).consent == "fair 2026"
    assert ann(store).state is CONFIRMED


def test_no_import_brings_back_who_left(store: Store) -> None:
    """The same list may be imported for ever."""
    add_readers(store, "ann@example.org")
    assert subscribers.remove(store, "ANN@example.org", "", now=NOW)
    for _ in range(2):
        imported = subscribers.import_csv(
            store, b"ann@example.org", ["weekly"], consent="list", now=NOW
        )
        assert (imported.added, imported.known) == (0, 1)
    again = subscribers.add(
        store, address="ann@example.org", name="", newsletters=["weekly"], now=NOW
    )
    assert again.state is UNSUBSCRIBED


def test_the_owner_adds_and_removes_one(store: Store) -> None:
    """By hand, with one newsletter or all of them."""
    added = subscribers.add(
        store,
        address=" Ann@Example.org ",
        name="Ann",
        newsletters=["daily", "weekly"],
        now=NOW,
    )
    assert (added.address, added.name) == ("Ann@example.org", "Ann")
    assert added.newsletters == ("daily", "weekly")
    assert subscribers.remove(store, "ann@example.org", "daily", now=NOW)
    assert ann(store).newsletters == ("weekly",)
    assert not subscribers.remove(store, "nobody@example.org", "", now=NOW)
