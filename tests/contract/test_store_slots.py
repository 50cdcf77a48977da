from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import NOW
from digest.model import SlotState
from digest.store.protocols import Store
from store_steps import LEASE, a_slot, hold_slot

HOUR = timedelta(hours=1)


def test_a_new_newsletter_starts_at_its_start(store: Store) -> None:
    """Nothing is sent backwards; the second look finds the same."""
    assert store.watermark("weekly", "0 7 * * MON", start=NOW) == NOW
    assert store.watermark("weekly", "0 7 * * MON", start=NOW + HOUR) == NOW


def test_newsletters_have_watermarks_of_their_own(store: Store) -> None:
    """One's first start does not move another's."""
    store.watermark("weekly", "0 7 * * MON", start=NOW)
    assert store.watermark("daily", "0 7 * * *", start=NOW + HOUR) == NOW + HOUR


def test_the_watermark_moves_on_and_never_back(store: Store) -> None:
    """A process with an old time cannot make slots come again."""
    store.watermark("weekly", "0 7 * * MON", start=NOW)
    store.record_slots("weekly", [], watermark=NOW + HOUR)
    store.record_slots("weekly", [], watermark=NOW - HOUR)
    assert store.watermark("weekly", "0 7 * * MON", start=NOW) == NOW + HOUR


def test_a_changed_schedule_starts_anew(store: Store) -> None:
    """Neither backwards nor, after a clock stood in the far future, never."""
    store.watermark("weekly", "0 7 * * MON", start=NOW + 99 * HOUR)
    assert store.watermark("weekly", "0 8 * * MON", start=NOW) == NOW
    assert store.watermark("weekly", "0 8 * * MON", start=NOW + HOUR) == NOW


def test_slots_are_recorded_once_and_listed_oldest_first(store: Store) -> None:
    """A slot recorded twice stays as it is."""
    first, second = a_slot(1), a_slot(2)
    store.record_slots("weekly", [second, first], watermark=NOW)
    store.record_slots("weekly", [replace(first, note="again")], watermark=NOW)
    assert store.open_slots("weekly") == (first, second)
    assert store.open_slots("daily") == ()


def test_recording_a_settled_slot_does_not_open_it(store: Store) -> None:
    """The name is the key, for ever."""
    fence = hold_slot(store)
    slot = a_slot()
    store.settle_slot(
        "weekly", slot.name, fence=fence, state=SlotState.EMPTY, note="nothing new"
    )
    store.record_slots("weekly", [slot], watermark=NOW)
    assert store.open_slots("weekly") == ()


def test_a_slot_is_held_by_one_until_its_lease_ends(store: Store) -> None:
    """Each claim has a higher fence."""
    first = hold_slot(store)
    name = a_slot().name
    assert store.claim_slot("weekly", name, now=NOW, lease_until=NOW + LEASE) is None
    later = NOW + LEASE
    second = store.claim_slot("weekly", name, now=later, lease_until=later + LEASE)
    assert second is not None
    assert second > first
    (slot,) = store.open_slots("weekly")
    assert (slot.state, slot.fence) == (SlotState.BUSY, second)


def test_an_unknown_slot_cannot_be_claimed(store: Store) -> None:
    """Nothing comes due without having been recorded."""
    assert store.claim_slot("weekly", "never", now=NOW, lease_until=NOW + LEASE) is None


@pytest.mark.parametrize("state", [SlotState.DONE, SlotState.EMPTY, SlotState.FAILED])
def test_a_settled_slot_stays_settled(store: Store, state: SlotState) -> None:
    """It can be neither claimed nor settled again."""
    fence = hold_slot(store)
    name = a_slot().name
    assert store.settle_slot("weekly", name, fence=fence, state=state, note="why")
    later = NOW + 2 * LEASE
    assert store.claim_slot("weekly", name, now=later, lease_until=later) is None
    again = store.settle_slot(
        "weekly", name, fence=fence, state=SlotState.MISSED, note=""
    )
    assert not again
    (slot,) = store.recent_slots("weekly", 5)
    assert (slot.state, slot.note) == (state, "why")


def test_who_lost_the_claim_settles_nothing(store: Store) -> None:
    """A process that slept through its lease has an old fence."""
    old = hold_slot(store)
    name = a_slot().name
    later = NOW + LEASE
    assert store.claim_slot("weekly", name, now=later, lease_until=later + LEASE)
    assert not store.settle_slot(
        "weekly", name, fence=old, state=SlotState.FAILED, note="late"
    )
    assert store.open_slots("weekly")[0].state is SlotState.BUSY


def test_an_unclaimed_slot_is_settled_by_the_fence_it_was_read_with(
    store: Store,
) -> None:
    """So older slots are coalesced without a claim, unless somebody claims them."""
    slot = a_slot()
    store.record_slots("weekly", [slot], watermark=NOW)
    assert store.settle_slot(
        "weekly", slot.name, fence=0, state=SlotState.COALESCED, note="by a later one"
    )
    assert store.open_slots("weekly") == ()


def test_recent_slots_come_newest_first(store: Store) -> None:
    """As many as asked for, settled or not."""
    store.record_slots("weekly", [a_slot(n) for n in (1, 2, 3)], watermark=NOW)
    names = [slot.name for slot in store.recent_slots("weekly", 2)]
    assert names == [a_slot(3).name, a_slot(2).name]
