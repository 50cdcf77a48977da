"""What another site's feed says, as values; xmlfeed and jsonfeed read the formats.

Everything here is as the feed tells it, mended where it can be: URLs are absolute or
"", names and titles are plain words, HTML is not sanitised yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from digest.images import Image
from digest.model import Enclosure

#: of one feed, as they stand in it; the newest come first
MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One article as another site's feed tells it."""

    #: never empty: where the feed gives none, it follows from URL or words
    id: str
    #: of the article's own page, absolute; "" where the feed names none
    url: str = ""
    #: "" in feeds of short notes
    title: str = ""
    #: as much of the article as the feed carries, URLs in it absolute; not sanitised
    html: str = ""
    #: plain words, where the feed gives them beside the article; else ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeed:
    """Another site's feed: its name, its front page, and its items as they stand."""

    #: "" where the feed has none
    title: str
    #: absolute; the feed's own URL where it names no page
    home_url: str
    items: tuple[FeedItem, ...]
    #: BCP 47; "" where the feed is silent
    language: str = ""


def derive_id(*words: str) -> str:
    """An id for an item without one: the same as long as these words are."""
    return f"sha256:{sha256(chr(0).join(words).encode()).hexdigest()}"


def with_own_ids(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """The items, each once: copies are left out, and ids that several share are mended.

    Some sites give every item the same id; there the URL tells them apart.
    """
    kept: dict[str, FeedItem] = {}
    for item in items:
        known = kept.get(item.id)
        if known is None:
            kept[item.id] = item
        elif (known.url, known.title) != (item.url, item.title):
            own = derive_id(item.id, item.url, item.title)
            kept.setdefault(own, replace(item, id=own))
    return tuple(kept.values())
