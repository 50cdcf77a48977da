"""Who is at the door: connections of one reader at a time."""

from __future__ import annotations

from collections import Counter

from digest.web.serving.pace import reader_at

#: connections of one address at a time
MOST_EACH = 50


class Guests:
    """How many connections each reader on the internet has at this door.

    A household with IPv6 has more addresses than there are connections, and is one.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def enter(self, host: str) -> bool:
        """Whether one more connection of this address may stay; it counts anyway."""
        reader = reader_at(host)
        self._counts[reader] += 1
        # whose address stands for many has no name here
        return self._counts[reader] <= MOST_EACH or not reader

    def leave(self, host: str) -> None:
        """Count a connection off."""
        reader = reader_at(host)
        self._counts[reader] -= 1
        if not self._counts[reader]:
            del self._counts[reader]
