"""What every recipe of a document works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digest.model import Entry, EntryFacts, Feed, FullFeed, Site
from digest.render.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The open parts of one build: the same for all of its documents."""

    theme: Theme
    site: Site
    #: the entry with its body
    fill: Callable[[EntryFacts], Entry]

    def fill_feed(self, feed: Feed) -> FullFeed:
        """The feed with the bodies of its entries."""
        known = {name: getattr(feed, name) for name in Feed.__slots__}
        entries = tuple(map(self.fill, feed.entries))
        return FullFeed(**{**known, "entries": entries})
