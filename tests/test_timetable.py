"""When a newsletter comes: by a schedule or once, from a start, but for pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_newsletter
from digest.issues import Newsletter, Pause
from digest.timetable import (
    begin,
    moments_of,
    pause_at,
    say_when,
    schedule_key,
    stand_in,
    upcoming,
)

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 20, 12)  # noqa: DTZ001  as a newsletter names its one issue


def a_pause(begin: str, end: str = "") -> Pause:
    """From one day to another."""
    last = date.fromisoformat(end) if end else date.max
    return Pause(begin=date.fromisoformat(begin), end=last)


def names(newsletter: Newsletter, count: int, after: datetime = MONDAY) -> list[str]:
    """The next slots."""
    return [moment.name for moment in upcoming(newsletter, after, count)]


def test_the_next_slots_are_those_of_the_schedule() -> None:
    """As many as asked for."""
    newsletter = a_newsletter(schedule="0 7 * * *", zone="Europe/Berlin")
    assert names(newsletter, 2) == ["2026-11-17T07:00", "2026-11-18T07:00"]
    assert names(newsletter, 0) == []


def test_slots_in_pauses_are_not_upcoming() -> None:
    """By local days; what comes on the days around them does."""
    pauses = (a_pause("2026-11-17", "2026-11-18"), a_pause("2026-11-20", "2026-11-20"))
    newsletter = a_newsletter(schedule="0 0,23 * * *", zone="Asia/Tokyo", pauses=pauses)
    assert names(newsletter, 5) == [
        "2026-11-16T23:00",
        "2026-11-19T00:00",
        "2026-11-19T23:00",
        "2026-11-21T00:00",
        "2026-11-21T23:00",
    ]
    after = datetime(2026, 11, 17, 0, 0, tzinfo=UTC)
    assert names(newsletter, 1, after) == ["2026-11-19T00:00"]


def test_a_long_pause_of_a_busy_schedule_is_passed_at_once() -> None:
    """Nobody walks through a million minutes, or through for ever."""
    pause = a_pause("2026-11-16", "2028-11-15")
    newsletter = a_newsletter(schedule="* * * * *", zone="UTC", pauses=(pause,))
    assert names(newsletter, 2) == ["2028-11-16T00:00", "2028-11-16T00:01"]
    endless = a_newsletter(schedule="* * * * *", pauses=(a_pause("2026-11-17"),))
    assert upcoming(endless, MONDAY + DAY, 5) == ()


def test_what_comes_before_an_endless_pause_comes() -> None:
    """The list ends with it."""
    endless = a_newsletter(schedule="0 7 * * *", pauses=(a_pause("2026-11-18"),))
    assert names(endless, 5) == ["2026-11-17T07:00"]


def test_one_issue_comes_once() -> None:
    """At its local time: in a gap of the clocks right after it."""
    once = a_newsletter(schedule="", once=NOON, zone="America/New_York")
    (moment,) = upcoming(once, MONDAY, 5)
    assert moment.name == "2026-11-20T12:00"
    assert moment.due_at == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert upcoming(once, moment.due_at, 5) == ()
    assert moments_of(once, MONDAY, moment.due_at) == (moment,)
    assert moments_of(once, moment.due_at, moment.due_at + DAY) == ()
    gap = datetime.fromisoformat("2027-03-28T02:30")
    (moment,) = upcoming(a_newsletter(schedule="", once=gap), MONDAY, 1)
    assert moment.due_at == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_one_issue_in_a_pause_does_not_come() -> None:
    """Whatever its owner meant."""
    pauses = (a_pause("2026-11-20", "2026-11-20"),)
    once = a_newsletter(schedule="", once=NOON, pauses=pauses)
    assert upcoming(once, MONDAY, 5) == ()


def test_slots_count_from_the_start_on() -> None:
    """One that comes at the very start does."""
    start = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
    newsletter = a_newsletter(schedule="0 7 * * *", start=start)
    assert names(newsletter, 1) == ["2026-12-01T07:00"]
    assert len(moments_of(newsletter, MONDAY, start)) == 1
    assert begin(newsletter, MONDAY) < start
    assert begin(a_newsletter(), MONDAY) == MONDAY


def test_a_slot_lies_in_the_pause_of_its_local_day() -> None:
    """By its name, also when a clock shows it again."""
    pause = a_pause("2026-11-17", "2026-11-18")
    newsletter = a_newsletter(pauses=(pause,))
    assert pause_at(newsletter, "2026-11-16T23:59") is None
    assert pause_at(newsletter, "2026-11-17T00:00") == pause
    assert pause_at(newsletter, "2026-11-18T23:59#2") == pause
    assert pause_at(newsletter, "2026-11-19T00:00") is None


def test_where_none_is_upcoming_something_stands_in() -> None:
    """The one issue that was, or one in the pause."""
    once = a_newsletter(schedule="", once=NOON, zone="UTC")
    assert stand_in(once, MONDAY + 9 * DAY)[0].name == "2026-11-20T12:00"
    endless = a_newsletter(schedule="0 7 * * *", pauses=(a_pause("2026-11-01"),))
    assert stand_in(endless, MONDAY)[0].name == "2026-11-17T07:00"


@pytest.mark.parametrize(
    "changes",
    [{"schedule": "0 8 * * MON"}, {"zone": "UTC"}, {"schedule": "", "once": NOON}],
)
def test_another_schedule_has_another_key(changes: dict[str, object]) -> None:
    """Title and the rest do not matter."""
    key = schedule_key(a_newsletter())
    assert key == schedule_key(a_newsletter(title="Another"))
    assert key != schedule_key(a_newsletter(**changes))


def test_how_often_it_comes_is_said_in_words() -> None:
    """Of a schedule, and of one issue."""
    assert say_when(a_newsletter(), "en") == "every Monday at 07:00 (Berlin time)"
    once = a_newsletter(schedule="", once=NOON)
    told = "once, on 20 November 2026 at 12:00 (Berlin time)"
    assert say_when(once, "en") == told
    assert say_when(once, "de").startswith("einmal, am 20. November 2026 um 12:00 Uhr")


@settings(deadline=None)
@given(
    days=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=4),
    hours=st.sampled_from(["7", "*", "0,23", "*/5"]),
    zone=st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Havana"]),
    count=st.integers(0, 20),
)
def test_upcoming_slots_are_all_but_those_in_pauses(
    days: list[tuple[int, int]], hours: str, zone: str, count: int
) -> None:
    """None is left out, and none comes early."""
    pauses = tuple(
        Pause(begin=day, end=day + length * DAY)
        for day, length in ((MONDAY.date() + n * DAY, length) for n, length in days)
    )
    newsletter = a_newsletter(schedule=f"0 {hours} * * *", zone=zone, pauses=pauses)
    wanted = [
        moment
        for moment in moments_of(newsletter, MONDAY, MONDAY + 90 * DAY)
        if pause_at(newsletter, moment.name) is None
    ]
    assert list(upcoming(newsletter, MONDAY, count)) == wanted[:count]
