"""How much in how long, and in which hours: the pace that digest.toml sets. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

EXAMPLE = 'write "14/s", "300/min", "5000/h" or "20000/day"'
#: seconds of each unit
UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86_400}
_RATE = re.compile(r"([1-9][0-9]{0,8}) ?/ ?(s|min|h|day)")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many in so many seconds."""

    count: int
    seconds: int

    @property
    def pause(self) -> float:
        """Seconds between two, where they are spread evenly."""
        return self.seconds / self.count


def read_rate(text: str) -> Rate | None:
    """The rate that the text says, None where it is empty: no limit. Raises ValueError.

    The error says what to write instead.
    """
    if not text:
        return None
    found = _RATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no rate; {EXAMPLE}")
    return Rate(count=int(found[1]), seconds=UNITS[found[2]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A part of each day, from `begin` until before `end`; it may span midnight."""

    begin: time
    end: time

    def has(self, local: datetime) -> bool:
        """Whether the local time lies in it."""
        moment = local.time()
        if self.begin < self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


def read_hours(text: str) -> Hours | None:
    """The hours that the text says, None where it is empty: all. Raises ValueError."""
    if not text:
        return None
    found = _HOURS.fullmatch(text.strip())
    if not found or found[1] + found[2] == found[3] + found[4]:
        raise ValueError(f'{text!r} are no hours; write "08:00-20:00"')
    first, second, third, fourth = map(int, found.groups())
    return Hours(begin=time(first, second), end=time(third, fourth))
