"""Slots that came due: recorded once, chosen, claimed, settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from builders import a_newsletter
from digest.cadence import moments_between
from digest.errors import ClockError
from digest.issues import CatchUp, Newsletter, Pause, Slot, SlotState
from digest.slots import (
    LONGEST_BACKLOG,
    Due,
    choose_slot,
    claim_due,
    give_back,
    record_slots,
    settle,
)
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HOURLY = a_newsletter(schedule="0 * * * *", zone="UTC")
LEASE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)
NOON = datetime(2026, 11, 16, 12)  # noqa: DTZ001  as a newsletter names its one issue
#: slots at one look
MOST = 50


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
    store: Store, now: datetime, newsletter: Newsletter = HOURLY, *, most: int = MOST
) -> tuple[tuple[Due, ...], tuple[Slot, ...]]:
    """One tick."""
    passed = record_slots(store, [newsletter], most=most, now=now)
    due, settled = claim_due(store, [newsletter], lease=LEASE, now=now)
    return due, (*passed, *settled)


@contextmanager
def changed_rules(zone: str, like: str) -> Iterator[None]:
    """New zone data, by which the zone has the rules of another."""

    def read(name: str) -> ZoneInfo:
        return ZoneInfo(like if name == zone else name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.cadence.ZoneInfo", read)
        yield


def states(slots: Iterable[Slot]) -> list[tuple[str, SlotState]]:
    """The hours of the slots, each with what became of it."""
    return [(slot.name[-5:], slot.state) for slot in slots]


def test_the_newest_slot_gets_the_issue_and_covers_the_others() -> None:
    """One issue after downtime, not one for each slot."""
    choice = choose_slot(HOURLY, [a_slot(7), a_slot(9), a_slot(8)], now=START)
    assert choice.slot == a_slot(9)
    assert not choice.has_more
    assert states(choice.unworked) == [
        ("07:00", SlotState.COALESCED),
        ("08:00", SlotState.COALESCED),
    ]


def test_each_slot_gets_an_issue_where_that_is_wanted() -> None:
    """The oldest first, and the others wait for it."""
    each = replace(HOURLY, catch_up=CatchUp.ALL)
    choice = choose_slot(each, [a_slot(8), a_slot(7)], now=START)
    assert (choice.slot, choice.has_more, choice.unworked) == (a_slot(7), True, ())
    choice = choose_slot(each, [a_slot(8)], now=START)
    assert (choice.slot, choice.has_more) == (a_slot(8), False)


def test_what_is_too_late_is_missed() -> None:
    """Exactly the allowed lateness is still in time."""
    hasty = replace(HOURLY, catch_up_within=2)
    choice = choose_slot(hasty, [a_slot(6), a_slot(7)], now=START)
    assert choice.slot == a_slot(7)
    assert states(choice.unworked) == [("06:00", SlotState.MISSED)]


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
    # the slot at the very start counts
    assert [slot.state for slot in settled] == [SlotState.COALESCED] * 3
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


def test_more_slots_than_can_be_true_are_held(store: Store) -> None:
    """Neither these nor another newsletter's are written down, however often asked."""
    daily = a_newsletter(name="daily", schedule="0 7 * * *", zone="UTC")
    record_slots(store, [daily, HOURLY], most=MOST, now=START)
    late = START + timedelta(days=3)
    for _ in range(2):
        with pytest.raises(ClockError, match="more than 50 slots of weekly") as caught:
            record_slots(store, [daily, HOURLY], most=MOST, now=late)
        assert "set it right" in str(caught.value)
    assert store.open_slots("daily", now=late) == ()
    record_slots(store, [daily, HOURLY], most=72, now=late)
    assert len(store.open_slots("daily", now=late)) == 3
    assert len(store.open_slots("weekly", now=late)) == 72


def test_a_clock_before_this_program_is_wrong(store: Store) -> None:
    """A machine without a battery begins in 1970; nothing begins with it."""
    with pytest.raises(ClockError, match="1970"):
        record_slots(store, [HOURLY], most=MOST, now=datetime(1970, 1, 2, tzinfo=UTC))
    assert store.find_watermark("weekly") is None


def test_a_year_of_every_minute_is_held_in_no_time(store: Store) -> None:
    """Nobody walks through half a million of them."""
    minutely = a_newsletter(schedule="* * * * *", zone="UTC")
    look(store, START, minutely)
    with pytest.raises(ClockError):
        look(store, START + timedelta(days=365), minutely)
    assert store.recent_slots("weekly", 1) == ()


