"""What rings when: the only importer of APScheduler, an alarm clock and nothing more.

Which slots are due is decided by digest.cadence and the store.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from digest.clock import read_boot_seconds

#: where the clock that nobody sets begins to count
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class SteadyZone(tzinfo):
    """A zone in which it is as late as by the clock that nobody sets.

    The timer asks for the time in its zone. By the wall clock it would be silent for an
    hour once that was put back by one, and for years where it had shown 2037.
    """

    def fromutc(self, _: datetime) -> datetime:
        """The time, whatever the wall clock shows."""
        steady = BEGINNING + timedelta(seconds=read_boot_seconds())
        return steady.replace(tzinfo=self)

    def utcoffset(self, _: datetime | None) -> timedelta:
        """None that differs."""
        return timedelta()

    def dst(self, _: datetime | None) -> timedelta:
        """No summer time."""
        return timedelta()

    def tzname(self, _: datetime | None) -> str:
        """A name for its log."""
        return "steady"


class Every(BaseTrigger):  # type: ignore[misc]  # it has no types
    """So many seconds from the last time on, however late that was.

    That of APScheduler counts each time that was missed: years of them take hours.
    """

    def __init__(self, seconds: float) -> None:
        self._rest = timedelta(seconds=seconds)

    def get_next_fire_time(self, _: datetime | None, now: datetime) -> datetime:
        """The next time."""
        return now + self._rest


class Alarms:
    """Alarms by name; those that were missed ring once, however late."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=SteadyZone(),
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )

    def start(self) -> None:
        """Let them ring, in the loop that runs now."""
        self._scheduler.start()

    def ring_every(self, seconds: float, ring: Callable[[], None], name: str) -> None:
        """From now on, in place of the alarm of this name; to be set by any thread."""

        # a coroutine runs in the loop itself; a function would get a thread
        async def rings() -> None:
            ring()

        self._scheduler.add_job(rings, Every(seconds), id=name, replace_existing=True)

    def shut_down(self) -> None:
        """Let nothing ring any more; nothing does before it starts."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
