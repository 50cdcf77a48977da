"""Slots that came due: recorded once, chosen by `latest`, claimed, settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from builders import a_newsletter
from digest.cadence import moments_between
from digest.issues import Newsletter, Slot, SlotState
from digest.slots import (
    LONGEST_BACKLOG,
    Due,
    choose_slot,
    claim_due,
    record_slots,
    settle,
)
from digest.store.protocols import Store
from digest.store.sqlite import open_memory

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HOURLY = a_newsletter(schedule="0 * * * *", zone="UTC")
LEASE = timedelta(minutes=5)


def a_slot(hour: int) -> Slot:
    """The slot of this hour."""
    due_at = datetime(2026, 11, 16, hour, tzinfo=UTC)
    return Slot(newsletter="weekly", name=f"{due_at:%Y-%m-%dT%H:%M}", due_at=due_at)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    opened = open_memory()
    yield opened
    opened.close()


def look(
    store: Store, now: datetime, newsletter: Newsletter = HOURLY
) -> tuple[tuple[Due, ...], tuple[Slot, ...]]:
    """One tick."""
    record_slots(store, [newsletter], now=now)
    return claim_due(store, [newsletter], lease=LEASE, now=now)


def test_the_newest_slot_gets_the_issue_and_covers_the_others() -> None:
    """One issue after downtime, not one for each slot."""
    choice = choose_slot(
        [a_slot(7), a_slot(9), a_slot(8)],
        catch_up_within=timedelta(hours=24),
        now=START,
    )
    assert choice.slot == a_slot(9)
    assert choice.coalesced == (a_slot(7), a_slot(8))


def test_what_is_too_late_is_missed() -> None:
    """Exactly the allowed lateness is still in time."""
    choice = choose_slot(
        [a_slot(6), a_slot(7)], catch_up_within=timedelta(hours=2), now=START
    )
    assert choice.slot == a_slot(7)
    assert choice.missed == (a_slot(6),)


def test_a_new_newsletter_starts_now(store: Store) -> None:
    """Nothing is sent backwards when a newsletter is first seen."""
    assert look(store, START) == ((), ())
    (due,), settled = look(store, START + timedelta(hours=1))
    assert due.slot.name == "2026-11-16T10:00"
    assert not settled


def test_a_newsletter_with_a_start_catches_up_from_there(store: Store) -> None:
    """The owner may say from when slots count."""
    early = a_newsletter(
        schedule="0 * * * *", zone="UTC", start=START - timedelta(hours=3)
    )
    (due,), settled = look(store, START, early)
    assert due.slot.name == "2026-11-16T09:00"
    assert [slot.state for slot in settled] == [SlotState.COALESCED] * 2
    assert settled[0].note == "covered by 2026-11-16T09:00"


def test_a_held_slot_is_nobody_elses(store: Store) -> None:
    """A second look while the first works finds nothing to do."""
    look(store, START)
    assert look(store, START + timedelta(hours=1))[0]
    assert look(store, START + timedelta(hours=1, seconds=15)) == ((), ())


def test_a_slot_of_a_dead_process_is_taken_up_again(store: Store) -> None:
    """After its lease, with a higher fence; the dead one's late word counts nothing."""
    look(store, START)
    ((first,), _) = look(store, START + timedelta(hours=1))
    ((second,), _) = look(store, START + timedelta(hours=1, minutes=6))
    assert second.slot.fence > first.slot.fence
    assert not settle(store, first.slot, SlotState.EMPTY, "late")
    assert settle(store, second.slot, SlotState.EMPTY, "in time")


def test_a_settled_slot_is_never_due_again(store: Store) -> None:
    """Empty slots send nothing, now and later."""
    look(store, START)
    ((due,), _) = look(store, START + timedelta(hours=1))
    assert settle(store, due.slot, SlotState.EMPTY, "nothing new")
    assert look(store, START + timedelta(hours=1, minutes=30)) == ((), ())


def test_a_newsletter_whose_schedule_changed_starts_anew(store: Store) -> None:
    """No slot of the new schedule that lies in the past is published."""
    look(store, START)
    changed = a_newsletter(schedule="30 * * * *", zone="UTC")
    assert look(store, START + timedelta(hours=5), changed) == ((), ())


def test_a_year_of_every_minute_is_looked_at_in_no_time(store: Store) -> None:
    """Only the newest slots are written down, and the watermark passes the rest."""
    minutely = a_newsletter(
        schedule="* * * * *", zone="UTC", start=START - timedelta(days=365)
    )
    (due,), settled = look(store, START, minutely)
    assert due.slot.name == "2026-11-16T09:00"
    assert len(settled) == LONGEST_BACKLOG - 1
    assert {slot.state for slot in settled} == {SlotState.COALESCED}
    assert len(store.recent_slots("weekly", 10**6)) == LONGEST_BACKLOG
    assert look(store, START + timedelta(seconds=15), minutely) == ((), ())


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        ("* * * * *", 1),
        ("0 * * * *", 30),
        ("0 7 * * MON", 3000),
        ("0 7 29 2 *", 9000),
        ("0 7 1 1 *", 1),
    ],
)
def test_the_newest_slots_are_the_last_of_all(
    store: Store, schedule: str, days: int
) -> None:
    """However far one has to look back for them."""
    newsletter = a_newsletter(schedule=schedule, start=START - timedelta(days=days))
    record_slots(store, [newsletter], now=START)
    since = START - timedelta(days=days)
    moments = moments_between(schedule, newsletter.zone, since, START)
    newest = [moment.name for moment in moments][-LONGEST_BACKLOG:]
    assert [
        slot.name for slot in store.open_slots("weekly", now=START + timedelta(weeks=1))
    ] == newest


def test_missed_and_covered_slots_are_told_apart(store: Store) -> None:
    """After two days away, with a day to catch up."""
    look(store, START)
    (due,), settled = look(store, START + timedelta(hours=48))
    assert due.slot.name == "2026-11-18T09:00"
    notes = {(slot.state, slot.note) for slot in settled}
    assert notes == {
        (SlotState.MISSED, "not published within 24 hours"),
        (SlotState.COALESCED, "covered by 2026-11-18T09:00"),
    }
    assert len(settled) == 47
    assert [
        slot.name for slot in store.open_slots("weekly", now=START + timedelta(weeks=1))
    ] == [due.slot.name]


def test_a_clock_that_stood_in_the_future_silences_nobody(store: Store) -> None:
    """The next slots come as if nothing had been, and none of them twice."""
    look(store, START)
    ((far,), _) = look(store, START + timedelta(days=365))
    assert settle(store, far.slot, SlotState.DONE, "issue 1")
    assert look(store, START) == ((), ())
    ((due,), settled) = look(store, START + timedelta(hours=1))
    assert (due.slot.name, settled) == ("2026-11-16T10:00", ())
    assert settle(store, due.slot, SlotState.DONE, "issue 2")
    assert look(store, START + timedelta(minutes=90)) == ((), ())
    look(store, START + timedelta(minutes=10))
    assert look(store, START + timedelta(minutes=90)) == ((), ())


def test_a_newsletter_that_starts_later_keeps_its_start(store: Store) -> None:
    """A watermark in the future may be what the owner wants."""
    start = START + timedelta(hours=3)
    later = a_newsletter(schedule="0 * * * *", zone="UTC", start=start)
    assert look(store, START, later) == ((), ())
    assert look(store, START + timedelta(hours=2), later) == ((), ())
    ((due,), settled) = look(store, START + timedelta(hours=4), later)
    assert (due.slot.name, settled) == ("2026-11-16T13:00", ())
