"""What rings when: the only importer of APScheduler, an alarm clock and nothing more.

Which slots are due is decided by digest.cadence and the store.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Alarms:
    """Alarms by name; those that were missed ring once, however late."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )

    def start(self) -> None:
        """Let them ring, in the loop that runs now."""
        self._scheduler.start()

    def ring_every(self, seconds: float, ring: Callable[[], None], name: str) -> None:
        """From now on, in place of the alarm of this name; to be set by any thread."""

        # a coroutine runs in the loop itself; a function would get a thread
        async def rings() -> None:
            ring()

        self._scheduler.add_job(
            rings, "interval", seconds=seconds, id=name, replace_existing=True
        )

    def shut_down(self) -> None:
        """Let nothing ring any more; nothing does before it starts."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
