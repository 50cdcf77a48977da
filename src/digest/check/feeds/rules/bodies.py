"""Bodies and addresses: absolute, and nothing in them that readers refuse."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.feeds.bodies import barred_parts, is_web_address, relative_addresses
from digest.check.feeds.told import ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity


def find_relative_address(tree: Tree) -> Iterator[Fault]:
    """Addresses that lead nowhere from within a reader."""
    for feed in tree.feeds:
        for link in feed.links:
            if not is_web_address(link.url):
                yield _fault(feed, link.line, f"leads to {link.url!r:.80}")
        for url in (feed.home_url, *feed.images):
            if not is_web_address(url):
                yield _fault(feed, 1, f"leads to {url!r:.80}")
        for entry in feed.entries:
            lost = [url for url in entry.urls if not is_web_address(url)]
            for url in (*lost, *relative_addresses(entry.html)):
                yield _fault(feed, entry.line, f"{entry.id}: leads to {url!r:.80}")


def find_barred_part(tree: Tree) -> Iterator[Fault]:
    """Scripts, styles and frames in bodies."""
    for feed in tree.feeds:
        for entry in feed.entries:
            for part in barred_parts(entry.html):
                yield Fault(
                    path=feed.path,
                    line=entry.line,
                    fact=f"{entry.id}: has {part} in its body",
                    remedy="take it out of the article",
                )


def _fault(feed: ToldFeed, line: int, fact: str) -> Fault:
    remedy = "write a whole address in ASCII, with https://"
    return Fault(path=feed.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="feed-address",
        severity=Severity.ERROR,
        description="addresses in feeds that are not whole, or not in ASCII",
        reason="half of the readers do not know where to count them from",
        find=find_relative_address,
    ),
    Rule(
        name="feed-markup",
        severity=Severity.ERROR,
        description="scripts, styles, frames and forms in the bodies of feeds",
        reason="readers take them out, and validators call them a danger",
        find=find_barred_part,
    ),
)
