"""What processes on one or many machines settle among themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW
from digest.deliveries import Batch, DeliveryState
from digest.errors import StoreError
from digest.store.protocols import HandedOut, Store
from store_steps import LEASE, add_readers, addresses, claim, intend, publish

MINUTE = timedelta(minutes=1)
#: what a server's own clock may go on by while a test asks it a few things
MOMENT = timedelta(seconds=30)


def claim_batch(
    store: Store, batch: Batch, newsletters: tuple[str, ...] | None = None
) -> list[str]:
    """Whose deliveries of the batch are leased now."""
    claimed = store.claim_deliveries(
        100,
        now=NOW,
        lease_until=NOW + LEASE,
        newsletters=newsletters,
        batch=batch,
    )
    return addresses(claimed)


def a_batch(first: int, last: int, issue: int = 1) -> Batch:
    """A stretch of an issue's deliveries."""
    return Batch(newsletter="weekly", issue=issue, first=first, last=last)


def test_a_batch_gives_its_part_of_its_issue_alone(store: Store) -> None:
    """What has another number, and what is of another issue, stays for others."""
    add_readers(store, "ann@example.net", "bob@example.net", "cy@example.net")
    publish(store, 1)
    publish(store, 2)
    assert claim_batch(store, a_batch(2, 1000)) == ["bob@example.net", "cy@example.net"]
    assert claim_batch(store, a_batch(2, 1000)) == []
    assert [delivery.id for delivery in claim(store)] == [1, 4, 5, 6]


def test_a_batch_gives_nothing_out_of_its_hours(store: Store) -> None:
    """Its newsletter has to be one that may go out."""
    add_readers(store, "ann@example.net")
    publish(store)
    assert claim_batch(store, a_batch(0, 999), newsletters=("daily",)) == []
    assert claim_batch(store, a_batch(0, 999), newsletters=("weekly",))


def test_a_batch_of_a_paused_issue_gives_nothing(store: Store) -> None:
    """Nor one of an issue that there is not."""
    add_readers(store, "ann@example.net")
    publish(store)
    store.pause_issue("weekly", 1, "", now=NOW)
    assert claim_batch(store, a_batch(0, 999)) == []
    assert claim_batch(store, a_batch(0, 999, issue=7)) == []


def test_turns_are_given_once(store: Store) -> None:
    """Each asks behind all who asked before, whoever it is."""
    waits = [
        store.reserve_turns("relay a", count, MINUTE, now=NOW) for count in (2, 1, 3)
    ]
    meant = [timedelta(), 2 * MINUTE, 3 * MINUTE]
    for wait, at_most in zip(waits, meant, strict=True):
        assert at_most - MOMENT <= wait <= at_most


def test_each_name_has_turns_of_its_own(store: Store) -> None:
    """A relay does not wait for a domain."""
    store.reserve_turns("relay a", 9, MINUTE, now=NOW)
    assert not store.reserve_turns("domain a", 1, MINUTE, now=NOW)


def test_what_is_told_first_is_agreed_on(store: Store) -> None:
    """Whoever says something else learns it."""
    assert store.agree("key", "one") == "one"
    assert store.agree("key", "two") == "one"
    assert store.agree("zone", "two") == "two"


def test_without_workers_nothing_is_handed_out(store: Store) -> None:
    """Who claims has all there is."""
    add_readers(store, "ann@example.net")
    publish(store)
    assert store.hand_out(now=NOW) == HandedOut()
    assert len(claim(store)) == 1


def test_a_run_that_broke_off_leaves_no_lease(store: Store) -> None:
    """All is due again; what may have gone out is in doubt."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    sent, _ = claim(store)
    assert intend(store, sent.id, now=NOW)
    assert claim(store) == ()
    store.release_own(now=NOW)
    assert [one.is_in_doubt for one in claim(store)] == [True, False]


def test_what_is_settled_is_not_released(store: Store) -> None:
    """Only leases end."""
    add_readers(store, "ann@example.net")
    publish(store)
    store.release_own(now=NOW)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.PENDING: 1}


@pytest.mark.parametrize("name", ["poll", "sweep's turn"])
def test_a_turn_is_had_by_one(store: Store, name: str) -> None:
    """And after it by anybody."""
    for _ in range(2):
        with store.turn(name) as is_ours:
            assert is_ours


def test_a_turn_ends_with_work_that_fails(store: Store) -> None:
    """Whoever comes next has it, by whichever connection."""
    for _ in range(2):
        with pytest.raises(StoreError, match="away"):
            fail_in_turn(store)


def fail_in_turn(store: Store) -> None:
    """Have the turn, by one of two connections, and break off."""
    with store.turn("sweep") as is_ours:
        assert is_ours
        store.paused_issues()
        raise StoreError("away")
