"""Archives (RFC 5005): from each feed back to its first entry, each version once."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.feeds.told import Format, ToldEntry, ToldFeed
from digest.check.feeds.tree import Tree, older_link
from digest.check.findings import Fault, Rule, Severity

#: seconds by which entries of one moment are set apart in a document, and no more
TIED = 60


def find_broken_chain(tree: Tree) -> Iterator[Fault]:
    """Links to older archives that lead to none, or round in a circle."""
    for feed in tree.subscriptions:
        seen: set[str] = set()
        for document in tree.chain(feed):
            seen.add(document.path)
            link = older_link(document)
            if link is None:
                continue
            older = tree.older(document)
            if older is None:
                fact = f"leads to {link.url} for older entries, and there is no feed"
                yield _fault(document, fact)
            elif older.path in seen:
                yield _fault(document, f"leads back to {older.path}, in a circle")
            elif older.format is not document.format:
                fact = f"leads to {older.path}, which is {older.format}"
                yield _fault(document, fact)


def find_doubled_entry(tree: Tree) -> Iterator[Fault]:
    """Entries that stand in two archives unchanged, or whose old version comes first.

    Archives stay as they are: what changed is told anew in the feed, and comes first.
    The feed is filled up with the newest, which may stand in an archive, too.
    """
    for feed in tree.subscriptions:
        seen: dict[str, tuple[str, ToldEntry]] = {}
        for document in tree.chain(feed):
            for entry in document.entries:
                path, nearer = seen.get(entry.id, (document.path, entry))
                seen[entry.id] = document.path, entry
                by = _seconds_newer(entry, nearer)
                may_be_same = path in {document.path, feed.path}
                if by > TIED or (by >= -TIED and not may_be_same):
                    fact = f"{entry.id} stands in {path}, too, and is no newer there"
                    yield _fault(document, fact, entry.line)


def find_lost_entry(tree: Tree) -> Iterator[Fault]:
    """Entries to which only some formats of a feed lead back."""
    for feeds in tree.folders:
        if not any(map(older_link, feeds)):
            continue  # that they agree is asked by a rule of its own
        told = {feed.path: _ids(tree, feed) for feed in feeds}
        everything = set().union(*told.values())
        for feed in feeds:
            lost = sorted(everything - told[feed.path])
            if lost:
                fact = f"does not lead back to {lost[0]}, nor to {len(lost) - 1} others"
                yield _fault(feed, fact)


def find_stray_archive(tree: Tree) -> Iterator[Fault]:
    """Archives that no feed leads to, or that do not say what they are."""
    met: dict[str, ToldFeed] = {}
    for feed in tree.subscriptions:
        for document in tree.chain(feed):
            met.setdefault(document.path, feed)
    polled = {feed.path for feed in tree.subscriptions}
    for document in tree.feeds:
        if document.path in polled:
            continue
        leading = met.get(document.path)
        if leading is None:
            yield _fault(document, "is an archive that no feed leads to")
        elif document.format is not Format.JSON:
            is_closed = tree.older(leading) is not document
            yield from _untold(tree, document, leading, is_closed=is_closed)


def find_living_tombstone(tree: Tree) -> Iterator[Fault]:
    """Entries that are said to be gone, and stand in the same feed."""
    for feed in tree.feeds:
        living = {entry.id for entry in feed.entries}
        for withdrawal in feed.withdrawals:
            if withdrawal.id in living:
                fact = f"{withdrawal.id} is said to be gone, and is there"
                yield _fault(feed, fact, withdrawal.line)
            if not withdrawal.id or withdrawal.when.at is None:
                fact = f"says of a withdrawn entry {withdrawal.when.written!r:.40}"
                yield _fault(feed, fact, withdrawal.line)


def _seconds_newer(entry: ToldEntry, other: ToldEntry) -> float:
    mine, its = entry.updated.at, other.updated.at
    return (mine - its).total_seconds() if mine and its else 0.0


def _untold(
    tree: Tree, document: ToldFeed, feed: ToldFeed, *, is_closed: bool
) -> Iterator[Fault]:
    """What an archive has to say of itself (RFC 5005 4).

    The newest, to which things are still added, is none yet.
    """
    if is_closed and not document.is_archive:
        yield _fault(document, "does not say that it is an archive")
    current = [link.url for link in document.links_to("current")]
    if current != [tree.url_of(feed.path)]:
        yield _fault(document, f"does not lead to {feed.path} as the current feed")


def _ids(tree: Tree, feed: ToldFeed) -> set[str]:
    return {entry.id for each in tree.chain(feed) for entry in each.entries}


def _fault(feed: ToldFeed, fact: str, line: int = 1) -> Fault:
    return Fault(path=feed.path, line=line, fact=fact, remedy="build again")


RULES = (
    Rule(
        name="archive-link",
        severity=Severity.ERROR,
        description="feeds whose way back to older entries is broken",
        reason="new readers could not get what was published before",
        find=find_broken_chain,
    ),
    Rule(
        name="archive-once",
        severity=Severity.ERROR,
        description="entries that stand in two archives, or in an older version first",
        reason="who reads them all would meet them twice",
        find=find_doubled_entry,
    ),
    Rule(
        name="archive-whole",
        severity=Severity.ERROR,
        description="entries to which only some formats of a feed lead back",
        reason="the three formats promise the same",
        find=find_lost_entry,
    ),
    Rule(
        name="archive-name",
        severity=Severity.ERROR,
        description="archives that no feed leads to, or that do not say what they are",
        reason="a reader would poll them as if they were feeds",
        find=find_stray_archive,
    ),
    Rule(
        name="archive-gone",
        severity=Severity.ERROR,
        description="entries that are said to be gone, and are there",
        reason="some readers hide them, and others show them",
        find=find_living_tombstone,
    ),
)
