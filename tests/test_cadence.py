"""The slots of schedules, compared with facts and with a slow and simple oracle.

The oracle shares nothing with the module: it walks every minute of real time, asks what
the clock on the wall shows, and matches that against the five fields by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOW
from digest.cadence import Moment, check_schedule, moments_between, next_moments

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

#: zones with the moment (UTC) at which their clocks were moved
SHIFTS = {
    "Berlin forward": ("Europe/Berlin", datetime(2025, 3, 30, 1, tzinfo=UTC)),
    "Berlin back": ("Europe/Berlin", datetime(2025, 10, 26, 1, tzinfo=UTC)),
    "New York forward": ("America/New_York", datetime(2025, 3, 9, 7, tzinfo=UTC)),
    "New York back": ("America/New_York", datetime(2025, 11, 2, 6, tzinfo=UTC)),
    # by half an hour only
    "Lord Howe forward": (
        "Australia/Lord_Howe",
        datetime(2025, 10, 4, 15, 30, tzinfo=UTC),
    ),
    "Lord Howe back": ("Australia/Lord_Howe", datetime(2025, 4, 5, 15, tzinfo=UTC)),
    # 30 December 2011 never was
    "Apia forward": ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
    # back for Ramadan, forward after it
    "Casablanca back": ("Africa/Casablanca", datetime(2025, 2, 23, 2, tzinfo=UTC)),
    "Casablanca forward": ("Africa/Casablanca", datetime(2025, 4, 6, 2, tzinfo=UTC)),
    # at midnight, so that a day begins at one
    "Cairo forward": ("Africa/Cairo", datetime(2025, 4, 24, 22, tzinfo=UTC)),
    "Havana back": ("America/Havana", datetime(2025, 11, 2, 5, tzinfo=UTC)),
}


def at(text: str) -> datetime:
    """A moment, written in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(moments: tuple[Moment, ...]) -> list[tuple[str, str]]:
    """Names and moments in UTC, short."""
    return [(moment.name, f"{moment.due_at:%m-%dT%H:%M}") for moment in moments]


@pytest.mark.parametrize(("zone", "shift"), SHIFTS.values(), ids=SHIFTS)
def test_the_shifts_of_these_tests_are_real(zone: str, shift: datetime) -> None:
    """The zone data knows them, to the minute."""
    place = ZoneInfo(zone)
    before, after = ((shift + d).astimezone(place) for d in (-MINUTE, timedelta(0)))
    assert before.utcoffset() != after.utcoffset()


@pytest.mark.parametrize(
    ("day", "zone", "expression", "expected"),
    [
        # a plain week: the instants follow the wall
        ("2026-11-16", "Europe/Berlin", "0 7 * * MON", [("16T07:00", "11-16T06:00")]),
        ("2026-07-06", "Europe/Berlin", "0 7 * * MON", [("06T07:00", "07-06T05:00")]),
        # Berlin puts its clocks forward at 02:00: what is in the gap comes after it
        ("2025-03-30", "Europe/Berlin", "30 2 * * *", [("30T02:30", "03-30T01:00")]),
        (
            "2025-03-30",
            "Europe/Berlin",
            "0,30 2 * * *",
            [("30T02:00", "03-30T01:00"), ("30T02:30", "03-30T01:00")],
        ),
        ("2025-03-30", "Europe/Berlin", "*/30 2 * * *", []),
        # and back at 03:00: a fixed time comes in the first pass, a wild one in both
        ("2025-10-26", "Europe/Berlin", "30 2 * * *", [("26T02:30", "10-26T00:30")]),
        (
            "2025-10-26",
            "Europe/Berlin",
            "*/30 2 * * *",
            [
                ("26T02:00", "10-26T00:00"),
                ("26T02:30", "10-26T00:30"),
                ("26T02:00#2", "10-26T01:00"),
                ("26T02:30#2", "10-26T01:30"),
            ],
        ),
        ("2025-03-09", "America/New_York", "5 2 * * *", [("09T02:05", "03-09T07:00")]),
        ("2025-11-02", "America/New_York", "5 1 * * *", [("02T01:05", "11-02T05:05")]),
        # the day after a shift is a day like any other
        ("2025-03-31", "Europe/Berlin", "0 0 * * *", [("31T00:00", "03-30T22:00")]),
        ("2025-03-10", "America/New_York", "0 0 * * *", [("10T00:00", "03-10T04:00")]),
        # Lord Howe moves its clocks by half an hour
        (
            "2025-10-05",
            "Australia/Lord_Howe",
            "15 2 * * *",
            [("05T02:15", "10-04T15:30")],
        ),
        (
            "2025-10-05",
            "Australia/Lord_Howe",
            "45 2 * * *",
            [("05T02:45", "10-04T15:45")],
        ),
        (
            "2025-04-06",
            "Australia/Lord_Howe",
            "45 1 * * *",
            [("06T01:45", "04-05T14:45")],
        ),
        (
            "2025-04-06",
            "Australia/Lord_Howe",
            "45 * * * *",
            [("06T01:45", "04-05T14:45"), ("06T01:45#2", "04-05T15:15")],
        ),
        # Casablanca repeats 02:00 to 03:00 before Ramadan and skips it afterwards
        (
            "2025-02-23",
            "Africa/Casablanca",
            "30 2 * * *",
            [("23T02:30", "02-23T01:30")],
        ),
        (
            "2025-04-06",
            "Africa/Casablanca",
            "30 2 * * *",
            [("06T02:30", "04-06T02:00")],
        ),
        # Cairo skips midnight
        ("2025-04-25", "Africa/Cairo", "0 0 * * *", [("25T00:00", "04-24T22:00")]),
    ],
)
def test_what_the_clock_on_the_wall_does_is_foreseen(
    day: str, zone: str, expression: str, expected: list[tuple[str, str]]
) -> None:
    """Each slot of a day, by its name and its moment."""
    noon = datetime.fromisoformat(day).replace(hour=12, tzinfo=ZoneInfo(zone))
    found = moments_between(expression, zone, noon - 2 * DAY, noon + DAY)
    wanted = [pair for pair in told(found) if pair[0].startswith(day)]
    # a wild minute shows all day long; the tests are about the hour of the shift
    if expression.startswith("45 *"):
        wanted = [pair for pair in wanted if "T01:" in pair[0]]
    assert wanted == [(f"{day[:8]}{name}", moment) for name, moment in expected]


