from __future__ import annotations

import pytest

from digest.errors import StoreError
from digest.schedule.lanes.repeats import PAUSE, Repeats, told_once
from digest.schedule.log import open_log
from onlooker import LogBook


def test_what_is_new_is_said_at_once() -> None:
    """Also another text of the same subject, and the same of another."""
    repeats = Repeats()
    assert repeats.is_wanted("publish", "the disk is full", 5)
    assert repeats.is_wanted("publish", "the disk is away", 6)
    assert repeats.is_wanted("rebuild", "the disk is away", 7)


def test_what_stays_is_said_each_hour() -> None:
    """However often it is met in between."""
    repeats = Repeats()
    said = [repeats.is_wanted("publish", "full", 15.0 * tick) for tick in range(500)]
    assert sum(said) == 1 + int(499 * 15 // PAUSE)


def test_what_comes_back_is_new() -> None:
    """Somebody has mended it once, and may do so again."""
    repeats = Repeats()
    assert repeats.is_wanted("publish", "full", 0)
    repeats.forget("publish")
    assert repeats.is_wanted("publish", "full", 1)
    repeats.forget("nothing of it was ever said")


def test_a_lane_says_a_fault_once_and_that_it_is_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A database that is away for a night does not fill the log."""
    courses = iter(["", "away", "away", "starting", "", "", "away"])

    def work() -> None:
        if fault := next(courses):
            raise StoreError(fault)

    lane = told_once(open_log(), "poll", work, clock=lambda: 0.0)
    for _ in range(7):
        lane()
    told = LogBook(capsys).events("poll")
    said = [each.get("fault") or each["told"] for each in told]
    assert said == ["away", "starting", "goes on again", "away"]


def test_a_fault_of_ours_ends_no_lane(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told in full, each time."""
    lane = told_once(open_log(), "poll", lambda: 1 // 0)
    lane()
    lane()
    assert len(LogBook(capsys).events("poll")) == 2
