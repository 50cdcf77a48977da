"""The list of all feeds (OPML): whole, and leading to feeds that are there."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity


def find_lost_outline(tree: Tree) -> Iterator[Fault]:
    """Outlines that lead to no feed, and feeds that the list does not know."""
    for told in tree.lists:
        listed: set[str] = set()
        for outline in told.outlines:
            path = tree.path_of(outline.feed_url)
            feed = tree.by_path.get(path)
            if feed is None or not outline.text.strip():
                fact = f"lists {outline.feed_url!r:.80} as {outline.text!r:.40}"
                remedy = "build again: there is no such feed"
                yield Fault(path=told.path, line=outline.line, fact=fact, remedy=remedy)
            else:
                listed.add(feed.folder)
        for folder in sorted({feed.folder for feed in tree.subscriptions} - listed):
            fact = f"does not list the feeds of {folder or 'the site'}"
            yield Fault(path=told.path, line=1, fact=fact, remedy="build again")


RULES = (
    Rule(
        name="feed-list",
        severity=Severity.ERROR,
        description="lists of feeds (OPML) that lack one, or lead to none",
        reason="readers take all feeds of a site over from it",
        find=find_lost_outline,
    ),
)
