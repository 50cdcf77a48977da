"""The feeds of the published tree, read as they stand now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from digest import paths
from digest.hub.topics import is_feed

#: folders at the top in which no feed stands that changes, and most files do
WITHOUT_FEEDS = frozenset({paths.ARTICLES, paths.MEDIA, paths.ARCHIVE})


def find_feeds(folder: Path) -> tuple[str, ...]:
    """The paths of all feeds in the tree, in a fixed order."""
    return tuple(sorted(_feeds(folder)))


def has_feed(folder: Path, path: str) -> bool:
    """Whether there is such a feed, and no link leads out of the tree to it."""
    place = (folder / path).resolve()
    return place.is_relative_to(folder.resolve()) and place.is_file()


def read_feed(folder: Path, path: str) -> bytes | None:
    """The bytes of the feed; None where there is none.

    Raises OSError where there is one that cannot be read.
    """
    try:
        return (folder / path).read_bytes() if has_feed(folder, path) else None
    except FileNotFoundError:
        # it went just now
        return None


def _feeds(folder: Path) -> Iterator[str]:
    top = os.fspath(folder)
    for place, folders, files in os.walk(top):
        is_top = place == top
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not (is_top and name in WITHOUT_FEEDS)
        ]
        prefix = "" if is_top else f"{Path(place).relative_to(folder).as_posix()}/"
        yield from (prefix + name for name in files if is_feed(name))
