"""Where in a list's records stands what: columns by name, or by what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.subscribers.lists.programs import PLAIN, recognise
from digest.subscribers.lists.source import ADDRESS, NAME, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the first record of a list tells."""

    source: Source
    #: index of each column by its name
    columns: Mapping[str, int]
    #: whether the first record names columns, and so is no reader
    is_named: bool


def read_layout(cells: Sequence[str], forced: Source | None) -> Layout | None:
    """The layout by the first record; None where it names no column of addresses.

    `forced` is the program of which somebody knows that it wrote the list.
    """
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells):
        columns.setdefault(cell.strip().strip("\ufeff").casefold(), place)
    names = frozenset(columns)
    source = forced or recognise(names)
    if names.intersection(source.address):
        return Layout(source=source, columns=columns, is_named=True)
    return _without_names(cells)


def _without_names(cells: Sequence[str]) -> Layout | None:
    """A list that begins with its first reader."""
    place = next((n for n, cell in enumerate(cells) if "@" in cell), None)
    if place is None:
        # a list of one column needs no name for it, even if its first line is bad
        return _bare({ADDRESS[0]: 0}) if len(cells) == 1 else None
    if len(cells) == 2:  # noqa: PLR2004  a pair: the other one is the name
        return _bare({ADDRESS[0]: place, NAME[0]: 1 - place})
    return _bare({ADDRESS[0]: place})


def _bare(columns: Mapping[str, int]) -> Layout:
    return Layout(source=PLAIN, columns=columns, is_named=False)
