"""Dates in feeds: their form, their order, and none that is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digest.check.feeds.told import Format, Moment, ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity


def find_bad_date(tree: Tree) -> Iterator[Fault]:
    """Dates that are missing, or not written as their format has it."""
    for feed in tree.feeds:
        if feed.format is not Format.JSON and feed.updated.at is None:
            yield _unwritten(feed, 1, "the feed's last change", feed.updated)
        for entry in feed.entries:
            if entry.published.at is None:
                yield _unwritten(feed, entry.line, f"{entry.id}: date", entry.published)
            if entry.updated.at is None:
                yield _unwritten(feed, entry.line, f"{entry.id}: update", entry.updated)


def find_impossible_date(tree: Tree) -> Iterator[Fault]:
    """Entries from a day to come, or that were updated before they were published."""
    for feed in tree.feeds:
        for entry in feed.entries:
            published, updated = entry.published.at, entry.updated.at
            if published is None or updated is None:
                continue
            if max(published, updated) > tree.now:
                fact = f"{entry.id}: is dated {max(published, updated):%Y-%m-%d %H:%M}"
                remedy = "it is still to come: build again when it has come"
                yield _fault(feed, entry.line, fact, remedy)
            if updated < published:
                fact = f"{entry.id}: was updated before it was published"
                yield _fault(feed, entry.line, fact, "mend the article's dates")


def find_stale_feed(tree: Tree) -> Iterator[Fault]:
    """Feeds that say that they are older than what is in them."""
    for feed in tree.feeds:
        told = feed.updated.at
        for entry in feed.entries:
            newest = entry.updated.at
            if told is not None and newest is not None and newest > told:
                fact = f"{entry.id}: is newer than the feed says that it is itself"
                yield _fault(feed, entry.line, fact, "build again")


def find_disorder(tree: Tree) -> Iterator[Fault]:
    """Entries that stand before newer ones."""
    for feed in tree.feeds:
        for one, two in pairwise(feed.entries):
            here, there = one.published.at, two.published.at
            if here is not None and there is not None and here < there:
                fact = f"{two.id}: stands behind {one.id}, which is older"
                yield _fault(feed, two.line, fact, "build again: newest come first")


def find_twin_update(tree: Tree) -> Iterator[Fault]:
    """Entries of one Atom document that were updated in the same second."""
    for feed in tree.feeds:
        if feed.format is not Format.ATOM:
            continue
        seen: dict[str, str] = {}
        for entry in feed.entries:
            other = seen.setdefault(entry.updated.written, entry.id)
            if other != entry.id:
                fact = f"{entry.id}: was updated in the same second as {other}"
                yield _fault(feed, entry.line, fact, "build again")


def _unwritten(feed: ToldFeed, line: int, place: str, moment: Moment) -> Fault:
    fact = f"{place} is written {moment.written!r:.60}"
    remedy = "write 2026-11-10T08:00:00Z, or in RSS Tue, 10 Nov 2026 08:00:00 GMT"
    return _fault(feed, line, fact, remedy)


def _fault(feed: ToldFeed, line: int, fact: str, remedy: str) -> Fault:
    return Fault(path=feed.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="feed-date",
        severity=Severity.ERROR,
        description="dates in feeds that are missing or written in another way",
        reason="a reader that cannot read a date takes the time of its visit",
        find=find_bad_date,
    ),
    Rule(
        name="feed-impossible-date",
        severity=Severity.ERROR,
        description="entries in feeds from a day to come, or changed before their day",
        reason="what is to come is private, and such entries stay on top for ever",
        find=find_impossible_date,
    ),
    Rule(
        name="feed-stale",
        severity=Severity.ERROR,
        description="feeds that say that they are older than their entries",
        reason="a reader that asks for the feed's own date first reads no further",
        find=find_stale_feed,
    ),
    Rule(
        name="feed-order",
        severity=Severity.ERROR,
        description="feeds whose entries are not sorted by date, newest first",
        reason="many readers show them in the order in which they come",
        find=find_disorder,
    ),
    Rule(
        name="feed-twin-update",
        severity=Severity.WARNING,
        description="entries of an Atom feed that were updated in the same second",
        reason="validators warn of it, as some readers sort by it alone",
        find=find_twin_update,
    ),
)
