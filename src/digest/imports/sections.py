"""Feeds of a list -> sections to paste.

digest.toml is its owner's: it is never written to, so what is found is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from json import dumps

from digest.imports.feed.opml import ListedFeed
from digest.paths import numbered, slugify

#: letters of a source's name
LONGEST_NAME = 40
#: of a source that has neither title nor host in plain letters
NAMELESS = "source"
_OTHER = re.compile(r"[^a-z0-9]+")


def write_sources(feeds: Iterable[ListedFeed], *, taken: Sequence[str] = ()) -> str:
    """The feeds as [[sources]] of digest.toml, under names that are not taken yet."""
    names = set(taken)
    sections = []
    for feed in feeds:
        name = next(each for each in numbered(_stem(feed)) if each not in names)
        names.add(name)
        tags = f"tags = {_toml(list(feed.tags))}\n" if feed.tags else ""
        title = f"title = {_toml(feed.title)}\n" if feed.title else ""
        sections.append(
            f"[[sources]]\nname = {_toml(name)}\nurl = {_toml(feed.url)}\n{title}{tags}"
        )
    return "\n".join(sections)


def _stem(feed: ListedFeed) -> str:
    host = feed.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    plain = _OTHER.sub("-", slugify(feed.title)).strip("-")
    stem = plain or _OTHER.sub("-", host.lower()).strip("-") or NAMELESS
    return stem[:LONGEST_NAME].rstrip("-")


def _toml(value: str | list[str]) -> str:
    """The value in TOML, whose strings and lists are those of JSON here."""
    return dumps(value, ensure_ascii=False)
