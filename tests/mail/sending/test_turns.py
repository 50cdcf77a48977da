"""The pace of several processes together, by a clock of the test's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digest.mail.sending.pace import LATEST, Pace
from digest.mail.sending.turns import LONGEST_SLICE, SharedPace
from digest.rates import Rate

RATE = Rate(count=20, seconds=1)


class Counter:
    """Gives turns to all, each once, as the store does."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._due = 0.0
        self.asked: list[int] = []

    def reserve(self, count: int, pause: timedelta) -> float:
        """The seconds until the first of so many turns."""
        self.asked.append(count)
        first = max(self._due, self.now)
        self._due = first + count * pause.total_seconds()
        return first - self.now


def run(counter: Counter, paces: list[Pace], seconds: float) -> list[float]:
    """When messages go where each process sends as much as it may."""
    gone, ends = [], counter.now + seconds
    while counter.now < ends:
        for pace in paces:
            while not pace.wait(counter.now):
                pace.count(counter.now)
                gone.append(counter.now)
        counter.now += 0.003
    return gone


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_all_together_keep_to_the_rate(processes: int) -> None:
    """However many there are, and in each second."""
    counter = Counter()
    paces: list[Pace] = [SharedPace(RATE, counter.reserve) for _ in range(processes)]
    gone = run(counter, paces, 30)
    assert len(gone) == pytest.approx(600, rel=0.05)
    for start in range(1000, 1030):
        share = [one for one in gone if start <= one < start + 1]
        assert len(share) <= RATE.count * (1 + LATEST) + processes


@pytest.mark.parametrize(("processes", "each"), [(3, 8.0), (10, 2.5)])
def test_slow_ones_have_the_whole_rate_together(processes: int, each: float) -> None:
    """None keeps turns from the others that it cannot use itself."""
    counter = Counter()
    paces = [SharedPace(RATE, counter.reserve) for _ in range(processes)]
    free, gone = [counter.now] * processes, 0
    while counter.now < 1060:
        for number, pace in enumerate(paces):
            # a relay that takes its time
            if free[number] <= counter.now and not pace.wait(counter.now):
                pace.count(counter.now)
                free[number] = counter.now + 1 / each
                gone += 1
        counter.now += 0.003
    assert gone == pytest.approx(60 * RATE.count, rel=0.02)


def test_who_is_alone_has_the_whole_rate() -> None:
    """Where the others have nothing to send."""
    counter = Counter()
    idle = SharedPace(RATE, counter.reserve)
    idle.wait(counter.now)
    gone = run(counter, [SharedPace(RATE, counter.reserve)], 30)
    assert len(gone) == pytest.approx(600, rel=0.05)


def test_who_sends_much_asks_seldom() -> None:
    """For twice as many each time, but never for more than a second's."""
    counter = Counter()
    run(counter, [SharedPace(RATE, counter.reserve)], 30)
    assert counter.asked[:5] == [1, 2, 4, 8, 16]
    assert max(counter.asked) == RATE.count * LONGEST_SLICE


def test_who_has_nothing_to_send_asks_for_one() -> None:
    """What nobody uses is soon over."""
    counter = Counter()
    pace = SharedPace(RATE, counter.reserve)
    run(counter, [pace], 2)
    pace.lapse()
    counter.now += 100
    counter.asked.clear()
    pace.wait(counter.now)
    assert counter.asked == [1]


def test_turns_that_passed_are_not_used() -> None:
    """Others had their time since; no burst follows a pause."""
    counter = Counter()
    pace = SharedPace(RATE, counter.reserve)
    run(counter, [pace], 3)
    counter.now += 100
    gone = run(counter, [pace], 1)
    assert len(gone) <= RATE.count * (1 + LATEST) + 1


def test_one_that_goes_without_a_turn_costs_none() -> None:
    """As where the pace was not asked before."""
    counter = Counter()
    pace = SharedPace(RATE, counter.reserve)
    pace.count(counter.now)
    assert counter.asked == []


def test_a_turn_that_came_back_is_over() -> None:
    """The next one is the next."""
    counter = Counter()
    pace = SharedPace(Rate(count=1, seconds=60), counter.reserve)
    assert not pace.wait(counter.now)
    pace.count(counter.now)
    pace.give_back()
    assert pace.wait(counter.now) > 0
