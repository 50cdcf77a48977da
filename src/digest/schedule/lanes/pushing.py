"""The lane that tells hubs and listeners of feeds that changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from digest.pipeline import Publication
from digest.schedule import jobs
from digest.schedule.attempt import attempt
from digest.schedule.lanes.lane import Lane, never
from digest.schedule.lanes.repeats import told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.schedule.witness import Witness
from digest.wiring import Press

if TYPE_CHECKING:
    from digest.fetch.caller import Caller

#: seconds between two looks at all feeds, for what others publish in their folder
REVIEW = 300.0


class Pushing:
    """Tells what is due at each waking; does nothing where there is no hub.

    `clock` only goes forward, in seconds, and times the looks at all feeds.
    """

    def __init__(
        self,
        press: Press,
        witness: Witness,
        log: Log,
        *,
        is_stopping: Callable[[], bool],
        is_held: Callable[[], bool] = never,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._press = press
        self._witness = witness
        self._log = log
        self._is_stopping = is_stopping
        self._is_held = is_held
        self._clock = clock
        self._next_review = clock()
        self._has_news = Event()
        self._caller: Caller | None = None
        # no fault ends the lane
        work = partial(in_turn, press, "push", self.work)
        self.lane = Lane("push", told_once(log, "push", work))

    def take(self, publication: Publication) -> None:
        """Have those told who listen to what is public now; any thread may call it."""
        published = publication.published
        changes = partial(
            jobs.announce_changes, self._press, published.written, published.removed
        )
        if attempt(self._log, "announce", changes):
            self._has_news.set()
            self.lane.wake()

    def work(self) -> None:
        """Do once what the lane is for."""
        feeds = self._press.config.feeds
        # by a clock that is ahead the time of every listener would be over
        if not feeds.hub or self._is_held():
            return
        if self._clock() >= self._next_review:
            self._next_review = self._clock() + REVIEW
            attempt(self._log, "announce", partial(jobs.look_at_feeds, self._press))
        if jobs.has_errands(self._press):
            self._push()

    def _push(self) -> None:
        if self._caller is None:
            self._caller = jobs.open_caller(self._press)
        pushed = jobs.push(self._press, self._caller, self._has_news, self._is_stopping)
        if not pushed.counts:
            return
        self._witness.pushed(pushed)
        for fault in pushed.faults:
            self._log.warning("hub", fault=fault)
        counts = {str(result): count for result, count in pushed.counts.items()}
        self._log.info("pushed", **counts)