def test_a_day_that_never_was_has_its_slot_after_it() -> None:
    """Apia went from the 29th to the 31st; a daily issue still comes once a day."""
    found = moments_between(
        "0 7 * * *", "Pacific/Apia", at("2011-12-29T00:00"), at("2012-01-01T00:00")
    )
    assert told(found) == [
        ("2011-12-29T07:00", "12-29T17:00"),
        ("2011-12-30T07:00", "12-30T10:00"),
        ("2011-12-31T07:00", "12-30T17:00"),
        ("2012-01-01T07:00", "12-31T17:00"),
    ]


def test_day_of_month_and_day_of_week_are_alternatives() -> None:
    """As cron has it: the 13th, and every Friday; 0 and 7 are Sunday."""
    found = moments_between(
        "0 9 13 * FRI", "UTC", at("2026-11-01T00:00"), at("2026-11-30T00:00")
    )
    days = [moment.due_at.day for moment in found]
    assert days == [6, 13, 20, 27]
    for sunday in ("0", "7", "SUN"):
        (first,) = next_moments(f"0 9 * * {sunday}", "UTC", NOW, 1)
        assert first.name == "2026-11-22T09:00"


def test_the_edges_belong_to_one_side_only() -> None:
    """After the first moment, up to the second: nothing is lost or doubled between."""
    seven = at("2026-11-16T07:00")
    schedule = ("0 7 * * MON", "UTC")
    assert len(moments_between(*schedule, seven - DAY, seven)) == 1
    assert moments_between(*schedule, seven, seven + DAY) == ()
    assert moments_between(*schedule, seven, seven) == ()
    assert moments_between(*schedule, seven + DAY, seven - DAY) == ()
    little = timedelta(microseconds=1)
    assert len(moments_between(*schedule, seven - little, seven)) == 1
    assert moments_between(*schedule, seven - DAY, seven - little) == ()


def test_the_next_moments_may_be_far_away() -> None:
    """A leap day, a whole year of issues, or none at all."""
    (leap,) = next_moments("0 7 29 2 *", "Europe/Berlin", NOW, 1)
    assert leap.name == "2028-02-29T07:00"
    weeks = next_moments("0 7 * * MON", "Europe/Berlin", NOW, 53)
    assert len(weeks) == 53
    assert weeks[-1].name == "2027-11-22T07:00"
    assert len(next_moments("0 7 29 2 *", "Europe/Berlin", NOW, 99)) == 13
    (sunday,) = next_moments("0 7 29 2 */7", "UTC", at("2033-01-01T00:00"), 1)
    assert sunday.name == "2060-02-29T07:00"
    assert next_moments("0 7 * * *", "UTC", NOW, 0) == ()


