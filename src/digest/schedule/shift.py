"""The lanes that work for one press, from its opening to the end of their last work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event

from digest.schedule.alarms import Alarms
from digest.schedule.attempt import attempt
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.lanes.bouncing import Bouncing
from digest.schedule.lanes.delivering import Deliver, Delivering
from digest.schedule.lanes.lane import Lane
from digest.schedule.lanes.mirroring import Mirroring
from digest.schedule.lanes.polling import Polling
from digest.schedule.lanes.publishing import REFRESH, Publishing
from digest.schedule.lanes.pushing import Pushing
from digest.schedule.lanes.sweeping import Sweeping
from digest.schedule.lanes.tidying import Tidying
from digest.schedule.log import Log
from digest.schedule.lookout import Lookout
from digest.schedule.witness import Witness
from digest.wiring import Press

#: seconds between two looks for letters, and for who asks the hub: nobody should wait
#: for a confirmation
LOOK = 2
#: seconds between two times of tidying up
DAY = 86_400.0


def nothing() -> None:
    """What is to be closed where the caller keeps the press."""


def nobody_waits() -> bool:
    """Nobody is served by the press."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a shift works with: a press, and who is told what it does."""

    press: Press
    witness: Witness
    deliver: Deliver
    #: lets readers in, in place of the parts before; called in the loop
    open: Callable[[], None] = nothing
    #: whether no reader is being answered from these parts any more
    is_left: Callable[[], bool] = nobody_waits
    #: lets go of the press, once the last work has ended
    close: Callable[[], None] = nothing


class Shift:
    """All lanes of one press; they end together, each with the work it has in hand."""

    def __init__(
        self,
        parts: Parts,
        log: Log,
        *,
        guard: ClockGuard,
        reload: Callable[[], None],
        watch: Lane,
    ) -> None:
        self.parts = parts
        self._log = log
        self._reload = reload
        self._watch = watch
        self._alarms = Alarms()
        self._is_stopping = Event()
        self._stopping = asyncio.Event()
        press = parts.press
        here = (press, parts.witness, log)
        is_stopping, is_held = self._is_stopping.is_set, guard.holds
        self._delivering = Delivering(
            *here, is_stopping=is_stopping, is_held=is_held, deliver=parts.deliver
        )
        self._pushing = Pushing(*here, is_stopping=is_stopping, is_held=is_held)
        self._mirroring = Mirroring(
            *here,
            is_stopping=is_stopping,
            has_letters=self._delivering.lane.wake,
            is_public=self._pushing.take,
        )
        self._publishing = Publishing(
            *here,
            alarms=self._alarms,
            is_stopping=is_stopping,
            has_letters=self._delivering.lane.wake,
            is_public=self._mirroring.take,
            is_wrong=guard.is_wrong,
        )
        self._bouncing = Bouncing(press, log, is_stopping=is_stopping)
        self._tidying = Tidying(press, log, is_stopping=is_stopping, is_held=is_held)
        self._polling = Polling(
            *here, is_stopping=is_stopping, has_news=self._publishing.rebuild
        )
        self._sweeping = Sweeping(press, log, is_held=is_held)
        self.lanes: tuple[Lane, ...] = (
            *(self._delivering.lane, self._publishing.lane),
            *(self._polling.lane, self._pushing.lane, self._bouncing.lane),
            *(self._tidying.lane, self._sweeping.lane, self._mirroring.lane),
        )

    def begin(self, after: Shift | None = None) -> None:
        """Start every lane, once that of the shift before has ended, which is told to.

        Nothing of a lane is done twice at once, and none waits for another.
        """
        before = {lane.name: lane for lane in after.lanes} if after else {}
        for lane in self.lanes:
            lane.start(before.get(lane.name))
        self._set_alarms()
        self._publishing.rebuild()
        for lane in self.lanes:
            lane.wake()

    async def look_out(self) -> None:
        """Look at the files of the press until its shift ends."""
        lookout = Lookout(self.parts.press.config, self._log, self._stopping)
        await lookout.watch(articles=self._rebuild, settings=self._reload)

    def end(self) -> None:
        """Take no more work; what is in hand goes on."""
        self._is_stopping.set()
        for lane in self.lanes:
            lane.close()
        self._stopping.set()
        self._alarms.shut_down()

    def has_ended(self) -> bool:
        """Whether the last work came to its end."""
        return all(lane.has_ended(0) for lane in self.lanes)

    def _set_alarms(self) -> None:
        config, publishing = self.parts.press.config, self._publishing
        # a step of the clock is noticed no later than at the next tick
        tick = config.schedule.tick
        self._alarms.ring_every(tick, publishing.lane.wake, "tick")
        self._alarms.ring_every(tick, self._polling.lane.wake, "poll")
        self._alarms.ring_every(tick, self._mirroring.lane.wake, "mirror")
        self._alarms.ring_every(tick, self._watch.wake, "watch")
        self._alarms.ring_every(tick, self._tidying.catch_up, "catch up")
        self._alarms.ring_every(tick, self._sweeping.lane.wake, "sweep")
        every = 60 * config.bounces.every
        self._alarms.ring_every(every, self._bouncing.lane.wake, "bounces")
        self._alarms.ring_every(DAY, self._tidying.lane.wake, "tidy")
        self._alarms.ring_every(DAY, self._mirroring.renew, "mirrors")
        self._alarms.ring_every(LOOK, self._delivering.lane.wake, "look")
        self._alarms.ring_every(LOOK, self._pushing.lane.wake, "push")
        self._alarms.ring_every(REFRESH, publishing.rebuild, "refresh")
        self._alarms.start()

    def _rebuild(self, paths: tuple[str, ...]) -> None:
        """Build anew at once, as these files changed."""
        attempt(self._log, "tell", partial(self.parts.witness.changed, paths))
        self._log.info("changed", files=paths)
        self._publishing.rebuild()
