"""What waits for its owner: paused issues, and deliveries in doubt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, a_letter, an_issue
from digest.deliveries import DeliveryState, OnDoubt
from digest.store.protocols import DeliveryQuery, PausedIssue, Store
from store_steps import LEASE, a_slot, add_readers, claim, hold_slot, publish

HOUR = timedelta(hours=1)


def test_a_paused_issue_stays_where_it_is(store: Store) -> None:
    """Neither claimed nor waited for; other issues go on."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    publish(store, 2)
    assert store.pause_issue("weekly", 1, "refused 25 times", now=NOW)
    assert store.paused_issues() == (
        PausedIssue(
            newsletter="weekly", number=1, reason="refused 25 times", since=NOW
        ),
    )
    assert [delivery.issue for delivery in claim(store)] == [2]
    assert store.next_due(now=NOW) == NOW + LEASE


def test_a_resumed_issue_goes_on(store: Store) -> None:
    """With all that waited."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    store.pause_issue("weekly", 1, "", now=NOW)
    assert store.next_due(now=NOW) is None
    assert store.resume_issue("weekly", 1, now=NOW)
    assert len(claim(store)) == 2
    assert store.paused_issues() == ()


def test_a_new_issue_can_be_paused_from_the_start(store: Store) -> None:
    """In the transaction that plans its letters, so that none gets away before."""
    add_readers(store, "ann@example.net")
    slot = a_slot(1)
    issue = an_issue(slot=slot.name, entries=())
    fence = hold_slot(store, slot)
    planned = store.publish_issue(
        issue, a_letter(), fence=fence, now=NOW, paused="not there yet"
    )
    assert planned == 1
    assert [paused.reason for paused in store.paused_issues()] == ["not there yet"]
    assert claim(store) == ()
    assert store.resume_issue("weekly", 1, now=NOW)
    assert len(claim(store)) == 1


def test_an_approved_issue_can_be_paused_from_the_start(store: Store) -> None:
    """As one that nobody had to approve."""
    add_readers(store, "ann@example.net")
    slot = a_slot(1)
    issue = an_issue(slot=slot.name, entries=())
    assert store.hold_issue(issue, a_letter(), fence=hold_slot(store, slot))
    assert store.approve_issue(issue, a_letter(), now=NOW, paused="not yet") == 1
    assert [paused.reason for paused in store.paused_issues()] == ["not yet"]
    assert claim(store) == ()


def test_to_pause_twice_says_so(store: Store) -> None:
    """And the first reason stays; there is nothing to pause or resume elsewhere."""
    publish(store)
    assert store.pause_issue("weekly", 1, "first", now=NOW)
    assert not store.pause_issue("weekly", 1, "second", now=NOW)
    assert [paused.reason for paused in store.paused_issues()] == ["first"]
    assert store.resume_issue("weekly", 1, now=NOW)
    assert not store.resume_issue("weekly", 1, now=NOW)
    assert not store.pause_issue("weekly", 2, "", now=NOW)


def test_a_pause_that_ends_by_itself_gives_way_to_its_owners(store: Store) -> None:
    """Whoever would have ended it does not end the other one."""
    publish(store)
    early = "not there yet"
    store.pause_issue("weekly", 1, early, now=NOW)
    assert store.pause_issue("weekly", 1, "mine", now=NOW, instead_of=early)
    assert not store.pause_issue("weekly", 1, "too", now=NOW, instead_of=early)
    assert not store.resume_issue("weekly", 1, now=NOW, reason=early)
    assert [paused.reason for paused in store.paused_issues()] == ["mine"]
    assert store.resume_issue("weekly", 1, now=NOW)


def test_a_pause_holds_for_what_is_leased(store: Store) -> None:
    """The sender asks before each body; what was on its way arrives."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    ann, bob = claim(store)
    assert store.write([ann.id], [], now=NOW) == {ann.id}
    store.pause_issue("weekly", 1, "", now=NOW)
    assert store.write([bob.id], [], now=NOW) == frozenset()
    store.resume_issue("weekly", 1, now=NOW)
    assert store.write([bob.id], [], now=NOW) == {bob.id}


def test_only_the_newsletters_whose_hour_it_is_are_claimed(store: Store) -> None:
    """What is for one reader alone does not wait."""
    add_readers(store, "ann@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    publish(store)
    publish(store, 1, "daily")
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    assert store.next_due(now=NOW, newsletters=()) == NOW

    def names(*newsletters: str) -> list[tuple[str, int]]:
        claimed = store.claim_deliveries(
            9, now=NOW, lease_until=NOW + LEASE, newsletters=newsletters
        )
        return [(delivery.newsletter, delivery.issue) for delivery in claimed]

    assert names() == [("weekly", 0)]
    assert names("daily") == [("daily", 1)]
    assert names("weekly", "daily", "other") == [("weekly", 1)]


def test_who_takes_a_pause_gets_no_issue(store: Store) -> None:
    """Neither planned nor claimed before it is over; afterwards again."""
    ann, bob = add_readers(store, "ann@example.net", "bob@example.net")
    store.pause(ann, NOW + HOUR, now=NOW)
    assert publish(store, 1) == 1
    store.pause(bob, NOW + HOUR, now=NOW)
    assert claim(store) == ()
    assert store.delivery_counts("weekly", 1) == {DeliveryState.WITHDRAWN: 1}
    store.pause(ann, None, now=NOW)
    assert publish(store, 2) == 1
    assert [delivery.issue for delivery in claim(store)] == [2]


@pytest.mark.parametrize(
    ("on_doubt", "state"),
    [(OnDoubt.HOLD, DeliveryState.HELD), (OnDoubt.SKIP, DeliveryState.FAILED)],
)
def test_what_is_in_doubt_waits_or_is_given_up(
    store: Store, on_doubt: OnDoubt, state: DeliveryState
) -> None:
    """As the owner wishes; what was never tried goes out."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    ann, bob = claim(store)
    store.write([ann.id], [], now=NOW)
    later = NOW + LEASE
    claimed = store.claim_deliveries(
        9, now=later, lease_until=later + LEASE, on_doubt=on_doubt
    )
    assert [delivery.id for delivery in claimed] == [bob.id]
    (record,) = store.find_deliveries(DeliveryQuery(in_doubt=True))
    assert (record.id, record.state, record.attempts) == (ann.id, state, 1)
    assert store.retry(DeliveryQuery(in_doubt=True), later) == 1
    (again,) = claim(store, now=later)
    assert again.is_in_doubt


def test_who_leaves_is_not_asked_about_any_more(store: Store) -> None:
    """A held delivery is withdrawn with the others."""
    (ann,) = add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    store.write([delivery.id], [], now=NOW)
    later = NOW + LEASE
    store.claim_deliveries(
        9, now=later, lease_until=later + LEASE, on_doubt=OnDoubt.HOLD
    )
    store.unsubscribe(ann, "weekly", now=later)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.WITHDRAWN: 1}
