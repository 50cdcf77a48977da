"""Published files that are asked for again and again, answered without the framework.

Known by the very target of a request line that found them the long way. Whatever is
unusual in a request, or has to be made first, goes the long way again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from digest.web.published.files import PublishedFile

#: fields of a request that is more than its head
UNUSUAL = frozenset({b"expect", b"upgrade", b"content-length", b"transfer-encoding"})
#: targets that are known at a time
MOST_KNOWN = 20_000

#: names and values as they came, the names in lower case
Fields = Sequence[tuple[bytes, bytes]]


class Whole(NamedTuple):
    """An answer on the wire, but for its date and the end of its head."""

    status: int
    head: bytes
    body: bytes
    is_feed: bool


class AtHand:
    """The files that were found lately."""

    def __init__(self, now: Callable[[str], PublishedFile | None]) -> None:
        #: the file of this name as it is now
        self._now = now
        self._names: dict[bytes, str] = {}

    def learn(self, target: bytes, name: str) -> None:
        """Answer this target with the file of this name from now on."""
        if len(self._names) >= MOST_KNOWN:
            self._names.clear()
        self._names[target] = name

    def forget(self) -> None:
        """Have all found anew: something moved."""
        self._names.clear()

    def answer(self, target: bytes, fields: Fields, *, is_head: bool) -> Whole | None:
        """The answer to GET or HEAD; None where the long way has to find it."""
        name = self._names.get(target)
        if name is None:
            return None
        asked: Mapping[bytes, bytes] = dict(fields)
        if len(asked) != len(fields) or not UNUSUAL.isdisjoint(asked):
            return None
        file = self._now(name)
        found = file.at_once(asked, is_head=is_head) if file else None
        return Whole(*found, is_feed=file.is_feed) if file and found else None
