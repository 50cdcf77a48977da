"""Documents as a whole: read at all, small enough; and the files beside an entry."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.feeds.told import Format, ToldEnclosure
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity

#: octets that readers take for a burden, even of a lone entry (JSON Feed 1.1)
BURDEN = 1_000_000


def find_unreadable(tree: Tree) -> Iterator[Fault]:
    """Documents that a reader gives up."""
    for unread in tree.unread:
        remedy = "build again; if it stays so, report it as a fault of digest"
        yield Fault(path=unread.path, line=unread.line, fact=unread.fact, remedy=remedy)


def find_slip(tree: Tree) -> Iterator[Fault]:
    """What the format does not allow."""
    slips = [(feed.path, slip) for feed in tree.feeds for slip in feed.slips]
    slips += [(told.path, slip) for told in tree.lists for slip in told.slips]
    for path, slip in slips:
        yield Fault(path=path, line=slip.line, fact=slip.fact, remedy=slip.remedy)


def find_large(tree: Tree) -> Iterator[Fault]:
    """Documents that are larger than digest.toml allows."""
    for feed in tree.feeds:
        is_lone = len(feed.entries) == 1
        if feed.size > (BURDEN if is_lone else tree.largest):
            yield Fault(
                path=feed.path,
                line=1,
                fact=f"has {feed.size:,} octets",
                remedy="set [feeds] entries or largest lower, or shorten its articles",
            )


def find_bad_enclosure(tree: Tree) -> Iterator[Fault]:
    """Files of entries whose type or size is not what is said of them."""
    for feed in tree.feeds:
        for entry in feed.entries:
            is_past = (feed.path, entry.id) in tree.superseded
            if is_past or not tree.path_of(entry.url):
                continue  # an archive still tells of it; its files went with it
            for enclosure in entry.enclosures:
                fact = _fault_of(tree, enclosure)
                if fact:
                    yield Fault(
                        path=feed.path,
                        line=entry.line,
                        fact=f"{entry.id}: {fact}",
                        remedy="build again",
                    )


def find_lost_enclosure(tree: Tree) -> Iterator[Fault]:
    """RSS items without the first of the files that Atom tells of."""
    for feeds in tree.folders:
        by_format = {feed.format: feed for feed in feeds}
        atom, rss = (by_format.get(each) for each in (Format.ATOM, Format.RSS))
        if atom is None or rss is None:
            continue
        wanted = {entry.id: entry.enclosures[:1] for entry in atom.entries}
        for entry in rss.entries:
            if wanted.get(entry.id, entry.enclosures) != entry.enclosures:
                fact = f"{entry.id}: has not the file that {atom.path} has first"
                yield Fault(
                    path=rss.path, line=entry.line, fact=fact, remedy="build again"
                )


def _fault_of(tree: Tree, enclosure: ToldEnclosure) -> str:
    """What is wrong with it; "" if nothing."""
    if "/" not in enclosure.media_type:
        return f"{enclosure.url} is of the type {enclosure.media_type!r:.40}"
    if not (enclosure.length.isascii() and enclosure.length.isdigit()):
        return f"{enclosure.url} has {enclosure.length!r:.40} octets"
    path = tree.path_of(enclosure.url)
    if enclosure.url.startswith(tree.url_of("")) and not path:
        return f"{enclosure.url} is not published"
    if path and tree.sizes[path] != int(enclosure.length):
        return f"{enclosure.url} has {tree.sizes[path]} octets, not {enclosure.length}"
    return ""


RULES = (
    Rule(
        name="feed-unreadable",
        severity=Severity.ERROR,
        description="feeds that are not well-formed",
        reason="some readers never ask again after three of them",
        find=find_unreadable,
    ),
    Rule(
        name="feed-form",
        severity=Severity.ERROR,
        description="feeds with something that their format does not allow",
        reason="each reader makes something else of it",
        find=find_slip,
    ),
    Rule(
        name="feed-size",
        severity=Severity.ERROR,
        description="feeds that are larger than [feeds] largest",
        reason="every reader loads all of it with each change",
        find=find_large,
    ),
    Rule(
        name="feed-enclosure",
        severity=Severity.ERROR,
        description="files of entries whose type or length is wrong",
        reason="players show the length, and some stop where it ends",
        find=find_bad_enclosure,
    ),
    Rule(
        name="feed-first-enclosure",
        severity=Severity.ERROR,
        description="items of RSS without the file that Atom names first",
        reason="RSS has room for one, and it has to be the one that matters",
        find=find_lost_enclosure,
    ),
)
