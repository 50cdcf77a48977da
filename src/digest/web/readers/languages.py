"""In which language a page speaks to the reader who asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.words import LANGUAGES, Words, words_for

#: each language by the name that its readers give it
NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
}
#: characters of Accept-Language that are read; no browser sends more
LONGEST_WISH = 400
#: one element of Accept-Language with its weight (RFC 9110 12.5.4, 12.4.2)
WISH = re.compile(
    r"\s*(?P<tag>[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)"
    r"(?:\s*;\s*q=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*",
    re.IGNORECASE,
)


def words_of(*, saved: str, asked: str, accepted: str, site: str) -> Words:
    """The words of the first of these that we speak, else English.

    What the reader has saved goes first, then what the address asks for, what the
    browser accepts, and the site's own.
    """
    wishes = (saved, asked, *wished(accepted), site)
    return words_for(next(filter(is_spoken, wishes), ""))


def is_spoken(tag: str) -> bool:
    """Whether our pages speak the language of this BCP 47 tag."""
    return tag.lower().partition("-")[0] in LANGUAGES


def wished(accepted: str) -> Iterator[str]:
    """The tags of Accept-Language, best first; of equals, the first written."""
    found = [WISH.fullmatch(each) for each in accepted[:LONGEST_WISH].split(",")]
    wishes = [(float(wish["weight"] or 1), wish["tag"]) for wish in found if wish]
    for weight, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if weight > 0:
            yield tag
