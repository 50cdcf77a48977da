"""What became of the items of a feed in one poll, each for itself and in all. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.records.sources import TakenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The item became a file."""

    item: TakenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The item's file was written anew."""

    item: TakenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The item's file stays as it is."""

    item: TakenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No file can be made of the item, and the fact says why."""

    item: TakenItem
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed:
    """The item is sound, but the disk takes nothing just now."""

    fact: str


Result = Taken | Renewed | Left | Refused | Delayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of the items of one poll."""

    #: what to remember
    items: tuple[TakenItem, ...] = ()
    #: paths in the content folder
    taken: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    #: items are left that nothing is wrong with: the feed is to be read again
    has_more: bool = False


def fold(passed_over: Iterable[TakenItem], results: Sequence[Result]) -> Filed:
    """All of a poll's results in one, with what never becomes a file."""
    done = (one.item for one in results if not isinstance(one, Delayed))
    return Filed(
        items=(*passed_over, *done),
        taken=tuple(one.item.path for one in results if isinstance(one, Taken)),
        renewed=tuple(one.item.path for one in results if isinstance(one, Renewed)),
        problems=tuple(
            one.fact for one in results if isinstance(one, Refused | Delayed)
        ),
        has_more=any(isinstance(one, Delayed) for one in results),
    )
