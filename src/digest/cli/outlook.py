"""What comes next and when, in words; the same in every locale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from digest.cadence import next_moments
from digest.model import Newsletter

#: seconds of each unit, largest first
UNITS = {"day": 86_400, "hour": 3_600, "minute": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSlot:
    """A slot of a newsletter that is still to come."""

    name: str
    due_at: datetime
    #: clock and calendar of the newsletter's zone
    local: str
    #: `in 3 days`
    distance: str


def next_slots(newsletter: Newsletter, now: datetime, count: int) -> list[NextSlot]:
    """The next slots of the newsletter, soonest first."""
    moments = next_moments(newsletter.schedule, newsletter.zone, now, count)
    return [
        NextSlot(
            name=moment.name,
            due_at=moment.due_at,
            local=local_words(moment.due_at, newsletter.zone),
            distance=distance_words(moment.due_at - now),
        )
        for moment in moments
    ]


def local_words(moment: datetime, zone: str) -> str:
    """`Monday 23 November 2026, 07:00 Europe/Berlin`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} {zone}"


def distance_words(distance: timedelta) -> str:
    """`in 3 days`, rounded down to one unit; `now` for less than a minute, or past."""
    seconds = int(distance.total_seconds())
    for unit, length in UNITS.items():
        if number := max(0, seconds) // length:
            return f"in {number} {unit}{'' if number == 1 else 's'}"
    return "now"
