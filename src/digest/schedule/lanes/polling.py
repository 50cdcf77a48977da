"""The lane that asks other sites for news."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from digest.fetch.robots import Robots
from digest.schedule import jobs
from digest.schedule.attempt import attempt
from digest.schedule.lanes.lane import Lane
from digest.schedule.lanes.repeats import told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.schedule.witness import Witness
from digest.sources.polled import Polled
from digest.wiring import Press


class Polling:
    """Polls the sources that are due at each waking, one of each host."""

    def __init__(
        self,
        press: Press,
        witness: Witness,
        log: Log,
        *,
        is_stopping: Callable[[], bool],
        has_news: Callable[[], None],
    ) -> None:
        self._press = press
        self._witness = witness
        self._log = log
        self._is_stopping = is_stopping
        self._has_news = has_news
        self._robots = Robots()
        # no fault ends the lane, also none in telling what was done
        work = partial(in_turn, press, "poll", self.work)
        self.lane = Lane("poll", told_once(log, "poll", work))

    def work(self) -> None:
        """Do once what the lane is for."""
        jobs.forget_others(self._press)
        sources = jobs.due(self._press)
        for polled in jobs.poll(self._press, sources, self._robots, self._is_stopping):
            attempt(self._log, "tell", partial(self._tell, polled))
            if polled.taken or polled.renewed:
                # those who watch the folder may not have begun, or see nothing there
                self._has_news()

    def _tell(self, polled: Polled) -> None:
        if polled.fault:
            self._log.warning("source", source=polled.source, fault=polled.fault)
        else:
            self._log.info(
                "polled",
                source=polled.source,
                taken=polled.taken,
                renewed=polled.renewed,
                problems=polled.problems,
            )
        self._witness.polled(polled)
