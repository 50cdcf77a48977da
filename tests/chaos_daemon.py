"""A daemon that holds no lock, in a process of its own, by a clock that a test sets.

`python -m chaos_daemon SITE NUMBER BEGAN`, with BEGAN in seconds since the machine
started. Its time goes faster than that of the machine.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from digest.clock import read_boot_seconds
from digest.deliveries import Delivery
from digest.schedule.daemon import run_daemon
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.lanes.watching import last_seen
from digest.store.protocols import Store
from digest.wiring import open_press
from onlooker import Onlooker

#: seconds of the site's time in one of the machine's
SPEED = 20.0
#: what the site's clock shows at the beginning
MORNING = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)


class ChaosClock:
    """The time of one daemon: the site's, and so many seconds more as a file says."""

    def __init__(self, began: float, offset: Path) -> None:
        self._began = began
        self._offset = offset

    def boot(self) -> float:
        """Seconds that nobody sets."""
        return SPEED * (read_boot_seconds() - self._began)

    def wall(self) -> datetime:
        """What the daemon takes for the time."""
        off = float(self._offset.read_text()) if self._offset.exists() else 0.0
        now = MORNING + timedelta(seconds=self.boot() + off)
        return now.replace(microsecond=0)


class NamingStore:
    """A store that writes down who is in doubt, before they are sent to once more."""

    def __init__(self, store: Store, book: Path) -> None:
        self._store = store
        self._book = book

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def claim_deliveries(self, *given: Any, **named: Any) -> Sequence[Delivery]:
        """See DeliveryStore."""
        claimed = self._store.claim_deliveries(*given, **named)
        doubtful = [each for each in claimed if each.is_in_doubt]
        if doubtful:
            lines = [f"{one.subscriber.address} {one.issue}\n" for one in doubtful]
            with self._book.open("a") as file:
                file.writelines(lines)
        return claimed


async def wait(stopping: asyncio.Event) -> None:
    """Serve nobody."""
    await stopping.wait()


def main() -> None:
    """Be the daemon of the site until a signal comes."""
    site, number, began = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    clock = ChaosClock(began, site.with_name(f"clock-{number}"))
    with open_press(site, clock=clock.wall) as press:
        store = NamingStore(press.store, site.with_name("named"))
        seen = last_seen(site, press.config.state_folder)
        run_daemon(
            replace(press, store=cast("Store", store)),
            serve=wait,
            witness=Onlooker(),
            guard=ClockGuard(clock.wall, boot=clock.boot, seen=seen),
        )


if __name__ == "__main__":
    main()
