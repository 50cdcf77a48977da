from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from builders import NOW
from digest.issues import SlotState, Watermark
from digest.store.protocols import Store
from store_steps import LEASE, a_slot, hold_slot

HOUR = timedelta(hours=1)
#: later than every slot here
FAR = NOW + timedelta(weeks=20)


def mark(
    store: Store,
    start: datetime,
    *,
    newsletter: str = "weekly",
    schedule: str = "0 7 * * MON",
    latest: datetime = FAR,
) -> datetime:
    """Up to when the newsletter's slots are recorded."""
    return store.watermark(newsletter, schedule, start=start, latest=latest).moment


def test_a_new_newsletter_starts_at_its_start(store: Store) -> None:
    """Nothing is sent backwards; the second look finds the same."""
    assert store.find_watermark("weekly") is None
    assert mark(store, NOW) == NOW
    assert mark(store, NOW + HOUR) == NOW
    kept = Watermark(schedule="0 7 * * MON", begun=NOW, moment=NOW)
    assert store.find_watermark("weekly") == kept


def test_newsletters_have_watermarks_of_their_own(store: Store) -> None:
    """One's first start does not move another's."""
    mark(store, NOW)
    assert mark(store, NOW + HOUR, newsletter="daily") == NOW + HOUR


def test_the_watermark_moves_on_and_never_back(store: Store) -> None:
    """A process with an old time cannot make slots come again."""
    mark(store, NOW)
    store.record_slots("weekly", [], watermark=NOW + HOUR)
    store.record_slots("weekly", [], watermark=NOW - HOUR)
    assert mark(store, NOW) == NOW + HOUR
    kept = store.find_watermark("weekly")
    assert kept
    assert kept.begun == NOW


def test_a_changed_schedule_starts_anew(store: Store) -> None:
    """Neither backwards nor, after a clock stood in the far future, never."""
    mark(store, NOW + 99 * HOUR)
    assert mark(store, NOW, schedule="0 8 * * MON") == NOW
    assert mark(store, NOW + HOUR, schedule="0 8 * * MON") == NOW
    kept = Watermark(schedule="0 8 * * MON", begun=NOW, moment=NOW)
    assert store.find_watermark("weekly") == kept


def test_slots_are_recorded_once_and_listed_oldest_first(store: Store) -> None:
    """A slot recorded twice stays as it is."""
    first, second = a_slot(1), a_slot(2)
    store.record_slots("weekly", [second, first], watermark=NOW)
    store.record_slots("weekly", [replace(first, note="again")], watermark=NOW)
    assert store.open_slots("weekly", now=FAR) == (first, second)
    assert store.open_slots("daily", now=FAR) == ()


def test_recording_a_settled_slot_does_not_open_it(store: Store) -> None:
    """The name is the key, for ever."""
    fence = hold_slot(store)
    slot = a_slot()
    store.settle_slot(
        "weekly", slot.name, fence=fence, state=SlotState.EMPTY, note="nothing new"
    )
    store.record_slots("weekly", [slot], watermark=NOW)
    assert store.open_slots("weekly", now=FAR) == ()


def test_a_slot_is_held_by_one_until_its_lease_ends(store: Store) -> None:
    """Each claim has a higher fence."""
    first = hold_slot(store)
    name = a_slot().name
    assert store.claim_slot("weekly", name, now=NOW, lease_until=NOW + LEASE) is None
    later = NOW + LEASE
    second = store.claim_slot("weekly", name, now=later, lease_until=later + LEASE)
    assert second is not None
    assert second > first
    (slot,) = store.open_slots("weekly", now=FAR)
    assert (slot.state, slot.fence) == (SlotState.BUSY, second)


def test_an_unknown_slot_cannot_be_claimed(store: Store) -> None:
    """Nothing comes due without having been recorded."""
    assert store.claim_slot("weekly", "never", now=NOW, lease_until=NOW + LEASE) is None


@pytest.mark.parametrize("state", [SlotState.DONE, SlotState.EMPTY, SlotState.MISSED])
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
        "weekly", name, fence=old, state=SlotState.EMPTY, note="late"
    )
    assert store.open_slots("weekly", now=FAR)[0].state is SlotState.BUSY


def test_an_unclaimed_slot_is_settled_by_the_fence_it_was_read_with(
    store: Store,
) -> None:
    """So older slots are coalesced without a claim, unless somebody claims them."""
    slot = a_slot()
    store.record_slots("weekly", [slot], watermark=NOW)
    assert store.settle_slot(
        "weekly", slot.name, fence=0, state=SlotState.COALESCED, note="by a later one"
    )
    assert store.open_slots("weekly", now=FAR) == ()


