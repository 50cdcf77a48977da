"""How fast a relay or a domain is to be served (GCRA). Pure: time comes in."""

from __future__ import annotations

from digest.rates import Rate

#: seconds by which one may come early after others came late, so that a timer that
#: rings late costs no rate
SLACK = 0.1
#: seconds of its rate that a machine with too much to do makes up for afterwards: the
#: longest minute has so much more in it, 0.8 %
LATEST = 0.5
#: share of the usual pause between two, while it does so
HURRY = 0.95


class Pace:
    """Lets messages go evenly: as many as the rate says, in any stretch of time.

    Moments are seconds of a clock that only goes forward.
    """

    __slots__ = ("_due", "_is_idle", "_pause", "_soonest")

    def __init__(self, rate: Rate) -> None:
        self._pause = rate.pause
        #: when the next one's turn is by the rate, and before when it would be a burst
        self._due = self._soonest = 0.0
        self._is_idle = True

    def wait(self, now: float) -> float:
        """Seconds until one more may go; 0 where it may now."""
        return max(0.0, self._due - now, self._soonest - now)

    def count(self, now: float) -> None:
        """One goes now."""
        missed = 0.0 if self._is_idle else LATEST
        self._is_idle = False
        self._due = max(self._due, now - missed) + self._pause
        self._soonest = max(self._soonest, now - SLACK) + HURRY * self._pause

    def lapse(self) -> None:
        """Nothing is there to go: the turns until there is are lost."""
        self._is_idle = True

    def give_back(self) -> None:
        """One that was counted did not go."""
        self._due -= self._pause
        self._soonest -= HURRY * self._pause

    def rest(self, now: float) -> None:
        """One went just before: by a process that is no more."""
        self._due = max(self._due, now + self._pause)
