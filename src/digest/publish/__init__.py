"""Targets -> the published tree, so that no reader ever sees half a file.

Only what is out of date is made. It waits in the staging until everything is made; then
each file takes its place in one step, pages first and feeds last: who polls finds a
feed only after the pages that it leads to. What has not changed is not touched, so its
time and ETag stay. Only files that digest wrote itself are ever removed, and none
outside of the tree. One process publishes at a time.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from digest import paths
from digest.documents import Target
from digest.errors import PublishError
from digest.lines import escape_invisible
from digest.publish.dues import Due, judge
from digest.publish.ledger import make_ledger, read_ledger, write_ledger
from digest.publish.lock import hold_lock
from digest.publish.making import Order, Result, make
from digest.publish.manifest import read_manifest, write_manifest
from digest.publish.names import in_the_way
from digest.publish.reasons import Made
from digest.publish.staging import Changes, Staging
from digest.workers import count_processors

Tools = TypeVar("Tools")
#: what the system says where the disk is full, or our share of it
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FEED_NAMES = frozenset({paths.ATOM, paths.RSS, paths.JSON})
#: of feeds, and so of their archives
FEED_TYPES = (
    *("application/atom+xml", "application/rss+xml"),
    *("application/feed+json", "application/xml", "text/xml"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A published tree, and where is kept what digest knows of it."""

    folder: Path
    #: held by the process that publishes
    lock: Path
    #: can be deleted at any time
    ledger: Path
    #: where an earlier digest kept the names of the files
    former_manifest: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How a build goes about its work; the tree comes out the same."""

    #: processes at the most
    jobs: int = field(default_factory=count_processors)
    #: whether all is made, also what seems to be up to date
    is_anew: bool = False
    #: told what is done, and how much of how much
    tell: Callable[[str, int, int], None] = lambda *_: None


USUAL = Effort()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publish did to the tree, as paths in it."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    #: what was made, and why; what came to the same bytes was not written
    made: tuple[Made, ...] = ()
    #: how each file of the tree looks, by its whole path
    looks: Mapping[str, tuple[int, int, int]] = field(
        default_factory=dict, compare=False, repr=False
    )


def publish_targets(
    tree: Tree,
    targets: Sequence[Target[Tools]],
    open_tools: Callable[[], Tools],
    effort: Effort = USUAL,
) -> Published:
    """Make the tree hold these documents, and none that an earlier publish left.

    `open_tools` is pickled, and called in each process that makes documents. Raises
    what a recipe does, and PublishError; the tree is as it was then, or the next
    publish goes on where this one stopped. Another process that publishes is waited
    for, a minute at the most.
    """
    try:
        with hold_lock(tree.lock):
            return _publish(tree, targets, open_tools, effort)
    except OSError as error:
        place = escape_invisible(str(error.filename or tree.folder))
        remedy = "make room" if error.errno in FULL else "mend the folder"
        message = f"{place}: cannot be written ({error.strerror}); {remedy}"
        raise PublishError(message) from error


def _publish(
    tree: Tree,
    targets: Sequence[Target[Tools]],
    open_tools: Callable[[], Tools],
    effort: Effort,
) -> Published:
    staging = Staging(tree.folder)
    staging.recover()
    ledger = read_ledger(tree.ledger)
    judgement = judge(tree.folder, targets, ledger, is_anew=effort.is_anew)
    before = read_manifest(tree.folder, former=tree.former_manifest)
    try:
        results = tuple(_made(tree, staging, judgement.due, open_tools, effort))
        changes = _changes(before, targets, results)
        wanted = frozenset(target.path for target in targets)
        removed = _put_in_place(tree, staging, changes, before, wanted)
    finally:
        staging.close()
    files = {r.path: (r.digest, r.look) for r in results} | judgement.files
    if results or judgement.has_new_looks or ledger.lines.keys() != files.keys():
        needs = {target.path: target.needs for target in targets}
        same = judgement.files.keys()
        ledger = make_ledger(needs, files, before=ledger, same=same)
        write_ledger(tree.ledger, ledger)
    return Published(
        written=tuple(path for _, path in changes.moves),
        removed=removed,
        unchanged=len(targets) - len(changes.moves),
        made=tuple(Made(path=d.target.path, reasons=d.reasons) for d in judgement.due),
        looks={f"{tree.folder}/{p}": look.facts for p, (_, look) in files.items()},
    )


def _made(
    tree: Tree,
    staging: Staging,
    due: Sequence[Due],
    open_tools: Callable[[], Tools],
    effort: Effort,
) -> Iterator[Result]:
    """What is out of date, made and staged; nothing is public yet."""
    if not due:
        return
    staging.open()
    orders = tuple(
        Order(
            path=each.target.path,
            recipe=each.target.recipe,
            standing=each.standing.digest if each.standing else b"",
            staged=staging.place(number),
            is_durable=each.target.path in FEED_NAMES,
        )
        for number, each in enumerate(due)
    )
    made = make(orders, open_tools, tree=tree.folder, jobs=effort.jobs)
    for done, result in enumerate(made, start=1):
        effort.tell("make", done, len(orders))
        yield result


def _changes(
    before: AbstractSet[str],
    targets: Sequence[Target[Tools]],
    results: Sequence[Result],
) -> Changes:
    """What the tree comes to, in the order in which no crash does harm."""
    ranks = {target.path: _rank(target) for target in targets}
    gone = before - ranks.keys()
    blocking = in_the_way(gone, ranks.keys())
    moves = [(n, each.path) for n, each in enumerate(results) if each.is_staged]
    return Changes(
        in_the_way=tuple(sorted(blocking)),
        moves=tuple(sorted(moves, key=lambda move: (ranks[move[1]], move[1]))),
        gone=tuple(sorted(gone - blocking)),
    )


def _rank(target: Target[Tools]) -> int:
    """Pages first, then the archives of feeds, then the feeds that readers poll."""
    name = target.path.rpartition("/")[2]
    # packed or not: servers of plain files send either
    if name.removesuffix(".gz").removesuffix(".br") in FEED_NAMES:
        return 2
    return int(target.media_type.startswith(FEED_TYPES))


def _put_in_place(
    tree: Tree,
    staging: Staging,
    changes: Changes,
    before: AbstractSet[str],
    wanted: AbstractSet[str],
) -> tuple[str, ...]:
    """Make it public; the paths that were removed."""
    if not wanted <= before:
        # first what may come to stand there, so that a crash leaves no stray file
        write_manifest(tree.folder, before | wanted)
    removed = staging.commit(changes) if changes.is_any else ()
    if before - wanted:
        write_manifest(tree.folder, wanted)
    return removed
