"""Paths in the published tree: which are ours to touch, and which come in the way."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

from digest.paths import folders_of


def is_within(folder: Path, path: str) -> bool:
    """Whether the name can only mean a file in the tree, over no link that leads out.

    A list of names may be old, damaged, or written by somebody else.
    """
    name = PurePosixPath(path)
    if name.is_absolute() or not name.parts or ".." in name.parts:
        return False
    try:
        return (folder / path).parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        # links that lead in a circle, or no name that the system takes
        return False


def in_the_way(gone: AbstractSet[str], wanted: AbstractSet[str]) -> frozenset[str]:
    """Old files whose name is a folder's now, or that lie in what is a file now."""
    if not gone:
        return frozenset()
    folders = {parent for path in wanted for parent in folders_of(path)}
    return frozenset(
        path
        for path in gone
        if path in folders or not wanted.isdisjoint(folders_of(path))
    )
