"""How much in how long, and in which hours."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from digest.rates import Hours, Rate, read_hours, read_rate


@pytest.mark.parametrize(
    ("text", "count", "seconds"),
    [
        ("14/s", 14, 1),
        ("300/min", 300, 60),
        ("5000 / h", 5000, 3600),
        ("1/day", 1, 86_400),
    ],
)
def test_a_rate_is_so_many_in_a_unit(text: str, count: int, seconds: int) -> None:
    """Blanks around the stroke do not matter."""
    assert read_rate(text) == Rate(count=count, seconds=seconds)


def test_a_rate_is_spread_evenly() -> None:
    """Seconds from one to the next."""
    assert Rate(count=300, seconds=60).pause == pytest.approx(0.2)


@pytest.mark.parametrize(
    "text", ["0/s", "-1/s", "5/year", "fast", "5", "1e3/s", "5/ss"]
)
def test_what_is_no_rate_is_refused(text: str) -> None:
    """The message says how one is written."""
    with pytest.raises(ValueError, match="is no rate; write"):
        read_rate(text)


def test_nothing_said_is_no_limit() -> None:
    """Neither of pace nor of hours."""
    assert read_rate("") is None
    assert read_hours("") is None


def at(hour: int, minute: int = 0) -> datetime:
    """That time on a Monday."""
    return datetime(2026, 11, 16, hour, minute, tzinfo=UTC)


def test_hours_begin_and_end() -> None:
    """The end belongs to what follows."""
    hours = read_hours("08:00-20:00")
    assert hours == Hours(begin=time(8), end=time(20))
    assert hours is not None
    assert [hours.has(at(h)) for h in (7, 8, 19, 20)] == [False, True, True, False]


def test_hours_may_span_midnight() -> None:
    """What begins in the evening ends in the morning."""
    hours = Hours(begin=time(22), end=time(6))
    assert [hours.has(at(h)) for h in (21, 22, 0, 5, 6)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text", ["8-20", "08:00-08:00", "25:00-26:00", "08:00", "ever"]
)
def test_what_are_no_hours_is_refused(text: str) -> None:
    """Two equal times would be none or all of the day."""
    with pytest.raises(ValueError, match="are no hours; write"):
        read_hours(text)
