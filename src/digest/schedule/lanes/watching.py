"""The lane that watches over the daemon itself: its clock, its disks, its lanes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

from digest import __version__
from digest.clock import read_boot_seconds
from digest.config import FILE
from digest.errors import StoreError
from digest.schedule.attempt import attempt
from digest.schedule.health.bulletin import Bulletin, post_bulletin, read_bulletin
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.disk import space_fault
from digest.schedule.health.notify import Notifier
from digest.schedule.health.progress import LaneProgress, Progress
from digest.schedule.lanes.lane import Lane
from digest.schedule.lanes.repeats import Repeats
from digest.schedule.log import Log
from digest.wiring import Press


class Watching:
    """Looks at each waking, and says what it saw: to the log, systemd, and a file.

    `press` is the one that is at work now; `settings` is why that is not the one of
    digest.toml, "" where it is.
    """

    def __init__(
        self,
        press: Press,
        log: Log,
        *,
        guard: ClockGuard,
        progress: Progress,
        notifier: Notifier,
    ) -> None:
        self.press = press
        self._log = log
        self._guard = guard
        self._progress = progress
        self._notifier = notifier
        self._repeats = Repeats()
        self._started = press.clock()
        self._was_held = False
        self.settings = ""
        # no fault ends the lane, also none in telling what was seen
        self.lane = Lane("watch", lambda: attempt(log, "watch", self.work))

    def work(self) -> None:
        """Do once what the lane is for."""
        press = self.press
        self._look_at_clock(press)
        bulletin = self._bulletin(press)
        attempt(self._log, "watch", partial(self._post, press, bulletin))
        self._notifier.status(_status(bulletin))

    def _look_at_clock(self, press: Press) -> None:
        self._guard.look(_server_time(press))
        held = self._guard.held
        if held and self._repeats.is_wanted("clock", held.reason, monotonic()):
            self._log.warning("clock", fault=held.reason)
        if self._was_held and not held:
            self._repeats.forget("clock")
            self._log.info("clock", told="is believed again; letters go out")
        self._was_held = held is not None

    def _bulletin(self, press: Press) -> Bulletin:
        held, age = self._guard.held, self._progress.tick_age()
        return Bulletin(
            process=os.getpid(),
            version=__version__,
            started=self._started,
            said=press.clock(),
            said_at=read_boot_seconds(),
            trusted=self._guard.seen,
            tick_age=age if age < float("inf") else None,
            lanes={one.name: _lane_words(one) for one in self._progress.lanes()},
            clock=held.reason if held else "",
            disk=space_fault(press.config),
            settings=self.settings,
        )

    def _post(self, press: Press, bulletin: Bulletin) -> None:
        try:
            post_bulletin(press.config.state_folder, bulletin)
        except OSError as error:
            folder = press.config.state_folder
            fault = f"{folder}: cannot be written ({error.strerror}); mend the folder"
            if self._repeats.is_wanted("bulletin", fault, monotonic()):
                self._log.warning("watch", fault=fault)
        else:
            self._repeats.forget("bulletin")


def last_seen(root: Path, state_folder: Path) -> datetime | None:
    """When somebody was last at work here: the daemon, or the owner at digest.toml.

    What a daemon saw that had to doubt its clock does not count. None where no daemon
    was ever sure.
    """
    bulletin = read_bulletin(state_folder)
    if bulletin is None or bulletin.trusted is None:
        return None
    changed = (root / FILE).stat().st_mtime
    return max(bulletin.trusted, datetime.fromtimestamp(changed, UTC))


def _server_time(press: Press) -> datetime | None:
    try:
        return press.store.server_time()
    except StoreError:
        # who needs the database says so
        return None


def _lane_words(lane: LaneProgress) -> str:
    if lane.seconds is None:
        return "not yet"
    if lane.is_busy:
        return f"at work, heard of {lane.seconds:.0f} s ago"
    return f"done {lane.seconds:.0f} s ago"


def _status(bulletin: Bulletin) -> str:
    """The bulletin in the one line that `systemctl status` has room for."""
    return "; ".join(_told(bulletin)) or "all is well"


def _told(bulletin: Bulletin) -> Iterator[str]:
    yield from (told for told in (bulletin.clock, bulletin.disk) if told)
    if bulletin.settings:
        yield f"settings from before: {bulletin.settings}"
