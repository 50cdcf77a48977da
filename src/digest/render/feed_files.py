"""The files of feeds as targets: each feed in its three formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from digest import paths
from digest.documents import Need, Target
from digest.feeds import Feed, FullFeed
from digest.render.channel import Channel
from digest.render.feedtext import settle
from digest.render.seals import is_sealed, seal
from digest.render.tools import Tools

#: of a feed, what follows from its entries
OF_ENTRIES = frozenset({"entries", "updated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """The recipe of a feed in one format."""

    feed: Feed
    #: a key of paths.FEEDS
    name: str
    channel: Channel
    #: of all that the bytes hang on
    needs: str

    def __call__(self, tools: Tools) -> bytes:
        """The file's bytes; those of an archive that stands there already, if it does.

        It holds versions of entries that nobody else remembers.
        """
        if not self.feed.archive:
            return self._write(tools)
        standing = tools.standing(self.feed.path + self.name)
        if is_sealed(standing, self.needs, self.name):
            return standing
        return seal(self._write(tools), self.needs, self.name)

    def _write(self, tools: Tools) -> bytes:
        # imported late: a build that has no feed to write does without the libraries
        from digest.render.feeds import write_atom, write_rss  # noqa: PLC0415
        from digest.render.jsonfeed import write_json  # noqa: PLC0415

        write = {paths.ATOM: write_atom, paths.RSS: write_rss, paths.JSON: write_json}
        return write[self.name](self._settled(tools), self.channel)

    def _settled(self, tools: Tools) -> FullFeed:
        """The feed as all formats tell it; they are mostly made one after the other."""
        known = tools.settled.get(self.feed.path)
        if known is not None:
            return known
        told = settle(tools.fill_feed(self.feed))
        tools.settled.clear()
        tools.settled[self.feed.path] = told
        return told


def plan_feeds(
    feeds: Iterable[Feed], channel: Channel | None = None
) -> tuple[Target[Tools], ...]:
    """Each feed in each format, in their order."""
    told = channel or Channel()
    return tuple(target for feed in feeds for target in _files(feed, told))


def plan_private_feed(feed: Feed, channel: Channel) -> tuple[Target[Tools], ...]:
    """The files of the feed that subscribers have of their own, in a tree of theirs.

    No hub is told of them: it would have to know the reader's address.
    """
    quiet = replace(channel, hubs=(), cloud=None)
    files = _files(feed, quiet)
    return tuple(
        replace(each, path=each.path.removeprefix(feed.path)) for each in files
    )


def _files(feed: Feed, channel: Channel) -> Iterator[Target[Tools]]:
    needs = tuple(_needs(feed, channel))
    told = _digest(needs)
    for name, media_type in paths.FEEDS.items():
        yield Target(
            path=feed.path + name,
            media_type=media_type,
            needs=needs,
            recipe=FeedFile(feed=feed, name=name, channel=channel, needs=told),
        )


def _needs(feed: Feed, channel: Channel) -> Iterator[Need]:
    """What the bytes hang on: of an archive not what became of its entries since."""
    told = {
        each.name: getattr(feed, each.name)
        for each in fields(Feed)
        if each.name not in OF_ENTRIES
    }
    # archives name no hubs, and so stay when those change
    said = replace(channel, hubs=(), cloud=None) if feed.archive else channel
    yield Need("what the feed says of itself", _digest(told))
    yield Need("[feeds] and [podcast]", said.digest)
    if feed.archive:
        return
    for entry in feed.entries:
        yield Need(entry.path or entry.url, entry.digest)


def _digest(told: object) -> str:
    return sha256(repr(told).encode()).hexdigest()
