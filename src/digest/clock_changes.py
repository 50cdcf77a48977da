"""Clocks that are put forward or back, and what they do to a schedule: told in advance.

The rules themselves are those of digest.cadence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from digest.cadence import clock_change, is_fixed, moments_between
from digest.issues import Newsletter

#: no zone changes its clocks twice within this
STEP = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


class Effect(StrEnum):
    """What becomes of local times that a change of clocks touches."""

    #: never shown, they come right after it
    MOVED = "moved"
    #: never shown, they do not come
    LOST = "lost"
    #: shown twice, they count the first time
    ONCE = "once"
    #: shown twice, they come both times
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """An instant from which on the clocks of a zone go otherwise."""

    moment: datetime
    #: what they would have shown then, and what they show; without a zone
    old: datetime
    new: datetime

    @property
    def is_forward(self) -> bool:
        """Whether local times are left out, rather than shown twice."""
        return self.new > self.old


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """The local times of a newsletter that a change of clocks touches."""

    change: ClockChange
    effect: Effect
    #: one at least, as they come
    times: tuple[datetime, ...]


def clock_changes(zone: str, after: datetime, until: datetime) -> Iterator[ClockChange]:
    """The changes in (after, until], as they come."""
    place = ZoneInfo(zone)
    while after < until:
        later = min(after + STEP, until)
        old, new = (moment.astimezone(place).utcoffset() for moment in (after, later))
        if old is not None and new is not None and old != new:
            moment = clock_change(place, after, later)
            wall = moment.astimezone(UTC).replace(tzinfo=None)
            yield ClockChange(moment=moment, old=wall + old, new=wall + new)
        after = later


def touches(
    newsletter: Newsletter, after: datetime, until: datetime
) -> Iterator[Touch]:
    """What the changes in (after, until] do to the newsletter, as they come."""
    is_one_time = newsletter.once is not None or is_fixed(newsletter.schedule)
    for change in clock_changes(newsletter.zone, after, until):
        if times := tuple(_times(newsletter, change)):
            if change.is_forward:
                effect = Effect.MOVED if is_one_time else Effect.LOST
            else:
                effect = Effect.ONCE if is_one_time else Effect.TWICE
            yield Touch(change=change, effect=effect, times=times)


def _times(newsletter: Newsletter, change: ClockChange) -> Iterator[datetime]:
    """The newsletter's local times that are shown never or twice, in their order."""
    first, end = sorted((change.old, change.new))
    if newsletter.once is not None:
        if first <= newsletter.once < end:
            yield newsletter.once
        return
    # UTC shows every local time once
    span = (each.replace(tzinfo=UTC) - MICROSECOND for each in (first, end))
    for moment in moments_between(newsletter.schedule, "UTC", *span):
        yield moment.due_at.replace(tzinfo=None)