def test_slots_that_nobody_holds_are_settled_together(store: Store) -> None:
    """One that is held stays with its holder, and one whose lease is over goes."""
    names = [a_slot(number).name for number in (1, 2, 3)]
    hold_slot(store, a_slot(2))
    store.record_slots("weekly", [a_slot(n) for n in (1, 3)], watermark=NOW)

    def settle(now: datetime) -> frozenset[str]:
        return store.settle_free_slots(
            "weekly", names, state=SlotState.MISSED, note="too late", now=now
        )

    assert settle(NOW) == {names[0], names[2]}
    assert [slot.name for slot in store.open_slots("weekly", now=FAR)] == [names[1]]
    assert settle(NOW + LEASE) == {names[1]}
    assert settle(NOW + LEASE) == frozenset()
    told = {(slot.state, slot.note) for slot in store.recent_slots("weekly", 3)}
    assert told == {(SlotState.MISSED, "too late")}


def test_slots_of_another_newsletter_are_not_settled(store: Store) -> None:
    """Two newsletters have slots of the same name."""
    slot = a_slot(newsletter="daily")
    store.record_slots("daily", [slot], watermark=NOW)
    done = store.settle_free_slots(
        "weekly", [slot.name], state=SlotState.MISSED, note="", now=NOW
    )
    assert done == frozenset()
    assert store.open_slots("daily", now=FAR) == (slot,)


def test_recent_slots_come_newest_first(store: Store) -> None:
    """As many as asked for, settled or not."""
    store.record_slots("weekly", [a_slot(n) for n in (1, 2, 3)], watermark=NOW)
    names = [slot.name for slot in store.recent_slots("weekly", 2)]
    assert names == [a_slot(3).name, a_slot(2).name]


def test_a_watermark_in_the_future_comes_back(store: Store) -> None:
    """After a clock stood in the future once; one that is not later stays."""
    mark(store, NOW, latest=NOW)
    store.record_slots("weekly", [], watermark=NOW + 99 * HOUR)
    assert mark(store, NOW, latest=NOW) == NOW
    assert mark(store, NOW, latest=NOW + HOUR) == NOW


def test_a_beginning_in_the_future_comes_back_too(store: Store) -> None:
    """Of a newsletter that was first seen by a wrong clock."""
    mark(store, NOW + 99 * HOUR)
    mark(store, NOW, latest=NOW)
    kept = Watermark(schedule="0 7 * * MON", begun=NOW, moment=NOW)
    assert store.find_watermark("weekly") == kept


def test_slots_that_a_wrong_clock_settled_come_again(store: Store) -> None:
    """Unless they brought an issue, or somebody makes it now."""
    mark(store, NOW, latest=NOW)
    due, done, held = (a_slot(number) for number in (1, 2, 3))
    skipped = replace(a_slot(4), state=SlotState.SKIPPED)
    store.record_slots("weekly", [due, skipped], watermark=skipped.due_at)
    fence = hold_slot(store, done)
    hold_slot(store, held)
    store.settle_slot(
        "weekly", done.name, fence=fence, state=SlotState.DONE, note="issue 1"
    )
    mark(store, NOW, latest=due.due_at)
    kept = store.recorded_slots("weekly", first="2", last="3")
    assert kept == {due.name, done.name, held.name}


def test_recorded_names_are_those_between_two(store: Store) -> None:
    """Both of them too, and of one newsletter."""
    slots = [a_slot(number) for number in (1, 2, 3, 4)]
    store.record_slots("weekly", slots, watermark=NOW)
    store.record_slots("daily", [a_slot(2, "daily")], watermark=NOW)
    found = store.recorded_slots("weekly", first=slots[1].name, last=slots[2].name)
    assert found == {slots[1].name, slots[2].name}


def test_a_held_slot_is_held_longer(store: Store) -> None:
    """So nobody else takes it up while its issue is made."""
    fence = hold_slot(store)
    name, later = a_slot().name, NOW + LEASE
    assert store.renew_slot("weekly", name, fence=fence, lease_until=later + LEASE)
    until = later + LEASE
    assert store.claim_slot("weekly", name, now=later, lease_until=until) is None
    assert store.claim_slot("weekly", name, now=until, lease_until=until + LEASE)


def test_who_lost_the_claim_cannot_hold_it_longer(store: Store) -> None:
    """Nor who settled the slot, nor who never had it."""
    fence = hold_slot(store)
    name, later = a_slot().name, NOW + LEASE
    newer = store.claim_slot("weekly", name, now=later, lease_until=later + LEASE)
    assert newer
    assert not store.renew_slot("weekly", name, fence=fence, lease_until=FAR)
    assert not store.renew_slot("weekly", "never", fence=1, lease_until=FAR)
    store.settle_slot("weekly", name, fence=newer, state=SlotState.DONE, note="")
    assert not store.renew_slot("weekly", name, fence=newer, lease_until=FAR)


def test_a_slot_that_is_due_later_is_not_open(store: Store) -> None:
    """A clock that was wrong recorded it; its time will come."""
    early, late = a_slot(1), a_slot(2)
    store.record_slots("weekly", [early, late], watermark=late.due_at)
    assert store.open_slots("weekly", now=early.due_at) == (early,)
    assert store.open_slots("weekly", now=late.due_at) == (early, late)
