"""What front matter says of an episode."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from digest.errors import ContentError
from digest.load.episodes import declared_episode
from digest.load.values import Values
from digest.model import Episode


def episode(value: Any) -> Episode | None:
    """What is read of this value."""
    return declared_episode(Values("a.md", {"episode": value}, {"episode": 3}))


def duration(value: Any) -> int:
    """The seconds that are read of this value."""
    found = episode({"duration": value})
    assert found is not None
    return found.duration


def test_an_episode_tells_its_place_and_its_length() -> None:
    """Every part of it may be left out."""
    value = {
        "duration": "1:02:03",
        "Season": "2",
        "number": "7",
        "kind": "Bonus",
        "explicit": "no",
    }
    assert episode(value) == Episode(
        duration=3723, season=2, number=7, kind="bonus", is_explicit=False
    )
    assert episode({}) == Episode()
    assert episode({"explicit": ""}) == Episode(is_explicit=None)
    assert episode({"explicit": True}) == Episode(is_explicit=True)


@pytest.mark.parametrize("value", [None, "", "~"])
def test_most_articles_are_no_episode(value: Any) -> None:
    """Nothing is said of them then."""
    assert episode(value) is None


@pytest.mark.parametrize("value", ["12", 12])
def test_a_number_alone_is_that_of_the_episode(value: Any) -> None:
    """The shortest way to say it."""
    assert episode(value) == Episode(number=12)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *((61, 61), ("61", 61), ("1:01", 61), ("01:01", 61), ("0:01:01", 61)),
        *((time(1, 2, 3), 3723), ("100:00:00", 360_000), ("", 0), (None, 0)),
    ],
)
def test_a_length_is_seconds_or_what_a_clock_shows(value: Any, seconds: int) -> None:
    """TOML reads a clock without quotes as a time of day."""
    assert duration(value) == seconds


@pytest.mark.parametrize(
    "value", ["1:99", "1:2:3:4", "-5", "5 minutes", "9" * 8, "1.5"]
)
def test_what_is_no_length_is_told_with_its_line(value: str) -> None:
    """And how to write one."""
    with pytest.raises(ContentError, match="write seconds or H:MM:SS") as caught:
        duration(value)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        ({"kind": "teaser"}, "kind 'teaser' is none; write full, trailer, bonus"),
        ({"season": "two"}, "'two' is no number"),
        ({"explicit": "perhaps"}, "'perhaps' is neither; write true or false"),
        ({"explicit": []}, "a list is neither"),
        ({"duration": []}, "a list is no text"),
        ([1], "a list is no text"),
    ],
)
def test_a_wrong_value_is_told(value: Any, fact: str) -> None:
    """With what can be written instead."""
    with pytest.raises(ContentError, match=f"episode: .*{fact}"):
        episode(value)
