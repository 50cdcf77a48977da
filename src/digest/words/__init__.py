"""The words that digest says itself, in the languages that it speaks.

A message is its English text, with its values as `%(name)s`; the catalogues beside this
module translate it. A site in another language gets English, marked as English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from gettext import NullTranslations

from digest.words.dates import city_of, join_names, long_date, weekday_list
from digest.words.scripts import direction
from digest.words.translations import LANGUAGES, SOURCE, translations

__all__ = ["LANGUAGES", "Words", "direction", "words_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What digest says in one language."""

    #: the primary subtag, of one of LANGUAGES
    language: str
    #: the BCP 47 tag that was asked for, whose region writes a date its own way
    tag: str
    catalogue: NullTranslations = field(repr=False, compare=False)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, with its values."""
        return self.catalogue.gettext(message) % values

    def ngettext(self, singular: str, plural: str, count: int, **values: object) -> str:
        """The form of the message that goes with the count, which is a value too."""
        pattern = self.catalogue.ngettext(singular, plural, count)
        return pattern % {"count": count, **values}

    def isolated(self, value: str) -> str:
        """The value, kept from turning words around that are written the other way.

        A title in another script stays in its place (Unicode annex 9, 2.7).
        """
        return f"\u2068{value}\u2069" if self.direction == "rtl" else value

    def day(self, moment: datetime) -> str:
        """The date as people write it."""
        return long_date(moment, self.tag)

    def weekdays(self, days: Sequence[int]) -> str:
        """The names of one or more days of the week, where Monday is 0."""
        return weekday_list(days, self.tag)

    def join(self, names: Sequence[str]) -> str:
        """One or more names as a list within a sentence."""
        return join_names(names, self.tag)

    def city(self, zone: str) -> str:
        """The city that an IANA zone is called after; "" for one of no place."""
        return city_of(zone, self.tag)


@lru_cache(maxsize=64)
def words_for(language: str) -> Words:
    """The words in the language of this BCP 47 tag, else in English."""
    tag = language.replace("_", "-")
    primary = tag.lower().partition("-")[0]
    if primary not in LANGUAGES:
        primary = tag = SOURCE
    return Words(language=primary, tag=tag, catalogue=translations(primary))
