"""What an owner is told of feed readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from digest.visits.hints import every, hints_of, octets_words
from digest.visits.report import AgentReport, Report


def an_agent(**changes: Any) -> AgentReport:
    """A reader that comes every hour with conditions, most of which hold."""
    agent = AgentReport(
        name="Tiny Reader",
        subscribers=0,
        requests=100,
        interval=3600,
        conditional=100,
        is_at_least=False,
        unchanged=90,
        missing=0,
        octets=840_000,
    )
    return replace(agent, **changes)


def hints(**changes: Any) -> list[str]:
    """What is told of such a reader."""
    return list(hints_of(Report(agents=(an_agent(**changes),), lines=100, broken=0)))


def test_who_behaves_is_not_told() -> None:
    """Nor who came too seldom to know."""
    assert hints() == []
    assert hints(requests=9, conditional=0, unchanged=0, interval=1) == []


def test_who_never_sends_conditions_is_told() -> None:
    """With what it costs."""
    assert hints(conditional=0, unchanged=0, interval=120, octets=8_400_000) == [
        "Tiny Reader asks every 2 minutes without conditions: it takes 84 kB each time"
    ]
    assert hints(conditional=0, unchanged=0, is_at_least=True, octets=100) == [
        "Tiny Reader asks every hour, and is never told 304: it takes 1 B each time"
    ]


def test_who_comes_too_often_is_told() -> None:
    """Even if it costs little."""
    (hint,) = hints(interval=30)
    assert hint.startswith("Tiny Reader asks every 30 seconds: ")


def test_conditions_that_never_hold_are_our_matter() -> None:
    """Something between us changes them."""
    (hint,) = hints(unchanged=0)
    assert "never hold: look whether a proxy changes the ETag" in hint


def test_who_asks_for_what_is_not_there_is_told() -> None:
    """It will go on until it is told where the feed went, or that it is gone."""
    (hint,) = hints(missing=80, conditional=0, unchanged=0)
    assert "for feeds that are not there: redirect them, or let them be 410" in hint


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "once in a while"),
        (0, "all the time"),
        (1, "every second"),
        (59, "every 59 seconds"),
        (60, "every minute"),
        (90, "every 1.5 minutes"),
        (3600, "every hour"),
        (43_200, "every 12 hours"),
        (86_400, "every day"),
        (8_640_000, "every 100 days"),
    ],
)
def test_an_interval_reads_well(seconds: int | None, words: str) -> None:
    """In the largest unit of which there is one."""
    assert every(seconds) == words


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_500, "1.5 kB"),
        (84_400, "84 kB"),
        (2_000_000, "2 MB"),
        (3_200_000_000, "3.2 GB"),
        (10**16, "10000 TB"),
    ],
)
def test_a_size_reads_well(octets: int, words: str) -> None:
    """With a digit behind the point where it is small."""
    assert octets_words(octets) == words
