"""The slots of a schedule between two moments: a pure function, never of "now".

A slot is named by the local time that the owner wrote, not by the instant, so that a
new version of the time zone data cannot double one. The only importer of cronsim, which
walks naive local time; what a clock change does to it is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

#: no zone ever moved its clocks by more than a day and two hours at once
LARGEST_SHIFT = timedelta(hours=26)
#: days to look ahead for the next slots, ever further; a 29 February that is a Sunday
#: may be forty years away
HORIZONS = (1 / 24, 1, 8, 32, 370, 1500, 3700, 18_300)
FIELDS = 5
#: the fields in their order, and what may stand in each
VALUES = {
    "minute": "0 to 59, such as 30, or */15 for every quarter of an hour",
    "hour": "0 to 23, such as 7, or 8-18",
    "day of the month": "1 to 31, such as 1,15, or L for the last",
    "month": "1 to 12, or JAN to DEC",
    "day of the week": "0 (Sunday) to 6, or SUN to SAT, such as MON or FRI,SAT",
}
A_FIRST_DAY = datetime(2024, 1, 1)  # noqa: DTZ001  naive, as cronsim walks


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """One occurrence of a schedule."""

    due_at: datetime
    #: nominal local time, `2027-03-28T02:30`; `#2` where a clock set back repeats it
    name: str


def check_schedule(expression: str) -> None:
    """Raise ValueError with a remedy if this is no schedule that ever comes."""
    fields = expression.split()
    if len(fields) != FIELDS:
        fact = f"{len(fields)} field" + "s" * (len(fields) != 1)
        remedy = "write minute, hour, day, month, weekday, as 0 7 * * MON"
        raise ValueError(f"{expression!r} has {fact}; {remedy}")
    _check_fields(expression, fields)
    try:
        next(CronSim(expression, A_FIRST_DAY))
    # cronsim finds the one by itself, and the other by looking through fifty years
    except (CronSimError, StopIteration) as error:
        message = f"{expression!r} names a day that never comes; try 0 7 * * MON"
        raise ValueError(message) from error


def _check_fields(expression: str, fields: list[str]) -> None:
    """Raise ValueError for the first field that cron cannot read."""
    for number, (name, values) in enumerate(VALUES.items()):
        alone = ["*"] * FIELDS
        alone[number] = fields[number]
        try:
            CronSim(" ".join(alone), A_FIRST_DAY)
        except CronSimError as error:
            fact = (
                f"{expression!r} is no cron expression: {fields[number]!r} is no {name}"
            )
            raise ValueError(f"{fact}; write {values}") from error


def is_fixed(expression: str) -> bool:
    """Whether minute and hour are plain numbers: a time that the clock shows daily."""
    minute, hour = expression.split()[:2]
    return all(re.fullmatch(r"\d+(,\d+)*", field) for field in (minute, hour))


def moments_between(
    expression: str, zone: str, after: datetime, until: datetime
) -> tuple[Moment, ...]:
    """All moments in (after, until], in the order in which they come."""
    if until <= after:
        return ()
    place, is_one_time = ZoneInfo(zone), is_fixed(expression)
    found = (
        moment
        for nominal in _nominal_times(expression, place, after, until)
        for moment in _moments_of(nominal, place, is_fixed=is_one_time)
        if after < moment.due_at <= until
    )
    return tuple(sorted(found))


def moment_of(nominal: datetime, zone: str) -> Moment:
    """The one moment of a local time: after a gap, or in the first pass of a repeat."""
    (moment,) = _moments_of(nominal, ZoneInfo(zone), is_fixed=True)
    return moment


def clock_change(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The one instant between the two from which on clocks go otherwise."""
    offset = before.astimezone(place).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(place).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def next_moments(
    expression: str, zone: str, after: datetime, count: int
) -> tuple[Moment, ...]:
    """The first `count` moments after this one, or as many as fifty years have."""
    found: tuple[Moment, ...] = ()
    for days in HORIZONS:
        found = moments_between(expression, zone, after, after + timedelta(days=days))
        if len(found) >= count:
            break
    return found[:count]


def _nominal_times(
    expression: str, place: ZoneInfo, after: datetime, until: datetime
) -> Iterator[datetime]:
    """The naive local times that may show between the two, and some around a shift."""
    samples = (after - LARGEST_SHIFT, after, until, until + LARGEST_SHIFT)
    is_steady = len({moment.astimezone(place).utcoffset() for moment in samples}) == 1
    margin = timedelta(0) if is_steady else LARGEST_SHIFT
    first = after.astimezone(place).replace(tzinfo=None) - margin
    last = until.astimezone(place).replace(tzinfo=None) + margin
    return takewhile(lambda nominal: nominal <= last, CronSim(expression, first))


def _moments_of(
    nominal: datetime, place: ZoneInfo, *, is_fixed: bool
) -> Iterator[Moment]:
    """The instants of one nominal time: one, two where it repeats, none in a gap.

    A fixed time of day happens just once each day: after a gap, or in the first pass.
    """
    name = nominal.isoformat(timespec="minutes")
    first, second = (
        nominal.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    is_in_gap = first.astimezone(place).replace(tzinfo=None) != nominal
    if is_in_gap:
        if is_fixed:
            yield Moment(due_at=clock_change(place, second, first), name=name)
        return
    yield Moment(due_at=first, name=name)
    if second != first and not is_fixed:
        yield Moment(due_at=second, name=f"{name}#2")
