"""Counts, moments and distances as people read them; the same in every locale."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

#: seconds of each unit, largest first
UNITS = {"day": 86_400, "hour": 3_600, "minute": 60}


def count_words(number: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`; without `many` an s makes it."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def state_words(counts: Mapping[str, int]) -> str:
    """`3 accepted, 1 pending`: how many are in each state; "" where there are none."""
    return ", ".join(f"{number} {state}" for state, number in counts.items() if number)


def local_words(moment: datetime, zone: str) -> str:
    """`Monday 23 November 2026, 07:00 Europe/Berlin`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} {zone}"


def distance_words(distance: timedelta) -> str:
    """`in 3 days`, rounded down to one unit; `now` for less than a minute, or past."""
    seconds = int(distance.total_seconds())
    for unit, length in UNITS.items():
        if number := max(0, seconds) // length:
            return f"in {count_words(number, unit)}"
    return "now"
