"""What front matter says of an episode: its place in a podcast and its length."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from digest.load.values import NOTHING, Values, shown
from digest.model import Episode

KEY = "episode"
KINDS = ("full", "trailer", "bonus")
#: digits of seasons and of episodes
MOST_DIGITS = 6
#: of seconds alone
SECONDS_DIGITS = 7
_CLOCK = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)", re.ASCII)


def declared_episode(given: Values) -> Episode | None:
    """The episode that the front matter tells of; None where it tells of none.

    A number alone is the episode's number.
    """
    value = given.get(KEY)
    if value is None:
        return None
    table = value if isinstance(value, dict) else {"number": value}
    told = {str(key).lower(): part for key, part in table.items()}
    return Episode(
        duration=_seconds(given, told.get("duration")),
        season=given.count(KEY, told.get("season"), MOST_DIGITS),
        number=given.count(KEY, told.get("number"), MOST_DIGITS),
        kind=_kind(given, told.get("kind")),
        is_explicit=_explicit(given, told.get("explicit")),
    )


def _seconds(given: Values, value: Any) -> int:
    """How long it is: seconds, or as a clock shows it; 0 where nobody says."""
    # TOML reads 1:02:03 without quotes as a time of day
    text = str(value) if isinstance(value, time) else given.as_text(KEY, value)
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and len(text) <= SECONDS_DIGITS:
        return int(text)
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        fact = f"duration {shown(text)} is no length of time"
        given.blame(KEY, f"{fact}; write seconds or H:MM:SS")
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    return hours * 3600 + minutes * 60 + seconds


def _kind(given: Values, value: Any) -> str:
    kind = given.as_text(KEY, value).lower() or KINDS[0]
    if kind not in KINDS:
        given.blame(KEY, f"kind {shown(kind)} is none; write {', '.join(KINDS)}")
    return kind


def _explicit(given: Values, value: Any) -> bool | None:
    """Whether it is for adults; None where nobody says."""
    is_said = value is not None and value not in NOTHING
    return given.as_truth(KEY, value) if is_said else None
