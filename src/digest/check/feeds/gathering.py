"""The published folder -> Tree: the one part of the check of feeds that reads files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from lxml import etree

from digest import paths
from digest.check.feeds.atom import read_atom
from digest.check.feeds.jsonfeed import VERSION, read_json_feed
from digest.check.feeds.markup import ATOM, UnreadableError, parse
from digest.check.feeds.opml import ToldList, read_opml
from digest.check.feeds.rss import read_rss
from digest.check.feeds.told import ToldFeed
from digest.check.feeds.tree import Tree, Unread

#: octets in which a document says what it is
HEAD = 1000
#: what a feed begins with, in any format
MARKS = (b"<feed", b"<rss", b"<opml", VERSION.rpartition("/")[0].encode())


def read_tree(
    folder: Path,
    *,
    site_url: str,
    hubs: frozenset[str] = frozenset(),
    largest: int,
    now: datetime,
) -> Tree:
    """Every feed document below the folder; a folder that is not there has none."""
    sizes = dict(_sizes(folder))
    feeds: list[ToldFeed] = []
    lists: list[ToldList] = []
    unread: list[Unread] = []
    for path, data in _documents(folder, sizes):
        try:
            told = read_document(path, data)
        except UnreadableError as error:
            unread.append(Unread(path=path, line=error.line, fact=error.fact))
        else:
            if isinstance(told, ToldFeed):
                feeds.append(told)
            else:
                lists.append(told)
    return Tree(
        site_url=site_url.rstrip("/"),
        now=now,
        sizes=sizes,
        feeds=tuple(feeds),
        lists=tuple(lists),
        unread=tuple(unread),
        hubs=hubs,
        largest=largest,
    )


def read_document(path: str, data: bytes) -> ToldFeed | ToldList:
    """What the document says; raises UnreadableError where readers would give up."""
    if path.endswith(".json"):
        return read_json_feed(path, data)
    root = parse(data)
    if root.tag == f"{ATOM}feed":
        return read_atom(path, root, len(data))
    if root.tag == "rss":
        return read_rss(path, root, len(data))
    if root.tag == "opml":
        return read_opml(path, root)
    name = etree.QName(root).localname
    raise UnreadableError(1, f"is no feed: its root is `{name}`")


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def _documents(folder: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """What is a feed by its name, or says that it is one."""
    for path in sizes:
        if not path.endswith((".xml", ".json")) or path.startswith(f"{paths.MEDIA}/"):
            continue
        data = (folder / path).read_bytes()
        is_feed = path.rpartition("/")[2] in {*paths.FEEDS, paths.FEED_LIST}
        if is_feed or any(mark in data[:HEAD] for mark in MARKS):
            yield path, data
