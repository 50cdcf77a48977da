"""When something is left alone: by a clock that the test moves."""

from __future__ import annotations

from digest.mail.sending.breaker import Breaker, Circuit


def a_breaker(limit: int = 3) -> Breaker:
    """One that rests for ten seconds first, and for half a minute at the most."""
    return Breaker(limit, first=10, longest=30)


def test_it_opens_after_so_many_failures_in_a_row() -> None:
    """One success in between, and it counts anew."""
    breaker = a_breaker()
    assert not breaker.fail(0)
    assert not breaker.fail(0)
    breaker.succeed()
    assert not breaker.fail(0)
    assert not breaker.fail(0)
    assert breaker.state(0) is Circuit.CLOSED
    assert breaker.fail(0)
    assert breaker.state(0) is Circuit.OPEN
    assert breaker.wait(4) == 6


def test_a_heavy_failure_counts_for_many() -> None:
    """Such as an answer that never came."""
    assert a_breaker().fail(0, weight=3)


def test_after_a_rest_one_tries_and_the_others_wait() -> None:
    """What comes of it decides."""
    breaker = a_breaker()
    breaker.trip(0)
    assert breaker.state(10) is Circuit.HALF_OPEN
    assert breaker.wait(10) == 0
    breaker.begin(10)
    assert breaker.wait(11) == float("inf")
    breaker.succeed()
    assert breaker.wait(11) == 0
    assert breaker.state(11) is Circuit.CLOSED


def test_one_that_tries_and_does_not_go_lets_another_try() -> None:
    """Nobody waits for it for ever."""
    breaker = a_breaker()
    breaker.trip(0)
    breaker.begin(10)
    breaker.give_back()
    assert breaker.wait(10) == 0


def test_each_rest_is_twice_the_one_before() -> None:
    """Up to the longest; failures of what was out before change nothing."""
    breaker = a_breaker()
    rests, now = [], 0.0
    for _ in range(4):
        breaker.trip(now)
        assert not breaker.fail(now)
        rests.append(breaker.wait(now))
        now += rests[-1]
        breaker.begin(now)
        assert breaker.fail(now)
        rests.append(breaker.wait(now))
        now += rests[-1]
    assert rests == [10, 20, 30, 30, 30, 30, 30, 30]


def test_a_trip_during_a_rest_does_not_prolong_it() -> None:
    """Told twice, it is the same spell."""
    breaker = a_breaker()
    breaker.trip(0)
    breaker.trip(5)
    assert breaker.wait(5) == 5
