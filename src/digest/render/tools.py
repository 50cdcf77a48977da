"""What every recipe of a document works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from digest.deliveries import Letter
from digest.feeds import Feed, FullFeed
from digest.model import ArticleBody, Entry, EntryFacts, Site
from digest.render.theme import Theme


def _nothing(_path: str) -> bytes:
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The open parts of one build: the same for all of its documents."""

    theme: Theme
    site: Site
    #: the entry with its body
    fill: Callable[[EntryFacts], Entry]
    #: the body as its article has it, which costs less
    body: Callable[[EntryFacts], ArticleBody]
    #: the letter of an issue, by its newsletter and number, as it was sent
    letter: Callable[[str, int], Letter]
    #: parts that many pages share, made once in each process, by name
    parts: dict[tuple[object, ...], dict[str, str]] = field(
        default_factory=dict, compare=False, repr=False
    )
    #: what stands at a path of the published tree; nothing where there is no file
    standing: Callable[[str], bytes] = _nothing
    #: the feed that was settled last, by its folder: its other formats come next
    settled: dict[str, FullFeed] = field(
        default_factory=dict, compare=False, repr=False
    )

    def fill_feed(self, feed: Feed) -> FullFeed:
        """The feed with the bodies of its entries; some have theirs already."""
        known = {name: getattr(feed, name) for name in Feed.__slots__}
        entries = tuple(
            entry if isinstance(entry, Entry) else self.fill(entry)
            for entry in feed.entries
        )
        return FullFeed(**{**known, "entries": entries})
