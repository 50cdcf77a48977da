"""The files of feeds as targets: each feed in its three formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest import paths
from digest.documents import Document, Target
from digest.model import Feed, FullFeed
from digest.render.feeds import render_atom, render_rss
from digest.render.feedtext import ATOM_TYPE, JSON_TYPE, RSS_TYPE
from digest.render.jsonfeed import render_json
from digest.render.tools import Tools

FORMATS = (
    (paths.ATOM, ATOM_TYPE, render_atom),
    (paths.RSS, RSS_TYPE, render_rss),
    (paths.JSON, JSON_TYPE, render_json),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """The recipe of a feed in one format."""

    feed: Feed
    render: Callable[[FullFeed], Document]

    def __call__(self, tools: Tools) -> bytes:
        """The file's bytes."""
        return self.render(tools.fill_feed(self.feed)).data


def plan_feeds(feeds: Iterable[Feed]) -> tuple[Target[Tools], ...]:
    """Each feed in each format, in their order."""
    return tuple(
        Target(
            path=feed.path + name,
            media_type=media_type,
            needs=(),
            recipe=FeedFile(feed=feed, render=render),
        )
        for feed in feeds
        for name, media_type, render in FORMATS
    )
