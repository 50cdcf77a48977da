"""The lane that sees to it that workers have all that is due."""

from __future__ import annotations

from collections.abc import Callable

from digest.schedule.lanes.lane import Lane, never
from digest.schedule.lanes.repeats import told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.schedule.mailing import mailroom_of
from digest.store.protocols import HandedOut
from digest.wiring import Press


class Sweeping:
    """Hands out at each waking what no worker has; does nothing without workers.

    That is what is tried once more, what was left by workers that died, and what is due
    in hours that have begun. Letters that are held, as by a clock that jumped, stay.
    """

    def __init__(
        self, press: Press, log: Log, *, is_held: Callable[[], bool] = never
    ) -> None:
        self._press = press
        self._log = log
        self._is_held = is_held
        # no fault ends the lane, also none in telling what was done
        self.lane = Lane("sweep", told_once(log, "sweep", self.work))

    def work(self) -> None:
        """Do once what the lane is for."""
        if self._press.config.sending.workers and not self._is_held():
            in_turn(self._press, "sweep", self._sweep)

    def _sweep(self) -> None:
        press, now = self._press, self._press.clock()
        hours = mailroom_of(press).newsletters_in_hours(now)
        handed_out = press.store.hand_out(now=now, newsletters=hours)
        if handed_out != HandedOut():
            self._log.info(
                "handed out",
                batches=handed_out.added,
                recovered=handed_out.recovered,
            )
