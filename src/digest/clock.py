"""The only reader of the clock: whoever decides by the time is given it."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def read_clock() -> datetime:
    """The time, aware and in UTC, to the second: no document shows a finer one."""
    return datetime.now(UTC).replace(microsecond=0)


def read_nanoseconds() -> int:
    """The time as file systems keep it, since 1970."""
    return time.time_ns()
