"""Which entries stood in the versions of feeds that were served, by their tags.

It ends with the process, and is bounded: who comes with a tag that is forgotten gets
the whole feed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

#: marks of entries in all versions together
MOST_MARKS = 100_000


class Base(NamedTuple):
    """A version that a reader has, and what it holds."""

    etag: str
    marks: frozenset[bytes]


class PastVersions:
    """The versions that were served or asked for last."""

    def __init__(self, *, most_marks: int = MOST_MARKS) -> None:
        self._most_marks = most_marks
        self._marks: OrderedDict[tuple[str, str], frozenset[bytes]] = OrderedDict()
        self._count = 0

    def remember(self, name: str, etag: str, marks: frozenset[bytes]) -> None:
        """Know this version of the feed of this name from now on."""
        if not marks or (name, etag) in self._marks:
            return
        self._marks[name, etag] = marks
        self._count += len(marks)
        while self._count > self._most_marks:
            _, forgotten = self._marks.popitem(last=False)
            self._count -= len(forgotten)

    def find(self, name: str, etags: Iterable[str]) -> Base | None:
        """The first of these versions that is known; None where none is."""
        for etag in etags:
            if marks := self._marks.get((name, etag)):
                self._marks.move_to_end((name, etag))
                return Base(etag, marks)
        return None