def test_a_start_that_is_long_past_is_no_wrong_clock(store: Store) -> None:
    """Its owner means it: of very many slots the newest count, and none comes again."""
    minutely = a_newsletter(
        schedule="* * * * *", zone="UTC", start=START - timedelta(days=365)
    )
    (due,), settled = look(store, START, minutely)
    assert due.slot.name == "2026-11-16T09:00"
    assert len(settled) == LONGEST_BACKLOG - 1
    assert look(store, START + 15 * SECOND, minutely) == ((), ())


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
def test_every_slot_since_the_last_look_is_written_down(
    store: Store, schedule: str, days: int
) -> None:
    """However far one has to look back for them."""
    since = START - timedelta(days=days)
    newsletter = a_newsletter(schedule=schedule, start=since)
    record_slots(store, [newsletter], most=10_000, now=START)
    moments = moments_between(schedule, newsletter.zone, since - SECOND, START)
    assert [slot.name for slot in store.open_slots("weekly", now=START)] == [
        moment.name for moment in moments
    ]


def test_slots_of_a_pause_are_skipped_and_never_made_up_for(store: Store) -> None:
    """They are written down with the reason; the day after comes as always."""
    pause = Pause(begin=date(2026, 11, 17), end=date(2026, 11, 18))
    paused = replace(HOURLY, pauses=(pause,), schedule="0 12 * * *")
    look(store, START, paused)
    ((noon,), _) = look(store, START + timedelta(hours=3), paused)
    settle(store, noon.slot, SlotState.DONE, "issue 1")
    due, settled = look(store, START + timedelta(days=2, hours=4), paused)
    assert due == ()
    assert [(slot.name, slot.state) for slot in settled] == [
        ("2026-11-17T12:00", SlotState.SKIPPED),
        ("2026-11-18T12:00", SlotState.SKIPPED),
    ]
    assert settled[0].note == "in the pause from 2026-11-17 to 2026-11-18"
    # even where the pause is taken back
    resumed = replace(paused, pauses=())
    assert look(store, START + timedelta(days=3), resumed) == ((), ())
    ((due_now,), _) = look(store, START + timedelta(days=3, hours=3), resumed)
    assert due_now.slot.name == "2026-11-19T12:00"


def test_a_pause_ends_what_was_due_before_it_was_written(store: Store) -> None:
    """As the slot of a letter that was refused, and of which its owner gave up."""
    look(store, START)
    ((due,), _) = look(store, START + timedelta(hours=1))
    give_back(store, due.slot, "its letter has errors")
    paused = replace(HOURLY, pauses=(Pause(begin=date(2026, 11, 16), end=date.max),))
    found, settled = look(store, START + timedelta(minutes=61), paused)
    assert found == ()
    assert states(settled) == [("10:00", SlotState.SKIPPED)]
    assert settled[0].note == "in the pause from 2026-11-16 on"


def test_a_long_pause_of_many_slots_is_no_wrong_clock(store: Store) -> None:
    """Of very many the newest are written down, once."""
    pause = Pause(begin=date(2026, 10, 1), end=date(2026, 11, 16))
    start = START - timedelta(days=40)
    minutely = a_newsletter(
        schedule="* * * * *", zone="UTC", pauses=(pause,), start=start
    )
    due, settled = look(store, START, minutely)
    assert due == ()
    assert len(settled) == LONGEST_BACKLOG
    assert look(store, START, minutely) == ((), ())


def test_slots_that_nobody_saw_come_are_skipped_where_that_is_wanted(
    store: Store,
) -> None:
    """One that is seen on time may be tried for as long as any other."""
    strict = replace(HOURLY, catch_up=CatchUp.SKIP)
    look(store, START, strict)
    (due,), settled = look(store, START + timedelta(hours=3, minutes=5), strict)
    assert due.slot.name == "2026-11-16T12:00"
    assert states(settled) == [
        ("10:00", SlotState.MISSED),
        ("11:00", SlotState.MISSED),
    ]
    assert settled[0].note == 'nobody was there when it came, and catch_up is "skip"'
    give_back(store, due.slot, "its letter has errors")
    ((again,), _) = look(store, START + timedelta(hours=3, minutes=50), strict)
    assert again.slot.name == "2026-11-16T12:00"


