"""The lane that watches over the daemon itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.schedule.health.bulletin import read_bulletin
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.notify import Notifier
from digest.schedule.health.progress import Progress
from digest.schedule.lanes import watching as module
from digest.schedule.lanes.watching import Watching, last_seen
from digest.schedule.log import open_log
from digest.wiring import Press
from onlooker import LogBook
from publications import Clock, a_press, write_publication


class Site:
    """A press, and the lane that watches over it."""

    def __init__(self, press: Press, clock: Clock, log: LogBook) -> None:
        self.press = press
        self.log = log
        self.clock = clock
        self.seconds = 0.0
        self.guard = ClockGuard(clock, boot=lambda: self.seconds)

    @cached_property
    def watching(self) -> Watching:
        """The lane, whose log is that of the test."""
        return self._open()

    def _open(self) -> Watching:
        return Watching(
            self.press,
            open_log(),
            guard=self.guard,
            progress=Progress(),
            notifier=Notifier({}),
        )

    def look_anew(self) -> None:
        """What the lane of another daemon does."""
        self._open().work()

    def look(self, seconds: float = 0.0) -> None:
        """What the lane does so many seconds later."""
        self.seconds += seconds
        self.clock.now += timedelta(seconds=seconds)
        self.watching.work()


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Site]:
    """A publication without articles."""
    clock = Clock(NOW)
    with a_press(write_publication(tmp_path), clock) as press:
        yield Site(press, clock, LogBook(capsys))


def test_it_says_how_the_daemon_is(site: Site) -> None:
    """In a file that other processes read."""
    site.watching.settings = "digest.toml:3: mend it"
    site.look()
    bulletin = read_bulletin(site.press.config.state_folder)
    assert bulletin is not None
    assert bulletin.process == os.getpid()
    assert bulletin.said == NOW
    assert bulletin.settings == "digest.toml:3: mend it"
    assert bulletin.clock == ""
    assert bulletin.disk == ""


def test_a_step_is_told_once_and_its_end_too(site: Site) -> None:
    """Whoever reads the log sees when letters go again."""
    site.look()
    site.clock.now += timedelta(hours=1)
    for _ in range(3):
        site.look(15)
    site.look(120)
    told = [event.get("fault", event.get("told")) for event in site.log.events("clock")]
    assert len(told) == 2
    assert "forward by 3600 seconds" in str(told[0])
    assert told[1] == "is believed again; letters go out"


def test_a_database_that_is_away_says_nothing_of_the_clock(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who needs it says that it is away."""

    def away() -> None:
        message = "store: is away; wait"
        raise StoreError(message)

    monkeypatch.setattr(site.press.store, "server_time", away)
    site.look()
    assert not site.guard.holds()


def test_a_database_with_another_time_holds_letters(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the two clocks is wrong."""
    later = NOW + timedelta(hours=1)
    monkeypatch.setattr(site.press.store, "server_time", lambda: later)
    site.look()
    assert site.guard.holds()
    bulletin = read_bulletin(site.press.config.state_folder)
    assert bulletin is not None
    assert "the database" in bulletin.clock


def test_a_folder_that_takes_no_file_is_told_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the daemon goes on without."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "post_bulletin", full)
    site.look()
    site.look()
    (event,) = site.log.events("watch")
    assert "No space left on device" in event["fault"]


def test_who_was_at_work_last_is_a_witness(site: Site) -> None:
    """The daemon, or the owner, who saved digest.toml."""
    config = site.press.config
    root, folder = config.root, config.state_folder
    with suppress(FileNotFoundError):
        (folder / "daemon.json").unlink()
    assert last_seen(root, folder) is None
    site.look()
    os.utime(root / "digest.toml", (0, 0))
    assert last_seen(root, folder) == NOW
    saved = datetime(2030, 1, 1, tzinfo=UTC)
    os.utime(root / "digest.toml", (saved.timestamp(), saved.timestamp()))
    assert last_seen(root, folder) == saved


def test_a_clock_that_was_held_is_no_witness_and_stays_held(site: Site) -> None:
    """However often the daemon is started meanwhile."""
    config = site.press.config
    root, folder = config.root, config.state_folder
    os.utime(root / "digest.toml", (0, 0))
    site.look()
    site.clock.now = datetime(2037, 1, 1, tzinfo=UTC)
    for _ in range(3):
        site.guard = ClockGuard(site.clock, seen=last_seen(root, folder))
        site.look_anew()
        assert site.guard.holds()
        assert last_seen(root, folder) == NOW
