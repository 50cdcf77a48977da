"""How the lanes get on."""

from __future__ import annotations

from threading import Event
from time import monotonic

import pytest

from digest.schedule.health import progress as module
from digest.schedule.health.progress import SENDING, TICKING, Progress
from digest.schedule.lanes.lane import Lane
from waiting import until


def following(*lanes: Lane) -> Progress:
    """Of these lanes."""
    progress = Progress()
    progress.follow(lanes)
    return progress


def test_who_never_looked_has_no_tick() -> None:
    """Without a lane nobody looks; one that is about to is waited for."""
    assert Progress().tick_age() == float("inf")
    assert following(Lane(TICKING, lambda: None)).tick_age() == 0.0


def test_the_age_of_a_tick_grows_while_nobody_looks() -> None:
    """From the end of the last look."""
    lane = Lane(TICKING, lambda: None)
    progress = following(lane)
    lane.start()
    lane.wake()
    until(lambda: lane.runs == 1)
    ended = monotonic()
    until(lambda: progress.tick_age() > 0.05)
    assert progress.tick_age() <= monotonic() - ended + 1
    (told,) = progress.lanes()
    assert not told.is_busy
    assert told.runs == 1
    assert told.worked >= 0.0
    lane.close()


@pytest.mark.parametrize("name", [TICKING, SENDING, "tidy"])
def test_work_without_a_sign_is_stuck_in_the_end(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """And no more once it gives one: nobody restarts a daemon that works."""
    monkeypatch.setattr(module, "LONGEST_WORK", 0.2)
    monkeypatch.setattr(module, "LONGEST_SILENCE", 0.2)
    may_end = Event()
    lane = Lane(name, lambda: may_end.wait(60))
    progress = following(lane)
    lane.start()
    lane.wake()
    until(lambda: lane.is_busy)
    assert progress.stuck() == ()
    until(lambda: progress.stuck() == (name,))
    assert progress.tick_age() == float("inf")
    monkeypatch.setattr(module, "LONGEST_WORK", 60.0)
    monkeypatch.setattr(module, "LONGEST_SILENCE", 60.0)
    lane.sign()
    assert progress.stuck() == ()
    assert progress.lanes()[0].is_busy
    may_end.set()
    lane.close()
    assert lane.has_ended(60)


def test_a_lane_begins_once_the_one_before_has_ended() -> None:
    """Two of one kind never work at once, and no waking is lost meanwhile."""
    may_end, order = Event(), list[str]()

    def slow() -> None:
        order.append("began")
        may_end.wait(60)
        order.append("ended")

    first = Lane("publish", slow)
    first.start()
    first.wake()
    until(lambda: first.is_busy)
    second = Lane("publish", lambda: order.append("next"))
    first.close()
    second.start(first)
    second.wake()
    may_end.set()
    until(lambda: "next" in order)
    assert order == ["began", "ended", "next"]
    second.close()
    assert second.has_ended(60)
