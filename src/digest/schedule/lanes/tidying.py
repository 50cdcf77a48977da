"""The lane that erases what has had its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from digest.schedule import jobs
from digest.schedule.attempt import attempt
from digest.schedule.lanes.lane import Lane
from digest.schedule.log import Log
from digest.schedule.tidying import Tidied
from digest.schedule.turns import in_turn
from digest.wiring import Press


class Tidying:
    """Tidies up at each waking, which is at the start and then once a day."""

    def __init__(
        self, press: Press, log: Log, *, is_stopping: Callable[[], bool]
    ) -> None:
        self._press = press
        self._log = log
        self._is_stopping = is_stopping
        # no fault ends the lane, also none in telling what was done
        work = partial(in_turn, press, "tidy", self.work)
        self.lane = Lane("tidy", lambda: attempt(log, "tidy", work))

    def work(self) -> None:
        """Do once what the lane is for."""
        tidied = jobs.tidy(self._press, self._is_stopping)
        if tidied != Tidied():
            self._log.info("tidied", **asdict(tidied))
