"""Slots, compared with a slow and simple oracle over fifteen years of every zone.

The oracle reads the five fields by itself and asks only what clocks show: it goes
through each minute of a day and each day of the years for what is wanted, and through
each stretch between two changes of the clocks for what is shown.

A sample by default; DIGEST_TEST_LONG=1 takes 400 expressions through all zones.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest

from digest.cadence import Moment, check_schedule, moments_between

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
EXPRESSIONS = 400 if IS_LONG else 12
#: expressions that one test takes
CHUNK = 10 if IS_LONG else 6
#: zones of the sample
ODD_ZONES = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"),
    *("Africa/Cairo", "America/Havana", "Asia/Pyongyang", "Antarctica/Troll"),
    *("America/Nuuk", "Asia/Gaza", "Pacific/Apia", "Africa/Juba", "Asia/Kathmandu"),
)
BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
END = datetime(2030, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
#: no zone changes its clocks twice within this
STEP = timedelta(days=1)
#: slots of an expression that are compared one by one in all of the years; where there
#: are more, those of two days around each change of clocks are
MOST = 1_000
DAY_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
MONTH_NAMES = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)

#: minutes since 1970, of a clock without zone or of UTC
Minutes = int


class Stretch(NamedTuple):
    """A time in which the clocks of a zone go evenly, in minutes of UTC."""

    start: Minutes
    end: Minutes
    offset: int


# --- what is wanted -----------------------------------------------------------------


def numbers(text: str, least: int, most: int, names: tuple[str, ...] = ()) -> set[int]:
    """What a field of numbers, names, ranges, steps and lists allows."""
    for place, name in enumerate(names):
        text = text.replace(name, str(place + least))
    allowed: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        low, high = (least, most) if span == "*" else (int(first), int(last or first))
        allowed |= set(range(low, high + 1, int(step or 1)))
    return allowed


def is_wanted_day(expression: str, day: date) -> bool:
    """Whether the expression has this date: either of two days that are both named."""
    _, _, of_month, month, of_week = expression.split()
    if day.month not in numbers(month, 1, 12, MONTH_NAMES):
        return False
    is_last = (day + DAY).month != day.month
    fits_month = is_last if of_month == "L" else day.day in numbers(of_month, 1, 31)
    weekday, _, nth = of_week.partition("#")
    fits_week = day.isoweekday() % 7 in {
        number % 7 for number in numbers(weekday, 0, 7, DAY_NAMES)
    } and (not nth or (day.day - 1) // 7 + 1 == int(nth))
    if of_month.startswith("*") or of_week.startswith("*"):
        return fits_month and fits_week
    return fits_month or fits_week


def wanted(expression: str) -> Sequence[Minutes]:
    """Every local time of the expression in the years, and some around them."""
    minute, hour = expression.split()[:2]
    minutes, hours = numbers(minute, 0, 59), numbers(hour, 0, 23)
    of_day = [m for m in range(1440) if m % 60 in minutes and m // 60 in hours]
    first = (BEGIN - 9 * DAY).date()
    days = [first + n * DAY for n in range((END - BEGIN).days + 18)]
    start = (first - EPOCH.date()).days
    # of every minute there are eight million
    return array(
        "q",
        (
            (start + n) * 1440 + m
            for n, day in enumerate(days)
            if is_wanted_day(expression, day)
            for m in of_day
        ),
    )


# --- what is shown ------------------------------------------------------------------


def minutes_of(moment: datetime) -> Minutes:
    """The moment as the oracle counts."""
    return (moment - EPOCH) // MINUTE


def offset_at(place: ZoneInfo, minutes: Minutes) -> int:
    """How far the clocks of the zone are ahead of UTC, in minutes."""
    offset = (EPOCH + minutes * MINUTE).astimezone(place).utcoffset()
    assert offset is not None
    return int(offset / MINUTE)


@cache
def stretches(zone: str) -> tuple[Stretch, ...]:
    """How the clocks of the zone go from before the years until after them."""
    place = ZoneInfo(zone)
    start, end = minutes_of(BEGIN - 7 * DAY), minutes_of(END + 7 * DAY)
    step = STEP // MINUTE
    looks = [*range(start, end, step), end]
    found: list[Stretch] = []
    for one, other in pairwise(looks):
        if offset_at(place, one) != offset_at(place, other):
            change = next(
                minute
                for minute in range(one, other + 1)
                if offset_at(place, minute) != offset_at(place, one)
            )
            found.append(Stretch(start, change, offset_at(place, one)))
            start = change
    return (*found, Stretch(start, end, offset_at(place, start)))


def expected(
    expression: str, times: Sequence[Minutes], zone: str
) -> Iterator[tuple[Minutes, Minutes, bool]]:
    """When each wanted time is shown, the time itself, and whether it was before.

    Plain numbers are one time a day: after a gap, or when they are shown first.
    """
    is_one_time = not set("".join(expression.split()[:2])) & set("*-/")
    highest = stretches(zone)[0].start + stretches(zone)[0].offset
    for start, end, offset in stretches(zone):
        first, last = start + offset, end + offset
        if is_one_time:
            for time in times[bisect_left(times, highest) : bisect_left(times, first)]:
                yield start, time, False
        for time in times[bisect_left(times, first) : bisect_left(times, last)]:
            is_again = time < highest
            if not (is_again and is_one_time):
                yield time - offset, time, is_again
        highest = max(highest, last)


# --- the comparison -----------------------------------------------------------------


def some_field(chance: Random, least: int, most: int, *, wild: float) -> str:
    """A field of an expression."""
    one, other = sorted(chance.sample(range(least, most + 1), 2))
    if chance.random() < wild:
        step = chance.randint(2, 20)
        return chance.choice(
            ["*", f"*/{step}", f"{one}-{other}", f"{one}-{other}/{step}"]
        )
    return chance.choice([str(one), str(other), f"{one},{other}"])


def some_expression(chance: Random) -> str:
    """One of any shape; most come a few times a day at the most."""
    # most changes of clocks are early
    hours = 4 if chance.random() < 0.7 else 23
    return " ".join(
        [
            some_field(chance, 0, 59, wild=0.15),
            some_field(chance, 0, hours, wild=0.2),
            chance.choice(["*", "*", "L", some_field(chance, 1, 31, wild=0.3)]),
            chance.choice(["*", "*", "*", "MAR,OCT", "2-4/2", "SEP-NOV"]),
            chance.choice(
                ["*", "*", "SUN", "MON-FRI", "7", "5-7", "SUN#1", "0,6", "FRI#3"]
            ),
        ]
    )


def some_expressions() -> list[str]:
    """As many as are to be tried, always the same."""
    chance = Random(2027)  # noqa: S311  no secret
    found: dict[str, None] = {}
    while len(found) < EXPRESSIONS:
        found[some_expression(chance)] = None
    return list(found)


def zones() -> list[str]:
    """The zones to try: of those whose clocks always show the same, one."""
    if not IS_LONG:
        return list(ODD_ZONES)
    like: dict[tuple[Stretch, ...], str] = {}
    for zone in sorted(available_timezones()):
        like.setdefault(stretches(zone), zone)
    return list(like.values())


def around(
    times: Sequence[Minutes], first: Minutes, last: Minutes
) -> Sequence[Minutes]:
    """The local times that may be shown between two moments."""
    margin = 2 * 1440
    return times[bisect_left(times, first - margin) : bisect_left(times, last + margin)]


def spans(times: Sequence[Minutes], zone: str) -> Iterator[tuple[datetime, datetime]]:
    """All of the years; of very many slots those around changes of clocks."""
    if len(times) <= MOST:
        yield BEGIN, END
        return
    for stretch in stretches(zone):
        change = EPOCH + stretch.start * MINUTE
        yield max(BEGIN, change - DAY), max(BEGIN, min(END, change + DAY))


def named(time: Minutes, *, is_again: bool) -> str:
    """What a slot of this local time is called."""
    moment = EPOCH + time * MINUTE
    return f"{moment:%Y-%m-%dT%H:%M}{'#2' if is_again else ''}"


def check(found: tuple[Moment, ...], zone: str) -> None:
    """Strictly rising, and no name twice."""
    assert all(one < other for one, other in pairwise(found)), zone
    assert len({moment.name for moment in found}) == len(found), zone


@pytest.mark.parametrize("chunk", range(0, EXPRESSIONS, CHUNK))
def test_slots_are_those_of_the_oracle_in_every_zone(chunk: int) -> None:
    """By name and instant, for any expression, in fifteen years."""
    places = zones()
    compared = 0
    for expression in some_expressions()[chunk : chunk + CHUNK]:
        times = wanted(expression)
        if not times:
            with pytest.raises(ValueError, match=r"never comes|no cron"):
                check_schedule(expression)
            continue
        for zone in places:
            for after, until in spans(times, zone):
                found = moments_between(expression, zone, after, until)
                check(found, zone)
                first, last = minutes_of(after), minutes_of(until)
                near = around(times, first, last)
                slots = sorted(expected(expression, near, zone))
                assert [
                    (minutes_of(moment.due_at), moment.name) for moment in found
                ] == [
                    (due, named(time, is_again=is_again))
                    for due, time, is_again in slots
                    if first < due <= last
                ], (expression, zone)
                compared += len(found)
    assert compared


def test_the_oracle_knows_every_change_of_clocks() -> None:
    """It looks often enough: at each hour the clocks are where it says."""
    for zone in ODD_ZONES:
        place = ZoneInfo(zone)
        for start, end, offset in stretches(zone):
            hours = range(start, end, 60 if IS_LONG else 60 * 7)
            assert {offset_at(place, minute) for minute in hours} == {offset}, zone


@pytest.mark.parametrize(
    ("expression", "day", "times"),
    [
        ("0 7 * * MON", "2026-11-23", ["07:00"]),
        ("0 7 13 * FRI", "2026-11-13", ["07:00"]),
        ("0 7 13 * FRI", "2026-11-20", ["07:00"]),
        ("0 7 13 * FRI", "2026-11-19", []),
        ("*/30 6-7 L * *", "2026-11-30", ["06:00", "06:30", "07:00", "07:30"]),
        ("5 1 * 2-4/2 SUN#1", "2026-02-01", ["01:05"]),
        ("5 1 * 2-4/2 SUN#1", "2026-03-01", []),
        ("5 1 * 2-4/2 SUN#1", "2026-02-08", []),
    ],
)
def test_the_oracle_reads_as_cron_does(
    expression: str, day: str, times: list[str]
) -> None:
    """What it wants is what people expect."""
    names = [named(time, is_again=False) for time in wanted(expression)]
    assert [name[11:] for name in names if name.startswith(day)] == times
