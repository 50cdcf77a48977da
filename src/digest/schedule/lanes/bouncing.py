"""The lane that reads what came back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from digest.schedule import jobs
from digest.schedule.lanes.lane import Lane
from digest.schedule.lanes.repeats import told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.wiring import Press


class Bouncing:
    """Empties the mailbox of bounces at each waking; does nothing where none is."""

    def __init__(
        self, press: Press, log: Log, *, is_stopping: Callable[[], bool]
    ) -> None:
        self._press = press
        self._log = log
        self._is_stopping = is_stopping
        # no fault ends the lane, also none in telling what was done
        work = partial(in_turn, press, "bounces", self.work)
        self.lane = Lane("bounces", told_once(log, "bounces", work))

    def work(self) -> None:
        """Do once what the lane is for."""
        if not self._press.config.bounces.mailbox:
            return
        fetched = jobs.fetch_bounces(self._press, self._is_stopping)
        for name in fetched.left:
            self._log.warning("left for you", message=name)
        if fetched.count:
            fates = {fate.name.lower(): count for fate, count in fetched.fates.items()}
            suppressed = sum(fetched.suppressed.values())
            self._log.info("bounces", suppressed=suppressed, **fates)
