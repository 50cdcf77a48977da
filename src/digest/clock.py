"""The only reader of the clock: whoever decides by the time is given it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

#: no clock that is right shows an earlier time than this program was made at
MADE = datetime(2026, 11, 1, tzinfo=UTC)


def read_clock() -> datetime:
    """The time, aware and in UTC, to the second: no document shows a finer one."""
    return datetime.now(UTC).replace(microsecond=0)


def read_nanoseconds() -> int:
    """The time as file systems keep it, since 1970."""
    return time.time_ns()


def read_boot_seconds() -> float:
    """Seconds since the machine started, with those in which it slept; never set."""
    # only Linux has a clock that counts on in its sleep; elsewhere a wake-up looks as
    # if somebody had put the time forward, which is the safe mistake
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