def test_where_each_slot_counts_one_waits_for_the_other(store: Store) -> None:
    """Settled one by one, oldest first; what is too late is not made up for."""
    each = replace(HOURLY, catch_up=CatchUp.ALL, catch_up_within=3)
    look(store, START, each)
    now = START + timedelta(hours=4, minutes=1)
    seen = []
    for _ in range(4):
        due, settled = look(store, now, each)
        seen += states(settled)
        for held in due:
            assert settle(store, held.slot, SlotState.DONE, "an issue")
            seen.append((held.slot.name[-5:], SlotState.DONE))
            assert held.has_more is (held.slot.name != "2026-11-16T13:00")
    assert seen == [
        ("10:00", SlotState.MISSED),
        ("11:00", SlotState.DONE),
        ("12:00", SlotState.DONE),
        ("13:00", SlotState.DONE),
    ]


def test_a_newsletter_of_one_issue_comes_once(store: Store) -> None:
    """At its local time, and never again."""
    once = a_newsletter(schedule="", once=NOON, zone="Europe/Berlin")
    look(store, START, once)
    ((due,), _) = look(store, START + timedelta(hours=2), once)
    assert (due.slot.name, due.slot.due_at) == (
        "2026-11-16T12:00",
        START + timedelta(hours=2),
    )
    settle(store, due.slot, SlotState.DONE, "issue 1")
    assert look(store, START + timedelta(days=9), once) == ((), ())


def test_a_newsletter_of_one_issue_in_the_past_sends_nothing_backwards(
    store: Store,
) -> None:
    """Whoever writes a moment that is over has nothing to fear."""
    once = a_newsletter(schedule="", once=NOON, zone="UTC")
    assert look(store, START + timedelta(hours=3, seconds=1), once) == ((), ())
    assert look(store, START + timedelta(days=1), once) == ((), ())


def test_a_slot_that_new_zone_data_moved_to_the_past_comes_all_the_same(
    store: Store,
) -> None:
    """Its name is not recorded, whatever the last look had passed by then."""
    twice = a_newsletter(schedule="0 7,8 * * *", zone="Etc/GMT-2")
    look(store, START - timedelta(days=1), twice)
    morning = datetime(2026, 11, 16, 5, 30, tzinfo=UTC)
    ((seven,), _) = look(store, morning, twice)
    settle(store, seven.slot, SlotState.DONE, "issue 1")
    # from now on the zone's clocks go an hour later: 08:00 was at 05:00
    with changed_rules("Etc/GMT-2", "Etc/GMT-3"):
        ((eight,), settled) = look(store, morning + timedelta(minutes=1), twice)
    assert eight.slot.name == "2026-11-16T08:00"
    assert settled == ()
    settle(store, eight.slot, SlotState.DONE, "issue 2")
    # and back: its name is known, although its instant is new
    assert look(store, START, twice) == ((), ())


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
    ((far,), _) = look(store, START + timedelta(days=365), most=10_000)
    assert settle(store, far.slot, SlotState.DONE, "issue 1")
    assert look(store, START) == ((), ())
    # what was covered or missed in the future comes when its time does
    ((due,), settled) = look(store, START + timedelta(hours=1))
    assert (due.slot.name, settled) == ("2026-11-16T10:00", ())
    assert settle(store, due.slot, SlotState.DONE, "issue 2")
    assert look(store, START + timedelta(minutes=90)) == ((), ())
    look(store, START + timedelta(minutes=10))
    assert look(store, START + timedelta(minutes=90)) == ((), ())


def test_a_newsletter_that_a_wrong_clock_saw_first_begins_when_it_is_right(
    store: Store,
) -> None:
    """It need not wait for the year in which the clock stood."""
    look(store, START + timedelta(days=3650))
    assert look(store, START) == ((), ())
    ((due,), _) = look(store, START + timedelta(hours=1))
    assert due.slot.name == "2026-11-16T10:00"


def test_a_newsletter_that_starts_later_keeps_its_start(store: Store) -> None:
    """A watermark in the future may be what the owner wants."""
    start = START + timedelta(hours=3)
    later = a_newsletter(schedule="0 * * * *", zone="UTC", start=start)
    assert look(store, START, later) == ((), ())
    assert look(store, START + timedelta(hours=2), later) == ((), ())
    ((due,), settled) = look(store, START + timedelta(hours=4), later)
    assert due.slot.name == "2026-11-16T13:00"
    assert states(settled) == [("12:00", SlotState.COALESCED)]
