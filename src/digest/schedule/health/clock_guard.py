"""Whether the clock can be believed: nobody's letters go out by one that jumped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.clock import MADE, read_boot_seconds

#: seconds by which two clocks may drift apart between two looks
MOST = 60.0
#: seconds without letters after a step: somebody may be about to set it right
HOLD = 120.0
#: a site that was at rest for longer than this has to say so
LONGEST_REST = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Why no letter goes out, and for how long."""

    reason: str
    #: seconds from the look on; 0.0 where it takes somebody who sets the clock right
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    wall: datetime
    boot: float


class ClockGuard:
    """Compares the wall clock with the one that nobody sets, at each tick.

    `seen` is when the site was last known to be at work, None where nobody knows.
    After a step publishing goes on: what a slot is called does not depend on the
    moment. Which slots came does, and so no issue is made by a clock that is wrong.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        boot: Callable[[], float] = read_boot_seconds,
        seen: datetime | None = None,
    ) -> None:
        self._clock = clock
        self._boot = boot
        #: when the clock was last believed
        self.seen = seen
        self._last: _Look | None = None
        self._held: Held | None = None
        self._ends = 0.0
        #: how often the clock was found to have jumped
        self.steps = 0

    def look(self, server: datetime | None = None) -> Held | None:
        """What is wrong with the clock, where this look is the first to see it.

        `server` is the time by the database's own clock, None where it has none.
        """
        look = self._now()
        last, self._last = self._last, look
        fault = self._wrong(look.wall, server)
        if fault:
            return self._hold(Held(reason=fault, seconds=0.0), look)
        self.seen = look.wall
        if self._held and not self._held.seconds:
            # it was wrong, and is right: that is a step
            self._held = None
        if step := _step(last, look):
            self.steps += 1
            return self._hold(Held(reason=step, seconds=HOLD), look)
        return None

    @property
    def held(self) -> Held | None:
        """Why no letter goes out now; None where they may."""
        held = self._held
        if held and held.seconds and self._boot() >= self._ends:
            return None
        return held

    def holds(self) -> bool:
        """Whether letters have to wait, also by what the next look has yet to tell."""
        if self.held is not None or self.is_wrong():
            return True
        return bool(_step(self._last, self._now()))

    def is_wrong(self) -> bool:
        """Whether it takes somebody who sets the clock right, also by no look yet."""
        held = self.held
        is_known = held is not None and not held.seconds
        return is_known or bool(self._wrong(self._clock(), None))

    def _now(self) -> _Look:
        return _Look(wall=self._clock(), boot=self._boot())

    def _hold(self, held: Held, look: _Look) -> Held | None:
        is_new = self._held is None or self._held.reason != held.reason
        self._held, self._ends = held, look.boot + held.seconds
        return held if is_new else None

    def _wrong(self, wall: datetime, server: datetime | None) -> str:
        """What the clock cannot be right with, whatever it was before."""
        # the same as long as it lasts, or nearly: it is told once
        told = f"clock: it is {wall:%Y-%m-%d} by this machine"
        if wall < MADE:
            fact = "which is before this digest was made"
            return f"{told}, {fact}; set it right"
        if server is not None and abs((wall - server).total_seconds()) > MOST:
            fact = f"more than {MOST:.0f} seconds off the database's own"
            return f"{told}, {fact}; have both set by the same time server"
        if self.seen is not None and wall - self.seen > LONGEST_REST:
            fact = f"and was {self.seen:%Y-%m-%d} when the site was last at work"
            return f"{told}, {fact}; set it right, or save digest.toml if it is right"
        return ""


def _step(last: _Look | None, look: _Look) -> str:
    """How the clock was set since the last look; "" where it was not."""
    if last is None:
        return ""
    off = (look.wall - last.wall).total_seconds() - (look.boot - last.boot)
    if abs(off) <= MOST:
        return ""
    way = "forward" if off > 0 else "back"
    fact = f"was put {way} by {abs(off):.0f} seconds"
    return f"clock: {fact}; letters wait until it stood for {HOLD:.0f} seconds"
