"""One job in a thread of its own."""

from __future__ import annotations

import time
from threading import Event

import pytest

from digest.schedule.lanes.lane import Lane


class Work:
    """Counts how often it runs, and lasts until it is let go."""

    def __init__(self) -> None:
        self.began = Event()
        self.may_end = Event()
        self.runs = 0
        self.at_once = 0
        self.most_at_once = 0

    def __call__(self) -> None:
        """Run once."""
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        self.runs += 1
        self.began.set()
        self.may_end.wait(10)
        self.at_once -= 1


def a_busy_lane() -> tuple[Lane, Work]:
    """A lane whose work has begun and not ended."""
    work = Work()
    lane = Lane("work", work)
    lane.start()
    lane.wake()
    assert work.began.wait(60)
    return lane, work


def test_calls_while_it_works_are_one_more_run() -> None:
    """No call is forgotten, and no run overlaps another."""
    lane, work = a_busy_lane()
    for _ in range(5):
        lane.wake()
    work.may_end.set()
    deadline = time.monotonic() + 60
    while work.runs < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    lane.close()
    assert lane.has_ended(60)
    assert work.runs == 2
    assert work.most_at_once == 1


def test_closing_lets_the_work_in_hand_end() -> None:
    """And takes no more, though it was asked for."""
    lane, work = a_busy_lane()
    lane.wake()
    lane.close()
    assert not lane.has_ended(0.05)
    work.may_end.set()
    assert lane.has_ended(60)
    assert work.runs == 1


def test_closing_between_two_steps_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A lane that is closed just as it begins comes to its end all the same."""
    lane = Lane("test", lambda: None)
    clear = lane._is_wanted.clear

    def close_first() -> None:
        lane.close()
        clear()

    monkeypatch.setattr(lane._is_wanted, "clear", close_first)
    lane.start()
    lane.wake()
    assert lane.has_ended(60)


def test_a_lane_that_was_never_woken_ends_at_once() -> None:
    """Closing is enough."""
    work = Work()
    lane = Lane("work", work)
    lane.start()
    lane.close()
    assert lane.has_ended(60)
    assert work.runs == 0


def test_work_that_hangs_keeps_nobody() -> None:
    """Waiting for it has an end, also one that has passed already."""
    lane, work = a_busy_lane()
    lane.close()
    assert not lane.has_ended(-1.0)
    work.may_end.set()
    assert lane.has_ended(60)
