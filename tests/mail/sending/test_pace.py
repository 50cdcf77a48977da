"""How fast: by a clock that the test moves."""

from __future__ import annotations

import pytest

from digest.mail.sending.pace import HURRY, LATEST, SLACK, Pace
from digest.rates import Rate, read_rate


def moments(rate: Rate, until: float, *, step: float) -> list[float]:
    """When messages go that are asked for at each step of the clock."""
    pace, now, gone = Pace(rate), 1000.0, []
    while now < 1000.0 + until:
        while not pace.wait(now):
            pace.count(now)
            gone.append(now)
        now += step
    return gone


@pytest.mark.parametrize("text", ["14/s", "1000/s", "300/min", "5000/h", "20000/day"])
@pytest.mark.parametrize("step", [0.001, 0.05])
def test_a_rate_is_kept_within_a_hundredth(text: str, step: float) -> None:
    """Over a minute, or over a hundred messages where these take longer."""
    rate = read_rate(text)
    assert rate is not None
    until = max(60.0, 100 * rate.pause)
    gone = moments(rate, until, step=max(step, until / 60_000))
    assert len(gone) == pytest.approx(until / rate.pause, rel=0.01, abs=1)


def test_no_second_has_more_than_its_share() -> None:
    """A relay that counts by the second never counts too many."""
    gone = moments(Rate(count=50, seconds=1), 30, step=0.003)
    for start in range(30):
        window = [one for one in gone if 1000 + start <= one < 1001 + start]
        assert len(window) <= 50 * (1 + SLACK) + 1


@pytest.mark.parametrize("stall", [0.05, 0.3, 0.45])
def test_what_a_busy_machine_missed_is_made_up_for_without_a_burst(
    stall: float,
) -> None:
    """The rate is kept, and no second has much more than its share."""
    pace, now, gone = Pace(Rate(count=100, seconds=1)), 1000.0, []
    while now < 1060.0:
        while not pace.wait(now):
            pace.count(now)
            gone.append(now)
        # it sleeps every eleven seconds
        now += stall if len(gone) % 1100 == 0 else 0.002
    assert len(gone) == pytest.approx(6000, rel=0.01)
    most = 100 * (1 + SLACK) / HURRY + 1
    for start in range(600):
        seconds = 1000 + start / 10, 1001 + start / 10
        assert sum(seconds[0] <= one < seconds[1] for one in gone) <= most


def test_what_was_missed_for_long_is_lost() -> None:
    """Who was away for a minute does not send the minute's share at once."""
    pace = Pace(Rate(count=100, seconds=1))
    pace.count(1000.0)
    gone, now = 0, 1060.0
    while now < 1090.0:
        while not pace.wait(now):
            pace.count(now)
            gone += 1
        now += 0.002
    assert gone <= 100 * (30 + LATEST) + 1


def test_turns_that_nobody_wanted_are_lost() -> None:
    """A new letter begins as slowly as the first one did."""
    pace = Pace(Rate(count=1, seconds=10))
    for now in (1000.0, 1100.0):
        pace.lapse()
        assert pace.wait(now) == 0
        pace.count(now)
        assert pace.wait(now) == pytest.approx(10)


def test_a_message_that_did_not_go_is_not_counted() -> None:
    """Its turn is the next one's."""
    pace = Pace(Rate(count=1, seconds=10))
    pace.count(100.0)
    assert pace.wait(100.0) > 9
    pace.give_back()
    assert pace.wait(100.0) == 0


def test_what_another_process_sent_counts() -> None:
    """A restart lets nothing go early."""
    pace = Pace(Rate(count=1, seconds=10))
    pace.rest(100.0)
    assert pace.wait(100.0) == pytest.approx(10)
    assert pace.wait(110.0) == pytest.approx(0)
