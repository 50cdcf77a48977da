"""Who is at the door: connections of one reader at a time."""

from __future__ import annotations

from collections import Counter

from digest.web.clients import is_one_reader

#: connections of one address at a time
MOST_EACH = 50


class Guests:
    """How many connections each address of the internet has at this door."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def enter(self, host: str) -> bool:
        """Whether one more connection of this address may stay; it counts anyway."""
        self._counts[host] += 1
        return self._counts[host] <= MOST_EACH or not is_one_reader(host)

    def leave(self, host: str) -> None:
        """Count a connection off."""
        self._counts[host] -= 1
        if not self._counts[host]:
            del self._counts[host]