@pytest.mark.parametrize(
    "expression",
    ["0 7 * * MON", "*/15 6-22 * * *", "0 7 1,15 * *", "0 7 29 2 *", "0 7 * JAN-MAR 5"],
)
def test_a_schedule_that_comes_is_allowed(expression: str) -> None:
    """Names, lists, ranges and steps are."""
    check_schedule(expression)


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("", "has 0 fields; write minute, hour, day, month, weekday"),
        ("0 7 * *", "has 4 fields"),
        ("0 0 7 * * MON", "has 6 fields"),
        ("@weekly", "has 1 field;"),
        ("0 24 * * *", "is no cron expression: '24' is no hour; write 0 to 23"),
        ("60 7 * * *", "is no cron expression"),
        ("0 7 * * MOON", "'MOON' is no day of the week; write 0 (Sunday) to 6"),
        ("0 7 * * 8", "is no cron expression"),
        ("0 7 0 * *", "is no cron expression"),
        ("0 7 30 2 *", "names a day that never comes; try 0 7 * * MON"),
        ("0 7 31 4,6,9,11 *", "names a day that never comes; try"),
        ("0 7 30 FEB *", "names a day that never comes; try"),
        ("*/0 * * * *", "is no cron expression"),
        ("9-5 7 * * *", "is no cron expression"),
        ("a b c d e", "is no cron expression"),
    ],
)
def test_a_schedule_that_never_comes_is_refused(expression: str, told: str) -> None:
    """With what is wrong and one that works."""
    with pytest.raises(ValueError, match=r".+; .+") as caught:
        check_schedule(expression)
    assert told in str(caught.value)


# --- the oracle ---------------------------------------------------------------------

Field = frozenset[int]


def meaning(text: str, least: int, most: int) -> Field:
    """The numbers that a field of plain numbers, `*`, `a-b`, `*/n` and lists allows."""
    allowed: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        low, high = (least, most) if span == "*" else (int(first), int(last or first))
        allowed |= set(range(low, high + 1, int(step or 1)))
    return frozenset(allowed)


class Oracle:
    """A schedule, read by itself."""

    def __init__(self, expression: str) -> None:
        minute, hour, day, month, weekday = expression.split()
        self.minutes = meaning(minute, 0, 59)
        self.hours = meaning(hour, 0, 23)
        self.days = meaning(day, 1, 31)
        self.months = meaning(month, 1, 12)
        self.weekdays = {number % 7 for number in meaning(weekday, 0, 7)}
        self.is_either = "*" not in (day[0], weekday[0])
        self.is_fixed = not set(minute + hour) & set("*-/")

    def is_day(self, day: date) -> bool:
        """Whether the schedule has this date."""
        of_month = day.day in self.days
        of_week = day.isoweekday() % 7 in self.weekdays
        fits = of_month or of_week if self.is_either else of_month and of_week
        return fits and day.month in self.months

    def shows(self, wall: datetime) -> bool:
        """Whether the schedule has what the wall shows."""
        is_time = wall.minute in self.minutes and wall.hour in self.hours
        return is_time and self.is_day(wall.date())

    def moments(
        self, zone: str, after: datetime, until: datetime
    ) -> list[tuple[datetime, str]]:
        """Every slot, found minute by minute."""
        place = ZoneInfo(zone)
        # from far enough before, so that second passes are known as such
        walls = list(walk(place, after - 2 * DAY, until + 2 * DAY))
        found = list(self.fixed(walls) if self.is_fixed else self.wild(walls))
        return sorted(pair for pair in found if after < pair[0] <= until)

    def wild(
        self, walls: list[tuple[datetime, datetime]]
    ) -> Iterator[tuple[datetime, str]]:
        """Whenever the wall shows it; again, where it shows it again."""
        seen: set[datetime] = set()
        for moment, wall in walls:
            if self.shows(wall):
                again = "#2" if wall in seen else ""
                yield moment, f"{wall:%Y-%m-%dT%H:%M}{again}"
            seen.add(wall)

    def fixed(
        self, walls: list[tuple[datetime, datetime]]
    ) -> Iterator[tuple[datetime, str]]:
        """Once a nominal time: when the wall first shows it, or is first past it."""
        nominal, end = walls[0][1], max(wall for _, wall in walls)
        times = []
        while nominal <= end:
            if self.shows(nominal):
                times.append(nominal)
            nominal += MINUTE
        highest = datetime.min  # noqa: DTZ901  a wall has no zone
        for moment, wall in walls:
            for time in times:
                if highest < time <= wall:
                    yield moment, f"{time:%Y-%m-%dT%H:%M}"
            highest = max(highest, wall)


