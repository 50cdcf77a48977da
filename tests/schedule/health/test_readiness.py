"""Whether the site can do all that it is for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from builders import NOW
from digest.clock import read_boot_seconds
from digest.errors import SpaceError, StoreError
from digest.schedule import jobs
from digest.schedule.health.bulletin import Bulletin, post_bulletin
from digest.schedule.health.disk import free_space, space_fault
from digest.schedule.health.readiness import readiness
from digest.schedule.lock import hold_lock
from digest.wiring import Press
from publications import Clock, a_press, write_publication


class Usage(NamedTuple):
    """What shutil says of a disk."""

    total: int
    used: int
    free: int


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """Of a publication without articles."""
    with a_press(write_publication(tmp_path), Clock(NOW)) as press:
        yield press


def say(press: Press, *, tick_age: float | None = 1.0, ago: float = 0.0) -> None:
    """Post a bulletin as a daemon of this machine would."""
    bulletin = Bulletin(
        process=42,
        version="1.0",
        started=NOW,
        said=NOW,
        said_at=read_boot_seconds() - ago,
        tick_age=tick_age,
        lanes={},
    )
    post_bulletin(press.config.state_folder, bulletin)


def fill(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """Let every disk have so many bytes free."""
    usage = Usage(10**12, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)


def test_a_site_without_a_daemon_needs_no_tick(press: Press) -> None:
    """`digest web` serves, and the daemon is elsewhere."""
    say(press, tick_age=None)
    assert readiness(press).is_ready


@pytest.mark.parametrize(
    ("tick_age", "ago", "is_ready"),
    [(1.0, 0.0, True), (1.0, 58.0, True), (1.0, 60.0, False), (None, 0.0, False)],
)
def test_a_daemon_has_looked_within_a_minute(
    press: Press, tick_age: float | None, ago: float, *, is_ready: bool
) -> None:
    """Whether it says so itself, or says nothing any more."""
    with hold_lock(press.config.state_folder):
        assert readiness(press).is_ready
        say(press, tick_age=tick_age, ago=ago)
        found = readiness(press)
    assert found.is_ready is is_ready
    assert all("process 42 did not look" in fault for fault in found.faults)


def test_a_database_that_is_away_is_told(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its own words."""

    def away() -> None:
        message = "store: is away; wait"
        raise StoreError(message)

    monkeypatch.setattr(press.store, "source_records", away)
    assert readiness(press).faults == ("store: is away; wait",)


def test_a_full_disk_is_told_and_nothing_is_begun(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a slot that came due, nor an issue that its owner approves."""
    fill(monkeypatch, 99_999_999)
    (fault,) = readiness(press).faults
    assert "less than 100 MB are free" in fault
    with pytest.raises(SpaceError, match="least_free"):
        jobs.publish(press)
    with pytest.raises(SpaceError, match="least_free"):
        jobs.approve(press, "weekly", 1)
    assert press.store.recent_slots("weekly", 1) == ()
    fill(monkeypatch, 100_000_000)
    assert readiness(press).is_ready
    assert jobs.publish(press) is None


def test_the_room_that_is_asked_for_is_the_owners_choice(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 asks for none."""
    fill(monkeypatch, 0)
    config = press.config
    assert space_fault(config)
    none = replace(config.schedule, least_free=0)
    assert space_fault(replace(config, schedule=none)) == ""
    assert free_space(config) == 0


def test_a_folder_that_is_not_there_yet_is_on_the_disk_of_the_one_above(
    press: Press,
) -> None:
    """Nothing was published before."""
    assert not press.config.feeds_folder.exists()
    assert free_space(press.config) > 0
