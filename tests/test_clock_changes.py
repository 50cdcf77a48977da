"""Clocks that are put forward or back, told in advance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from builders import a_newsletter
from digest.clock_changes import Effect, clock_changes, touches
from digest.issues import Newsletter

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
YEAR = timedelta(days=366)


def told(newsletter: Newsletter) -> list[tuple[str, Effect, list[str]]]:
    """The days of a year whose changes touch the newsletter."""
    return [
        (
            f"{touch.change.old:%m-%d}",
            touch.effect,
            [f"{time:%H:%M}" for time in touch.times],
        )
        for touch in touches(newsletter, START, START + YEAR)
    ]


def test_changes_are_known_to_the_second() -> None:
    """With what the clocks would have shown, and what they show."""
    forward, back = clock_changes("Europe/Berlin", START, START + YEAR)
    assert forward.moment == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert (f"{forward.old:%H:%M}", f"{forward.new:%H:%M}") == ("02:00", "03:00")
    assert forward.is_forward
    assert (f"{back.old:%H:%M}", f"{back.new:%H:%M}") == ("03:00", "02:00")
    assert not back.is_forward


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Australia/Lord_Howe", "UTC"])
def test_nothing_changes_between_the_changes(zone: str) -> None:
    """Neither more of them nor less are told."""
    place, end = ZoneInfo(zone), START + 3 * YEAR
    found = [START, *(each.moment for each in clock_changes(zone, START, end)), end]
    for one, other in pairwise(found):
        hours = range(int((other - one) / timedelta(hours=1)))
        looks = [one + hour * timedelta(hours=1) for hour in hours]
        assert len({look.astimezone(place).utcoffset() for look in looks}) == 1


def test_an_empty_span_has_none() -> None:
    """Nor one that ends before it begins."""
    assert list(clock_changes("Europe/Berlin", START, START - YEAR)) == []


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (
            "30 2 * * *",
            [
                ("03-28", Effect.MOVED, ["02:30"]),
                ("10-31", Effect.ONCE, ["02:30"]),
            ],
        ),
        (
            "*/30 2 * * *",
            [
                ("03-28", Effect.LOST, ["02:00", "02:30"]),
                ("10-31", Effect.TWICE, ["02:00", "02:30"]),
            ],
        ),
        # the ends of what is left out, and of what is shown twice
        (
            "0 2,3 * * *",
            [
                ("03-28", Effect.MOVED, ["02:00"]),
                ("10-31", Effect.ONCE, ["02:00"]),
            ],
        ),
        ("30 2 * * MON", []),
        ("0 7 * * *", []),
    ],
)
def test_what_a_change_does_is_told(
    schedule: str, expected: list[tuple[str, Effect, list[str]]]
) -> None:
    """Where it does anything to this schedule."""
    assert told(a_newsletter(schedule=schedule)) == expected


@pytest.mark.parametrize(
    ("once", "expected"),
    [
        ("2027-03-28T02:30", [("03-28", Effect.MOVED, ["02:30"])]),
        ("2027-10-31T02:59", [("10-31", Effect.ONCE, ["02:59"])]),
        ("2027-10-31T03:00", []),
        ("2027-06-01T02:30", []),
    ],
)
def test_one_issue_is_touched_at_its_time_only(
    once: str, expected: list[tuple[str, Effect, list[str]]]
) -> None:
    """Most are not."""
    newsletter = a_newsletter(schedule="", once=datetime.fromisoformat(once))
    assert told(newsletter) == expected
