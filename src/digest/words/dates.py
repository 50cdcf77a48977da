"""Days, places and lists as people write them: the forms of the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from digest.words.translations import SOURCE

if TYPE_CHECKING:
    from babel import Locale

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def long_date(moment: datetime, language: str) -> str:
    """The day in the language of this BCP 47 tag, as its region writes it."""
    if language == SOURCE:
        # what CLDR has for English of no region, without the time that Babel takes
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    # late: Babel takes as long to import as a small site to build
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(moment, "long", locale=_locale(language))


def weekday_list(days: Sequence[int], language: str) -> str:
    """The names of one or more days of the week, where Monday is 0."""
    if language == SOURCE:
        return join_names([WEEKDAYS[day] for day in days], language)
    # late, as above
    from babel.dates import get_day_names  # noqa: PLC0415

    names = get_day_names("wide", context="stand-alone", locale=_locale(language))
    return join_names([names[day] for day in days], language)


def join_names(names: Sequence[str], language: str) -> str:
    """One or more names as a list within a sentence."""
    if language == SOURCE:
        *most, last = names
        return f"{', '.join(most)} and {last}" if most else last
    # late, as above
    from babel.lists import format_list  # noqa: PLC0415

    return format_list(names, locale=_locale(language))


def city_of(zone: str, language: str) -> str:
    """The city that an IANA zone is called after; "" for one of no place, as UTC."""
    region, _, city = zone.partition("/")
    if not city or region == "Etc":
        return ""
    if language == SOURCE:
        return zone.rpartition("/")[2].replace("_", " ")
    # late, as above
    from babel.dates import get_timezone_location  # noqa: PLC0415

    return get_timezone_location(zone, locale=_locale(language), return_city=True)


def _locale(language: str) -> Locale:
    """The nearest locale that CLDR knows."""
    # late, as above
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.partition("-")[0])
