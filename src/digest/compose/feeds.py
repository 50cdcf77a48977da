"""Entries -> Feeds: the newest of the whole site, and of each tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from digest import paths
from digest.model import (
    EntryFacts,
    EntryRecord,
    Feed,
    Site,
)
from digest.urls import encode_url

#: of a feed that never had an entry; any moment but "now" does, for builds must agree
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def feed_record(
    site: Site, entries: Sequence[EntryFacts], known: Sequence[EntryRecord]
) -> EntryRecord:
    """The record that keeps the feed's own id (RFC 4287 4.2.6); its path is empty."""
    for record in known:
        if not record.path:
            return record
    first = min((entry.published for entry in entries), default=BEFORE_ALL)
    host = urlsplit(site.url).hostname or "localhost"
    return EntryRecord(
        id=f"tag:{host},{first:%Y-%m-%d}:feed",
        path="",
        slug="",
        identity="",
        revision="",
        published=first,
        updated=first,
    )


def compose_feeds(
    site: Site, entries: Sequence[EntryFacts], *, feed_id: str, size: int
) -> tuple[Feed, ...]:
    """The site's feed first, then one for each tag, by the tag's path."""
    site_feed = _feed(site, entries, feed_id=feed_id, size=size)
    by_path: dict[str, list[EntryFacts]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        for path in sorted({paths.tag_path(tag) for tag in entry.tags}):
            by_path.setdefault(path, []).append(entry)
        for tag in entry.tags:
            names.setdefault(paths.tag_path(tag), tag)
    tag_feeds = (
        replace(
            _feed(site, by_path[path], feed_id=feed_id, size=size, path=path),
            title=f"{site.title}: {names[path]}",
            id=encode_url(f"{feed_id}/{path.rstrip('/')}"),
            tag=names[path],
        )
        for path in sorted(by_path)
    )
    return site_feed, *tag_feeds


def _feed(
    site: Site,
    entries: Sequence[EntryFacts],
    *,
    feed_id: str,
    size: int,
    path: str = "",
) -> Feed:
    newest = tuple(entries[:size])
    home = encode_url(f"{site.url}/{path}")
    return Feed(
        title=site.title,
        home_url=home,
        atom_url=home + paths.ATOM,
        rss_url=home + paths.RSS,
        json_url=home + paths.JSON,
        id=feed_id,
        language=site.language,
        description=site.description or site.title,
        author=site.author or site.title,
        updated=max((entry.updated for entry in newest), default=BEFORE_ALL),
        entries=newest,
        path=path,
    )
