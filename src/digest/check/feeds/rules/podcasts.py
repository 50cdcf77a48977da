"""Feeds with recordings: what directories of podcasts ask for before they list one."""

from __future__ import annotations

from collections.abc import Iterator

from digest import paths
from digest.check.feeds.told import Format, ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity

#: names of elements, and where digest.toml says what is in them
ASKED = {
    "category": "set [podcast] categories",
    "explicit": "build again",
    "image": "set [podcast] image",
    "owner": "set [podcast] owner",
}
PLAYED = ("audio/", "video/")


def find_untold_podcast(tree: Tree) -> Iterator[Fault]:
    """What the site's feed does not say of its recordings."""
    feed = tree.by_path.get(paths.RSS)
    if feed is None or feed.format is not Format.RSS or not _is_podcast(feed):
        return
    for name, remedy in ASKED.items():
        if name not in feed.podcast:
            fact = f"has recordings, and no itunes:{name}"
            yield Fault(path=feed.path, line=1, fact=fact, remedy=remedy)


def _is_podcast(feed: ToldFeed) -> bool:
    return any(
        enclosure.media_type.startswith(PLAYED)
        for entry in feed.entries
        for enclosure in entry.enclosures
    )


RULES = (
    Rule(
        name="feed-podcast",
        severity=Severity.WARNING,
        description="feeds with recordings that do not say what podcasts have to",
        reason="directories do not list them",
        find=find_untold_podcast,
    ),
)
