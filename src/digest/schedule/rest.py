"""How long to leave alone what does not go: a relay that is away, an issue refused."""

from __future__ import annotations

#: seconds: the first time, and at the most
FIRST, LONGEST = 15.0, 300.0


class Rest:
    """Lasts twice as long each time it is in vain again; ends when it goes.

    Moments are seconds of any clock that only goes forward.
    """

    def __init__(self, first: float = FIRST, longest: float = LONGEST) -> None:
        self._first = self._next = first
        self._longest = longest
        self._ends = 0.0

    def is_over(self, now: float) -> bool:
        """Whether it may be tried."""
        return now >= self._ends

    def left(self, now: float) -> float:
        """Seconds until it may be tried."""
        return max(0.0, self._ends - now)

    def begin(self, now: float) -> None:
        """It was tried in vain just now."""
        self._ends = now + self._next
        self._next = min(2 * self._next, self._longest)

    def forget(self) -> None:
        """It went, so that the next rest is a first one."""
        self._next = self._first
