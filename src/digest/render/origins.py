"""Whose article an entry is, where it is another site's, and where one reads on there.

What readers see of an origin is decided here, for pages and letters alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from digest.model import Entry
from digest.render.words import Words, direction

#: an entry that takes longer to read is more than the opening of its original
LONGEST_OPENING_MINUTES = 1
#: a paragraph at the end that is nothing but a link, perhaps behind an arrow
_LAST_LINK = re.compile(
    r'<p>[^<\w]{0,10}<a\s[^>]*?href="([^"]*)"[^>]*>[^<]*</a>\s*</p>\s*\Z'
)


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


def provenance(entry: Entry, words: Words) -> Provenance | None:
    """What a page says of the entry's origin; None of an article of our own."""
    origin = entry.origin
    if origin is None:
        return None
    return Provenance(
        label=words.from_origin.format(name=origin.name),
        url=origin.url,
        invitation=words.read_on.format(name=origin.name),
        onward_url=onward_url(entry),
        language=words.language,
        direction=direction(words.language),
    )


def onward_url(entry: Entry) -> str:
    """Where one reads on, of an entry that is the opening of another site's article.

    How long the original is nobody tells, so a short text counts as its opening.
    """
    is_opening = entry.reading_minutes <= LONGEST_OPENING_MINUTES
    return entry.canonical_url if entry.origin and is_opening else ""


def body_on_page(entry: Entry) -> str:
    """The entry's HTML without a last line that only links to the original.

    Readers of feeds need that link; beside the page's own it would stand there twice.
    """
    url = onward_url(entry)
    found = _LAST_LINK.search(entry.html) if url else None
    is_onward = found is not None and unescape(found[1]) == url
    return entry.html[: found.start()] if found and is_onward else entry.html


def own_authors(entry: Entry) -> tuple[str, ...]:
    """The authors without the origin itself, which is named beside them."""
    origin = entry.origin
    return tuple(name for name in entry.authors if not origin or name != origin.name)
