"""The lane that erases what has had its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from digest.schedule import jobs
from digest.schedule.lanes.lane import Lane, never
from digest.schedule.lanes.repeats import told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.schedule.tidying import Tidied
from digest.wiring import Press


class Tidying:
    """Tidies up at each waking, which is at the start and then once a day.

    By a clock that is ahead all would have had its time: nothing is erased while
    letters are held, and the lane tries again soon.
    """

    def __init__(
        self,
        press: Press,
        log: Log,
        *,
        is_stopping: Callable[[], bool],
        is_held: Callable[[], bool] = never,
    ) -> None:
        self._press = press
        self._log = log
        self._is_stopping = is_stopping
        self._is_held = is_held
        self._is_put_off = False
        # no fault ends the lane, also none in telling what was done
        work = partial(in_turn, press, "tidy", self.work)
        self.lane = Lane("tidy", told_once(log, "tidy", work))

    def work(self) -> None:
        """Do once what the lane is for."""
        self._is_put_off = self._is_held()
        if self._is_put_off:
            return
        tidied = jobs.tidy(self._press, self._has_to_stop)
        if tidied != Tidied():
            self._log.info("tidied", **asdict(tidied))

    def catch_up(self) -> None:
        """Wake the lane where its last waking was put off."""
        if self._is_put_off:
            self.lane.wake()

    def _has_to_stop(self) -> bool:
        return self._is_stopping() or self._is_held()
