"""Every feed document of the published tree, at one moment: values only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from urllib.parse import unquote

from digest import paths
from digest.check.feeds.opml import ToldList
from digest.check.feeds.told import Link, Moment, ToldFeed
from digest.urls import encode_url

#: of a document that leads to the next older archive (RFC 5005 4)
OLDER = "prev-archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document that no reader gets beyond."""

    path: str
    line: int
    fact: str


@dataclass(frozen=True, kw_only=True)
class Tree:
    """What is published, as far as feeds go."""

    #: without a slash at its end
    site_url: str
    now: datetime
    #: octets of every file, by its path
    sizes: Mapping[str, int] = field(default_factory=dict)
    feeds: tuple[ToldFeed, ...] = ()
    lists: tuple[ToldList, ...] = ()
    unread: tuple[Unread, ...] = ()
    #: the hubs that each document has to name
    hubs: frozenset[str] = frozenset()
    #: octets that no document exceeds but for a lone entry
    largest: int = 1_000_000

    @cached_property
    def by_path(self) -> Mapping[str, ToldFeed]:
        """The documents by their paths."""
        return {feed.path: feed for feed in self.feeds}

    @cached_property
    def subscriptions(self) -> tuple[ToldFeed, ...]:
        """The documents that readers poll; the others are archives."""
        return tuple(
            feed
            for feed in self.feeds
            if _name(feed.path) in paths.FEEDS
            and not feed.path.startswith(f"{paths.ARCHIVE}/")
        )

    @cached_property
    def folders(self) -> tuple[tuple[ToldFeed, ...], ...]:
        """The subscriptions of each folder, which tell the same in three formats."""
        ordered = sorted(self.subscriptions, key=lambda feed: (feed.folder, feed.path))
        told = groupby(ordered, key=lambda feed: feed.folder)
        return tuple(tuple(feeds) for _, feeds in told)

    @cached_property
    def superseded(self) -> frozenset[tuple[str, str]]:
        """Path and id of what an archive holds, and a nearer document tells anew."""
        found: set[tuple[str, str]] = set()
        for feed in self.subscriptions:
            met: dict[str, Moment] = {}
            for document in self.chain(feed):
                for entry in document.entries:
                    if met.setdefault(entry.id, entry.updated) != entry.updated:
                        found.add((document.path, entry.id))
        return frozenset(found)

    def url_of(self, path: str) -> str:
        """Where the file is served."""
        return encode_url(f"{self.site_url}/{path.replace('%', '%25')}")

    def path_of(self, url: str) -> str:
        """The file that is served there, a folder's page for a folder; "" if none."""
        top = encode_url(f"{self.site_url}/")
        if not url.startswith(top):
            return ""
        path = unquote(url[len(top) :].partition("#")[0].partition("?")[0])
        path = f"{path}{paths.PAGE}" if not path or path.endswith("/") else path
        return path if path in self.sizes else ""

    def chain(self, feed: ToldFeed) -> Iterator[ToldFeed]:
        """The document, and the archives that one comes to from it, each once."""
        seen: set[str] = set()
        while feed.path not in seen:
            yield feed
            seen.add(feed.path)
            older = self.older(feed)
            if older is None:
                return
            feed = older

    def older(self, feed: ToldFeed) -> ToldFeed | None:
        """The archive that it leads to; None where it leads to none."""
        link = older_link(feed)
        return self.by_path.get(self.path_of(link.url)) if link else None


def older_link(feed: ToldFeed) -> Link | None:
    """The link to the archive before; None at the end."""
    links: Sequence[Link] = feed.links_to(OLDER)
    return links[0] if links else None


def _name(path: str) -> str:
    return path.rpartition("/")[2]
