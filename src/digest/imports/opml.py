"""OPML -> the feeds in it, as sections to paste; the only importer of listparser.

digest.toml is its owner's: it is never written to, so what is found is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

import listparser

from digest.errors import ImportingError
from digest.lines import one_line
from digest.load.schemes import is_web_url
from digest.paths import slugify

#: feeds of one list; more subscribes nobody to
MOST_FEEDS = 5_000
#: letters of a source's name
LONGEST_NAME = 40
_NAME = re.compile(r"[^a-z0-9]+")
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


def write_sources(feeds: Iterable[ListedFeed], *, taken: Sequence[str] = ()) -> str:
    """The feeds as [[sources]] of digest.toml, under names that are not taken yet."""
    names = set(taken)
    sections = []
    for feed in feeds:
        name = _free_name(feed, names)
        names.add(name)
        tags = f"tags = {_toml(list(feed.tags))}\n" if feed.tags else ""
        title = f"title = {_toml(feed.title)}\n" if feed.title else ""
        sections.append(
            f"[[sources]]\nname = {_toml(name)}\nurl = {_toml(feed.url)}\n{title}{tags}"
        )
    return "\n".join(sections)


def _feed(told: Any) -> ListedFeed:
    words = (one_line(str(tag)) for tag in told.get("tags") or ())
    return ListedFeed(
        title=one_line(str(told.get("title") or "")),
        url=one_line(str(told.get("url") or "")),
        tags=tuple(dict.fromkeys(word for word in words if word)),
    )


def _free_name(feed: ListedFeed, taken: set[str]) -> str:
    host = feed.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    plain = _NAME.sub("-", slugify(feed.title)).strip("-")
    stem = plain or _NAME.sub("-", host.lower()).strip("-") or "source"
    stem = stem[:LONGEST_NAME].rstrip("-")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _toml(value: str | list[str]) -> str:
    """The value in TOML, whose strings and lists are those of JSON here."""
    return dumps(value, ensure_ascii=False)
