"""Who is who: ids that are unique, and the same entries in the three formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from digest.check.feeds.told import Format, ToldEntry, ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity

#: RFC 3986 3: what has a scheme
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")


def find_bad_id(tree: Tree) -> Iterator[Fault]:
    """Ids that are missing, no URI, or of two entries."""
    for feed in tree.feeds:
        if feed.format is Format.ATOM and not ADDRESS.fullmatch(feed.id):
            yield _fault(feed, 1, f"the feed's id is {feed.id!r}, which is no URI")
        seen: set[str] = set()
        for entry in feed.entries:
            if not ADDRESS.fullmatch(entry.id):
                fact = f"the id {entry.id!r:.100} of an entry is no URI"
                yield _fault(feed, entry.line, fact)
            elif entry.id in seen:
                yield _fault(feed, entry.line, f"{entry.id} is there twice")
            seen.add(entry.id)


def find_disagreement(tree: Tree) -> Iterator[Fault]:
    """Formats that tell of other entries, or something else of one, than Atom does."""
    for feeds in tree.folders:
        first, *others = sorted(feeds, key=lambda feed: feed.format is not Format.ATOM)
        for other in others:
            yield from _disagreements(first, other)


def _disagreements(first: ToldFeed, other: ToldFeed) -> Iterator[Fault]:
    ours, theirs = (_ids(feed.entries) for feed in (first, other))
    if ours != theirs:
        missing = next(iter(sorted(set(ours) ^ set(theirs))), "")
        told = f"{missing} is in one of them only" if missing else "the order differs"
        fact = f"does not tell the same as {first.path}: {told}"
        yield _fault(other, 1, fact)
        return
    for one, two in zip(first.entries, other.entries, strict=True):
        for name, here, there in _claims(one, two):
            if here != there:
                fact = f"{two.id}: its {name} differs from that in {first.path}"
                yield _fault(other, two.line, fact)


def _claims(one: ToldEntry, two: ToldEntry) -> Iterator[tuple[str, object, object]]:
    """What both say, by its name."""
    yield "address", one.url, two.url
    yield "title", _plain(one.title), _plain(two.title)
    yield "summary", _plain(one.summary), _plain(two.summary)
    yield "body", one.html, two.html
    yield "authors", one.authors, two.authors
    yield "tags", one.tags, two.tags
    yield "language", one.language, two.language
    yield "date", one.published.at, two.published.at
    yield "update", one.updated.at, two.updated.at


def _plain(text: str) -> str:
    """The text without any escape, however often its format asks for one."""
    while (plain := unescape(text)) != text:
        text = plain
    return text


def _ids(entries: Sequence[ToldEntry]) -> list[str]:
    return [entry.id for entry in entries]


def _fault(feed: ToldFeed, line: int, fact: str) -> Fault:
    remedy = "build again; an id is kept for ever and told in every format"
    return Fault(path=feed.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="feed-id",
        severity=Severity.ERROR,
        description="entries without an id of their own that is a URI",
        reason="readers tell by it what is new, and show again what has another one",
        find=find_bad_id,
    ),
    Rule(
        name="feed-agreement",
        severity=Severity.ERROR,
        description="feeds of one folder that tell different things",
        reason="who changes the format would see old entries as new, or miss some",
        find=find_disagreement,
    ),
)
