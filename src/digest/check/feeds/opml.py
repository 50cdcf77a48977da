"""OPML 2.0 -> the feeds that it lists."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from digest.check.feeds.markup import attribute, line_of
from digest.check.feeds.told import Slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed in the list."""

    line: int
    text: str
    feed_url: str
    page_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldList:
    """One list of feeds."""

    path: str
    outlines: tuple[Outline, ...]
    slips: tuple[Slip, ...] = ()


def read_opml(path: str, root: etree._Element) -> ToldList:
    """The list in this document."""
    outlines = tuple(
        Outline(
            line=line_of(element),
            text=attribute(element, "text"),
            feed_url=attribute(element, "xmlUrl"),
            page_url=attribute(element, "htmlUrl"),
        )
        for element in root.iter("outline")
        if attribute(element, "type") == "rss"
    )
    version = attribute(root, "version")
    slip = Slip(line=1, fact=f"says that it is OPML {version!r}", remedy="write 2.0")
    return ToldList(
        path=path, outlines=outlines, slips=() if version == "2.0" else (slip,)
    )
