"""What a browser shows of a feed: a list of its entries in XHTML, with links.

Style sheets cannot make a feed's own elements links, and scripts have no place in a
feed. Readers pass over the list, for it belongs to no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from digest import paths
from digest.feeds import FullFeed
from digest.render.feeds.elements import add
from digest.render.feedtext import file_url
from digest.words import Words, direction, words_for

XHTML = "http://www.w3.org/1999/xhtml"
#: the list needs no prefix; None is what lxml's types forget
NAMES: Any = {None: XHTML}


def add_list(parent: etree._Element, feed: FullFeed, name: str) -> None:
    """Add the list to an atom:feed or a channel; `name` is that of its format."""
    words = words_for(feed.language)
    whole = etree.SubElement(parent, _html("div"), nsmap=NAMES)
    whole.set("lang", words.language)
    whole.set("dir", words.direction)
    _add(whole, "p", _greeting(feed, words))
    _add_link(_add(whole, "p"), feed.home_url, feed.title)
    entries = _add(whole, "ul")
    for entry in feed.entries:
        item = _add(entries, "li")
        item.set("lang", entry.language)
        item.set("dir", direction(entry.language))
        _add_link(item, entry.url, entry.title)
        words_of_entry = words_for(entry.language)
        _add(item, "small", words_of_entry.day(entry.published))
        _add(item, "p", entry.summary)
    ways = tuple(_ways(feed, name, words))
    last = _add(whole, "p") if ways else whole
    for place, told in ways:
        _add_link(last, file_url(feed, place), told)


def _greeting(feed: FullFeed, words: Words) -> str:
    """What a person is told who opens a feed in a browser."""
    if feed.archive:
        return words.gettext(
            "This is an older part of a feed. To subscribe, take the newest."
        )
    return words.gettext(
        "This is a feed. Copy its address into a feed reader, "
        "and new articles come to you."
    )


def _ways(feed: FullFeed, name: str, words: Words) -> Iterator[tuple[str, str]]:
    """From the feed to its archives, and back."""
    if feed.older:
        yield paths.archive_path(feed.older) + name, words.gettext("Older articles")
    if feed.newer:
        yield paths.archive_path(feed.newer) + name, words.gettext("Newer articles")
    if feed.archive:
        yield name, words.gettext("The newest articles")


def _add_link(parent: etree._Element, url: str, words: str) -> None:
    _add(parent, "a", words).set("href", url)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    return add(parent, _html(name), text)


def _html(name: str) -> str:
    return f"{{{XHTML}}}{name}"
