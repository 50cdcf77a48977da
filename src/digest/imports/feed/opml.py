"""OPML -> the feeds that it lists; the only importer of listparser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import listparser

from digest.errors import ImportingError
from digest.lines import one_line
from digest.load.schemes import is_web_url

#: feeds of one list; more subscribes nobody to
MOST_FEEDS = 5_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed in a list of subscriptions."""

    title: str
    url: str
    #: the folders that it stands in
    tags: tuple[str, ...] = ()


def read_opml(data: bytes, place: str) -> tuple[ListedFeed, ...]:
    """The feeds in the list, each once; raises ImportingError where there are none."""
    if _DOCTYPE.search(data):
        fact = "defines entities, as no list of feeds does; export it anew"
        raise ImportingError(f"{place}: {fact}")
    try:
        told: Any = listparser.parse(data)
    # it reads what strangers wrote, and raises what its parsers do
    except Exception as error:
        raise ImportingError(f"{place}: is no OPML that can be read") from error
    feeds = (_feed(each) for each in told.feeds[:MOST_FEEDS])
    found: dict[str, ListedFeed] = {}
    for feed in feeds:
        if is_web_url(feed.url):
            found.setdefault(feed.url, feed)
    if not found:
        raise ImportingError(f"{place}: lists no feed; export your subscriptions anew")
    return tuple(found.values())


def _feed(told: Any) -> ListedFeed:
    words = (one_line(str(tag)) for tag in told.get("tags") or ())
    return ListedFeed(
        title=one_line(str(told.get("title") or "")),
        url=one_line(str(told.get("url") or "")),
        tags=tuple(dict.fromkeys(word for word in words if word)),
    )
