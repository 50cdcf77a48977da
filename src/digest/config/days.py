"""Days and local times of a newsletter, as digest.toml writes them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from digest.issues import Pause

#: where a pause has no end (ISO 8601-2)
OPEN = ".."
#: years in which a day can be: so every zone has its local times
FIRST_YEAR, LAST_YEAR = 1970, 2999


def read_once(value: Any) -> datetime:
    """The local time, to the minute; raises ValueError with a remedy."""
    remedy = 'write a local time to the minute, as once = "2027-01-01T09:00"'
    try:
        moment = value if isinstance(value, datetime) else _as_local(value)
    except ValueError:
        raise ValueError(f"{_shown(value)} does not fit; {remedy}") from None
    if moment.tzinfo is not None:
        raise ValueError(f"{_shown(value)} has an offset; {remedy}, and zone beside it")
    if moment.second or moment.microsecond:
        raise ValueError(f"{_shown(value)} has seconds; {remedy}")
    _check_year(moment)
    return moment


def read_pauses(values: Any) -> tuple[Pause, ...]:
    """The pauses in the order of their days; raises ValueError with a remedy."""
    if not isinstance(values, list):
        form = 'pauses = ["2026-12-20/2027-01-06"]'
        raise ValueError(f"{values!r} does not fit; write {form}")  # noqa: TRY004
    pauses = sorted(map(_read_pause, values), key=lambda pause: pause.begin)
    return tuple(pauses)


def _read_pause(value: Any) -> Pause:
    """An interval of days (ISO 8601-1 section 5.5), both of them included."""
    first, _, last = value.partition("/") if isinstance(value, str) else ("", "", "")
    try:
        begin = date.fromisoformat(first.strip())
        end = _read_end(last.strip(), begin)
    except ValueError:
        form = '"2026-12-20/2027-01-06", or "2026-12-20/.." for one without an end'
        raise ValueError(f"{value!r} is no pause; write {form}") from None
    _check_year(begin)
    if end != date.max:
        _check_year(end)
    if end < begin:
        raise ValueError(
            f"{value!r} ends before it begins; write the earlier day first"
        )
    return Pause(begin=begin, end=end)


def _read_end(text: str, begin: date) -> date:
    """The last day; one day alone is a pause of it."""
    if text == OPEN:
        return date.max
    return date.fromisoformat(text) if text else begin


def _as_local(value: Any) -> datetime:
    if not isinstance(value, str) or "T" not in value.upper().replace(" ", "T"):
        raise ValueError
    return datetime.fromisoformat(value.strip())


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        fact = f"{_shown(day)} is in no year from {FIRST_YEAR} to {LAST_YEAR}"
        raise ValueError(f"{fact}; mend it")


def _shown(value: object) -> str:
    return str(value) if isinstance(value, date | time) else repr(value)