def walk(
    place: ZoneInfo, after: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Each whole minute with what the wall shows then."""
    moment = after.replace(second=0, microsecond=0)
    while moment <= until:
        yield moment, moment.astimezone(place).replace(tzinfo=None)
        moment += MINUTE


def some_field(least: int, most: int) -> st.SearchStrategy[str]:
    """A field of a schedule."""
    number = st.integers(least, most)
    one = number.map(str)
    some = st.lists(number, min_size=2, max_size=3, unique=True).map(
        lambda numbers: ",".join(map(str, sorted(numbers)))
    )
    span = st.tuples(number, number).map(lambda pair: "{}-{}".format(*sorted(pair)))
    step = st.integers(2, 20).map(lambda n: f"*/{n}")
    return st.one_of(one, one, some, span, step, st.just("*"))


SCHEDULES = st.tuples(
    some_field(0, 59),
    # most shifts are at night
    st.one_of(some_field(0, 4), some_field(0, 23)),
    st.one_of(st.just("*"), some_field(1, 28)),
    st.just("*"),
    st.one_of(st.just("*"), some_field(0, 6)),
).map(" ".join)
PLACES = st.sampled_from(sorted(SHIFTS.values()))

#: half of the looks begin or end within what the clocks repeat or skip
SECONDS = st.one_of(st.integers(-7200, 7200), st.integers(-150_000, 150_000))
SPANS = SECONDS.map(lambda seconds: timedelta(seconds=seconds))


@settings(max_examples=100, deadline=None)
@given(expression=SCHEDULES, place=PLACES, start=SPANS, length=SPANS)
def test_the_slots_are_those_of_the_oracle(
    expression: str,
    place: tuple[str, datetime],
    start: timedelta,
    length: timedelta,
) -> None:
    """Around every kind of shift, for every kind of schedule."""
    zone, shift = place
    after = shift + start
    until = after + abs(length)
    found = moments_between(expression, zone, after, until)
    expected = Oracle(expression).moments(zone, after, until)
    assert [(moment.due_at, moment.name) for moment in found] == expected


@settings(max_examples=100, deadline=None)
@given(
    expression=SCHEDULES,
    place=PLACES,
    start=SPANS,
    lengths=st.lists(SECONDS.map(abs), min_size=1, max_size=8),
)
def test_many_small_looks_see_what_one_large_look_sees(
    expression: str,
    place: tuple[str, datetime],
    start: timedelta,
    lengths: list[int],
) -> None:
    """However often the daemon was away: strictly rising, and no name twice."""
    zone, shift = place
    edges = [shift + start]
    for seconds in lengths:
        edges.append(edges[-1] + timedelta(seconds=seconds))
    pieces = [
        moment
        for after, until in pairwise(edges)
        for moment in moments_between(expression, zone, after, until)
    ]
    assert tuple(pieces) == moments_between(expression, zone, edges[0], edges[-1])
    assert all(one < other for one, other in pairwise(pieces))
    names = [moment.name for moment in pieces]
    assert len(names) == len(set(names))


@settings(max_examples=100, deadline=None)
@given(hour=st.integers(0, 23), minute=st.integers(0, 59), place=PLACES)
def test_a_daily_issue_comes_once_a_day(
    hour: int, minute: int, place: tuple[str, datetime]
) -> None:
    """Every date has its slot, whatever the clocks do, in a year around the shift."""
    zone, shift = place
    found = moments_between(
        f"{minute} {hour} * * *", zone, shift - 200 * DAY, shift + 200 * DAY
    )
    days = [date.fromisoformat(moment.name[:10]) for moment in found]
    assert days == [days[0] + n * DAY for n in range(len(days))]
    assert len(days) in {399, 400, 401}


@settings(max_examples=100, deadline=None)
@given(expression=SCHEDULES, place=PLACES, start=SPANS, count=st.integers(1, 12))
def test_the_next_moments_are_the_first_of_those_that_come(
    expression: str, place: tuple[str, datetime], start: timedelta, count: int
) -> None:
    """As many as asked for, and none left out."""
    zone, shift = place
    after = shift + start
    found = next_moments(expression, zone, after, count)
    assert len(found) == count
    assert found == moments_between(expression, zone, after, found[-1].due_at)[:count]


@given(text=st.text(max_size=30))
def test_any_text_is_a_schedule_or_refused(text: str) -> None:
    """Never another error than ValueError."""
    try:
        check_schedule(text)
    except ValueError:
        return
    next_moments(text, "UTC", NOW, 1)
