"""Whose article an entry is, where it is another site's, and where one reads on there.

What readers see of an origin is decided here, for pages and letters alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import EntryFacts
from digest.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a page names the site that an entry is from."""

    #: `From NAME`, the words of the link to the site
    label: str
    url: str
    #: `Read on at NAME`, the words of the link to the original
    invitation: str
    #: of the original; "" where the entry holds more than its opening
    onward_url: str
    #: of the words, not of the name
    language: str
    direction: str


def provenance(entry: EntryFacts, words: Words) -> Provenance | None:
    """What a page says of the entry's origin; None of an article of our own."""
    origin = entry.origin
    if origin is None:
        return None
    return Provenance(
        label=words.gettext("From %(name)s", name=origin.name),
        url=origin.url,
        invitation=words.gettext("Read on at %(name)s", name=origin.name),
        onward_url=onward_url(entry),
        language=words.language,
        direction=words.direction,
    )


def onward_url(entry: EntryFacts) -> str:
    """Where one reads on, of an entry that is the opening of another site's article."""
    return entry.canonical_url if entry.origin and entry.is_opening else ""


def own_authors(entry: EntryFacts) -> tuple[str, ...]:
    """The authors without the origin itself, which is named beside them."""
    origin = entry.origin
    return tuple(name for name in entry.authors if not origin or name != origin.name)
