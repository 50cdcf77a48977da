"""How the lanes get on: what watchdogs, probes and `digest status` go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest.schedule.lanes.lane import Lane

#: the lane that looks for slots at each tick
TICKING = "publish"
#: the lane whose sender gives a sign each second
SENDING = "deliver"
#: seconds without a sign after which a lane counts as stuck: to build a hundred
#: thousand articles anew is one work, while whoever sends is heard each second
LONGEST_WORK, LONGEST_SILENCE = 900.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneProgress:
    """What one lane does, or did last."""

    name: str
    is_busy: bool
    #: since it began or ended, whichever came last; None where it never worked
    seconds: float | None
    #: how often it worked, and for how many seconds in all
    runs: int = 0
    worked: float = 0.0


class Progress:
    """The lanes that work now, as one looks at them; any thread may ask."""

    def __init__(self) -> None:
        self._lanes: tuple[Lane, ...] = ()

    def follow(self, lanes: Iterable[Lane]) -> None:
        """Look at these from now on."""
        self._lanes = tuple(lanes)

    def lanes(self) -> tuple[LaneProgress, ...]:
        """What each of them does."""
        return tuple(map(_progress, self._lanes))

    def stuck(self) -> tuple[str, ...]:
        """The names of those that make no progress."""
        return tuple(lane.name for lane in self._lanes if _is_stuck(lane))

    def tick_age(self) -> float:
        """Seconds since one last looked for slots that are due; 0.0 while one does.

        Infinite where nobody ever did, or the look never ends.
        """
        for lane in self._lanes:
            if lane.name == TICKING and not _is_stuck(lane):
                rest = lane.rest()
                return 0.0 if lane.is_busy or rest is None else rest
        return float("inf")


def _is_stuck(lane: Lane) -> bool:
    patience = LONGEST_SILENCE if lane.name == SENDING else LONGEST_WORK
    return lane.silence() > patience


def _progress(lane: Lane) -> LaneProgress:
    is_busy = lane.is_busy
    seconds = lane.silence() if is_busy else lane.rest()
    return LaneProgress(
        name=lane.name,
        is_busy=is_busy,
        seconds=seconds,
        runs=lane.runs,
        worked=lane.worked,
    )
