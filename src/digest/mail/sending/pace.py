"""How fast a relay or a domain is to be served (GCRA). Pure: time comes in."""

from __future__ import annotations

from digest.rates import Rate

#: seconds by which one may come early, so that a timer that rings late costs no rate;
#: the longest minute has so much more in it: 0.2 %
SLACK = 0.1


class Pace:
    """Lets messages go evenly: as many as the rate says, in any stretch of time.

    Moments are seconds of a clock that only goes forward.
    """

    __slots__ = ("_next", "_pause")

    def __init__(self, rate: Rate) -> None:
        self._pause = rate.pause
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more may go; 0 where it may now."""
        return max(0.0, self._next - SLACK - now)

    def count(self, now: float) -> None:
        """One goes now."""
        self._next = max(self._next, now) + self._pause

    def give_back(self) -> None:
        """One that was counted did not go."""
        self._next -= self._pause

    def rest(self, now: float) -> None:
        """One went just before: by a process that is no more."""
        self._next = max(self._next, now + self._pause + SLACK)
