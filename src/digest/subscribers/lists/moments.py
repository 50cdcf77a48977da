"""Times as other programs write them -> moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

#: before this nobody had a list; a zero of some database is such a time
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
#: clocks, and the zones that lists leave out, may differ by so much
AHEAD = timedelta(days=1)
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
DIGITS_OF_SECONDS, DIGITS_OF_MILLISECONDS = 10, 13

#: 2021-05-05 10:11:12.123456789 +0200 CEST, as Go writes it
_GO = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d)(?: [A-Z+-]\w*)?"
)
_CLOCK = r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::\d\d)?\s*([AaPp])?\.?[Mm]?\.?)?"
_WEEKDAY = r"(?:[A-Za-z]{3,9},?\s+)?"
#: 23/11/2026 10:00, 11/23/26 4:05 PM, 23.11.2026
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)" + _CLOCK)
#: Mon, Nov 23, 2026, 04:05PM and November 23rd 2026
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK
)
#: 23 Nov 2026 16:05
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})" + _CLOCK
)


def read_moment(text: str, now: datetime) -> datetime | None:
    """The moment that is meant; None where it cannot be told, or cannot be.

    One without zone is read as UTC, which is what programs write. Of 3/4/2026 nobody
    can say whether it is in March or in April.
    """
    try:
        found = _read(text)
        if found is None:
            return None
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        return moment.astimezone(UTC) if OLDEST <= moment <= now + AHEAD else None
    except (ValueError, OverflowError, OSError):
        # a number that is none of a calendar
        return None


def _read(text: str) -> datetime | None:
    try:
        # most are ISO 8601
        return datetime.fromisoformat(text)
    except ValueError:
        return _read_epoch(text) if text.isdecimal() else _read_words(text)


def _read_words(text: str) -> datetime | None:
    if found := _GO.fullmatch(text):
        return datetime.fromisoformat(f"{found[1]}{found[2]}:{found[3]}")
    if found := _NUMBERS.fullmatch(text):
        return _read_numbers(*found.groups())
    if found := _MONTH_FIRST.fullmatch(text):
        name, day, year, *clock = found.groups()
        return _moment(year, _month(name), int(day), *clock)
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year, *clock = found.groups()
        return _moment(year, _month(name), int(day), *clock)
    return None


def _read_epoch(text: str) -> datetime | None:
    if len(text) == DIGITS_OF_SECONDS:
        return datetime.fromtimestamp(int(text), UTC)
    if len(text) == DIGITS_OF_MILLISECONDS:
        return datetime.fromtimestamp(int(text) // 1000, UTC)
    return None


def _read_numbers(
    one: str, mark: str, two: str, year: str, *clock: str | None
) -> datetime | None:
    first, second = int(one), int(two)
    # with points the day is always the first
    if mark == "." or first > len(MONTHS) or first == second:
        return _moment(year, second, first, *clock)
    if second > len(MONTHS):
        return _moment(year, first, second, *clock)
    return None


def _month(name: str) -> int:
    """The month's number; ValueError where it is none."""
    return MONTHS.index(name[:3].lower()) + 1


def _moment(
    year: str, month: int, day: int, hour: str | None, minute: str | None, *half: object
) -> datetime:
    count = int(hour or 0)
    if half != (None,):
        # 12 AM is midnight, and 12 PM noon
        count = count % 12 + 12 * (str(half[0]) in "Pp")
    full = f"20{year}" if len(year) == 2 else year  # noqa: PLR2004  26 is 2026
    return datetime(int(full), month, day, count, int(minute or 0), tzinfo=UTC)
