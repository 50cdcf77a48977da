from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, a_suppression
from digest.deliveries import Purpose
from digest.readers import FeedAccess
from digest.reasons import Reason
from digest.store.protocols import Store
from store_steps import accept, add_readers, claim, number_of, publish

HOUR = timedelta(hours=1)
NEW = "ann@new.example"


@pytest.fixture
def ann(store: Store) -> int:
    """The number of a reader."""
    return add_readers(store, "ann@example.net")[0]


def ask(
    store: Store, number: int, address: str = NEW, *, hours: float = 0, most: int = 9
) -> bool:
    """The reader types a new address into their page, so many hours from now."""
    now = NOW + hours * HOUR
    return store.ask_to_move(
        number, address, ask_after=now - HOUR, now=now, most_per_hour=most
    )


def test_the_new_address_is_asked_and_nothing_moves_yet(store: Store, ann: int) -> None:
    """The letter goes there, in the name of a newsletter of the reader."""
    assert ask(store, ann)
    (asked,) = claim(store)
    assert (asked.purpose, asked.newsletter) == (Purpose.MOVE, "weekly")
    assert (asked.recipient, asked.subscriber.address) == (NEW, "ann@example.net")
    wish = store.address_move(ann)
    assert wish is not None
    assert (wish.address, wish.asked) == (NEW, asked.planned)


def test_everything_moves_along(store: Store, ann: int) -> None:
    """Subscriptions, language, history, private feed, and what waits."""
    store.add_private_feed(ann, "digest", now=NOW)
    store.set_language(ann, "de")
    ask(store, ann)
    publish(store)
    for _ in range(2):
        assert store.move(ann, NEW, now=NOW + HOUR)
    moved = store.find_subscriber("ANN@new.example")
    assert moved is not None
    assert (moved.id, moved.language, moved.newsletters) == (ann, "de", ("weekly",))
    assert store.find_subscriber("ann@example.net") is None
    assert store.feed_access("digest") is FeedAccess.OPEN
    issues = [d for d in claim(store) if d.purpose is Purpose.ISSUE]
    assert [d.recipient for d in issues] == [NEW]


def test_nobody_moves_where_they_did_not_ask_to(store: Store, ann: int) -> None:
    """Nor somebody who is not there."""
    assert not store.move(ann, NEW, now=NOW)
    ask(store, ann)
    assert not store.move(ann, "other@new.example", now=NOW)
    assert not store.move(99, NEW, now=NOW)
    assert not ask(store, 99)
    assert store.address_move(99) is None


def test_the_last_wish_holds(store: Store, ann: int) -> None:
    """The letter to the first address is withdrawn, and its link worth nothing."""
    ask(store, ann)
    ask(store, ann, "ann@last.example", hours=2)
    assert [d.recipient for d in claim(store, now=NOW + 2 * HOUR)] == [
        "ann@last.example"
    ]
    assert not store.move(ann, NEW, now=NOW + 2 * HOUR)


def test_nobody_is_flooded_by_wishes(store: Store, ann: int) -> None:
    """One an hour by a reader, one an hour to an address, and so many in all."""
    (bob, carl) = add_readers(store, "bob@example.net", "carl@example.net")
    for number, address in ((ann, NEW), (ann, "other@new.example"), (bob, NEW)):
        assert ask(store, number, address)
    assert store.open_deliveries(Purpose.MOVE) == 1
    assert ask(store, carl, "carl@new.example", most=1)
    (first,) = claim(store)
    accept(store, first)
    assert [d.recipient for d in claim(store, now=NOW + HOUR)] == ["carl@new.example"]


def test_an_address_that_was_just_asked_by_the_form_is_left_alone(
    store: Store, ann: int
) -> None:
    """One question an hour, whatever about."""
    store.request_subscription(NEW, "", ["weekly"], confirm_after=NOW - HOUR, now=NOW)
    ask(store, ann)
    assert store.open_deliveries(Purpose.MOVE) == 0


@pytest.mark.parametrize("step", ["none", "reads", "asked", "wished", "suppressed"])
def test_a_record_says_nothing_of_whom_the_new_address_belongs_to(
    store: Store, ann: int, step: str
) -> None:
    """Not by what is kept of the wish, nor by the letter that went out, or did not."""
    (bob,) = add_readers(store, "bob@example.net")
    if step == "reads":
        add_readers(store, NEW)
    elif step == "asked":
        since = NOW - HOUR
        store.request_subscription(NEW, "", ["weekly"], confirm_after=since, now=NOW)
    elif step == "wished":
        ask(store, bob)
    elif step == "suppressed":
        store.suppress(a_suppression(NEW, Reason.COMPLAINT))
    ask(store, ann)
    record = store.record_of(ann)
    assert record is not None
    assert record.move is not None
    assert (record.move.address, record.move.asked) == (NEW, NOW)
    assert record.deliveries == ()


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_an_address_that_wants_no_mail_gets_none(
    store: Store, ann: int, *, is_forgotten: bool
) -> None:
    """The answer is the same; even where it is known by a digest only."""
    (other,) = add_readers(store, NEW)
    store.suppress(a_suppression(NEW, Reason.COMPLAINT))
    if is_forgotten:
        store.forget(other)
    assert ask(store, ann)
    assert store.open_deliveries(Purpose.MOVE) == 0


def test_an_address_that_bounced_can_be_left(store: Store, ann: int) -> None:
    """Its reader has a link, and the letter goes somewhere else."""
    store.suppress(a_suppression("ann@example.net"))
    ask(store, ann)
    assert [d.recipient for d in claim(store)] == [NEW]
    assert store.move(ann, NEW, now=NOW)
    assert publish(store) == 1


def test_nobody_takes_the_address_of_another_reader(store: Store, ann: int) -> None:
    """They are asked like anybody; nothing is merged."""
    add_readers(store, NEW)
    assert ask(store, ann)
    assert store.open_deliveries(Purpose.MOVE) == 1
    assert not store.move(ann, NEW, now=NOW)
    assert number_of(store, "ann@example.net") == ann


def test_who_never_confirmed_makes_room(store: Store, ann: int) -> None:
    """Anybody could have signed the address up to block it."""
    ghost = store.request_subscription(
        NEW, "", ["daily"], confirm_after=NOW - HOUR, now=NOW - 5 * HOUR
    )
    ask(store, ann)
    assert store.move(ann, NEW, now=NOW)
    assert store.subscriber(ghost.id) is None
    assert store.open_deliveries(Purpose.CONFIRMATION) == 0


def test_a_reader_may_write_their_address_anew(store: Store, ann: int) -> None:
    """In other letters; it stays theirs."""
    ask(store, ann, "Ann@Example.net")
    assert store.move(ann, "Ann@Example.net", now=NOW)
    reader = store.subscriber(ann)
    assert reader is not None
    assert reader.address == "Ann@Example.net"
