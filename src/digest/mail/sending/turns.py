"""The pace of what several processes serve together: turns are taken from all of them.

Each process reserves a few at a time, more while it uses them up in time, so that
asking costs little and little is reserved in vain.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from digest.mail.sending.pace import LATEST, SLACK, Pace
from digest.rates import Rate

#: so many turns, at this pause, are ours: the seconds until the first
Reserve = Callable[[int, timedelta], float]
#: seconds for which turns are reserved at the most, but always for one
LONGEST_SLICE = 1.0


class SharedPace(Pace):
    """As Pace, but all that share the name keep to the rate together.

    `reserve` asks whoever counts for all.
    """

    __slots__ = ("_count", "_first", "_left", "_most", "_reserve", "_turn_pause")

    def __init__(self, rate: Rate, reserve: Reserve) -> None:
        super().__init__(rate)
        self._reserve = reserve
        self._turn_pause = rate.pause
        self._most = max(1, int(LONGEST_SLICE / rate.pause))
        #: turns that the next asking is for
        self._count = 1
        #: of those that are reserved: when the next is, and how many follow
        self._first, self._left = 0.0, 0

    def wait(self, now: float) -> float:
        """Seconds until one more may go; asks for turns where none is left."""
        wait = super().wait(now)
        if wait:
            return wait
        self._let_pass(now)
        if not self._left:
            pause = timedelta(seconds=self._turn_pause)
            self._first = now + self._reserve(self._count, pause)
            self._left = self._count
        return max(0.0, self._first - now)

    def count(self, now: float) -> None:
        """One goes now."""
        super().count(now)
        if not self._left:
            return
        late = now - self._first
        self._first += self._turn_pause
        self._left -= 1
        # who falls behind within a slice would lose the end of a longer one
        if not self._left and late <= SLACK:
            self._count = min(2 * self._count, self._most)

    def lapse(self) -> None:
        """Nothing is there to go: the next asking is for one turn."""
        super().lapse()
        self._count = 1

    def give_back(self) -> None:
        """One that was counted did not go; its turn is over all the same."""

    def _let_pass(self, now: float) -> None:
        """Turns that were not used in time are nobody's."""
        missed = int((now - LATEST - self._first) / self._turn_pause)
        if self._left and missed > 0:
            missed = min(missed, self._left)
            self._first += missed * self._turn_pause
            self._left -= missed
            # more than it can use: the others go without them
            self._count = max(1, self._count - missed)
