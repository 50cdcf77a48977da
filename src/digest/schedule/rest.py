"""How long to leave a relay alone that is away."""

from __future__ import annotations

#: seconds: the first time, and at the most
FIRST, LONGEST = 15.0, 300.0


class Rest:
    """Lasts twice as long each time the relay is away again; ends when it answers.

    Moments are seconds of any clock that only goes forward.
    """

    def __init__(self) -> None:
        self._next = FIRST
        self._ends = 0.0

    def is_over(self, now: float) -> bool:
        """Whether the relay may be spoken to."""
        return now >= self._ends

    def begin(self, now: float) -> None:
        """The relay was away just now."""
        self._ends = now + self._next
        self._next = min(2 * self._next, LONGEST)

    def forget(self) -> None:
        """The relay answered, so that the next rest is a first one."""
        self._next = FIRST
