"""A day as people write it: the long form of the Unicode CLDR."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from digest.words.translations import SOURCE

if TYPE_CHECKING:
    from babel import Locale

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def long_date(moment: datetime, language: str) -> str:
    """The day in the language of this BCP 47 tag, as its region writes it."""
    if language == SOURCE:
        # what CLDR has for English of no region, without the time that Babel takes
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    # late: Babel takes as long to import as a small site to build
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(moment, "long", locale=_locale(language))


def _locale(language: str) -> Locale:
    """The nearest locale that CLDR knows."""
    # late, as above
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.partition("-")[0])
