"""What a push does to a mirror, in the order in which nobody there finds a gap. Pure.

Pictures come before the pages that show them, pages before the lists that lead to them,
and the feeds that readers poll come last. Only then goes what is not wanted any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from digest import paths
from digest.mirrors.ledger import Copy

#: what leads to all pages, beside the feeds
LISTS = frozenset({paths.SITE_MAP, paths.FEED_LIST, paths.REDIRECTS})
#: rounds of a push: pictures and data, pages, lists and archives of feeds, feeds
ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a push does, by paths in the tree."""

    #: old files that are in the way of new ones
    blocking: tuple[str, ...] = ()
    #: what is put; each round is whole before the next begins
    rounds: tuple[tuple[str, ...], ...] = ()
    #: other old files
    gone: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """All that is put."""
        return tuple(path for each in self.rounds for path in each)


def plan_changes(
    standing: Mapping[str, bytes],
    known: Mapping[str, Copy],
    *,
    blocking: AbstractSet[str],
) -> Changes:
    """What makes a mirror with the known files one of the standing ones."""
    differing = sorted(
        path
        for path, digest in standing.items()
        if path not in known or known[path].digest != digest
    )
    rounds = tuple(
        tuple(path for path in differing if _round(path) == number)
        for number in range(ROUNDS)
    )
    gone = known.keys() - standing.keys() - blocking
    return Changes(
        blocking=tuple(sorted(blocking)),
        rounds=tuple(filter(None, rounds)),
        gone=tuple(sorted(gone)),
    )


def empty_folders(removed: tuple[str, ...], left: AbstractSet[str]) -> tuple[str, ...]:
    """The folders that hold none of what is left, the deepest first."""
    full = {folder for path in left for folder in paths.folders_of(path)}
    empty = {folder for path in removed for folder in paths.folders_of(path)} - full
    return tuple(sorted(empty, key=lambda folder: (-folder.count("/"), folder)))


def _round(path: str) -> int:
    folder, _, name = path.rpartition("/")
    if name in paths.FEEDS:
        return 2 if paths.ARCHIVE in folder.split("/") else 3
    if path in LISTS or folder == paths.SEARCH:
        return 2
    return int(name.endswith(paths.PAGE_ENDINGS))
