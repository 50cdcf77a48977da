"""When to leave a relay or a domain alone (a circuit breaker). Pure: time comes in."""

from __future__ import annotations

from enum import StrEnum


class Circuit(StrEnum):
    """Whether messages may pass."""

    CLOSED = "closed"
    OPEN = "open"
    #: the rest is over: one may try
    HALF_OPEN = "half-open"


class Breaker:
    """Opens after so many failures in a row; rests twice as long each time it fails.

    After a rest one message tries, and the others wait for what comes of it. Moments
    are seconds of a clock that only goes forward.
    """

    __slots__ = ("_failures", "_is_tried", "_limit", "_longest", "_rest", "_until")

    def __init__(self, limit: int, *, first: float, longest: float) -> None:
        self._limit = limit
        self._rest, self._longest = first, longest
        self._failures = 0
        #: None: closed
        self._until: float | None = None
        self._is_tried = False

    def state(self, now: float) -> Circuit:
        """What it is at this moment."""
        if self._until is None:
            return Circuit.CLOSED
        return Circuit.HALF_OPEN if now >= self._until else Circuit.OPEN

    def wait(self, now: float) -> float:
        """Seconds until a message may pass, 0 where it may now; inf while one tries."""
        if self._until is None:
            return 0.0
        if now < self._until:
            return self._until - now
        return float("inf") if self._is_tried else 0.0

    def begin(self, now: float) -> None:
        """A message passes; the one that tries, where the rest is just over."""
        self._is_tried = self._until is not None and now >= self._until

    def give_back(self) -> None:
        """It did not come so far: another one may try."""
        self._is_tried = False

    def succeed(self) -> None:
        """It was taken, or refused for what it is: the way is open."""
        self._failures = 0
        self._until, self._is_tried = None, False

    def fail(self, now: float, weight: int = 1) -> bool:
        """It was put off; whether a rest begins by that."""
        self._failures += weight
        is_trial = self.state(now) is Circuit.HALF_OPEN
        if self.state(now) is Circuit.OPEN:
            return False
        if not is_trial and self._failures < self._limit:
            return False
        self.trip(now)
        return True

    def trip(self, now: float) -> None:
        """Rest from now on, whatever came before."""
        if self.state(now) is Circuit.OPEN:
            return
        self._until = now + self._rest
        self._rest = min(2 * self._rest, self._longest)
        self._is_tried = False
