"""The jobs on time: publish, rebuild, deliver, tell hubs, ask other sites for news.

Each job runs in a lane of its own, and whatever it raises is logged and ends that run
only.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from enum import Enum
from functools import partial
from threading import Event
from time import monotonic

from digest.config import load_config
from digest.errors import DigestError
from digest.loop import new_loop
from digest.schedule.alarms import Alarms
from digest.schedule.attempt import attempt
from digest.schedule.lanes.bouncing import Bouncing
from digest.schedule.lanes.delivering import Deliver, Delivering, deliver_here
from digest.schedule.lanes.polling import Polling
from digest.schedule.lanes.publishing import REFRESH, Publishing
from digest.schedule.lanes.pushing import Pushing
from digest.schedule.lanes.tidying import Tidying
from digest.schedule.log import open_log
from digest.schedule.lookout import Lookout
from digest.schedule.witness import Witness
from digest.wiring import Press

#: seconds between two looks for letters, and for who asks the hub: nobody should wait
#: for a confirmation
LOOK = 2
#: seconds between two times of tidying up
DAY = 86_400.0
#: seconds in which everything in hand has to come to its end
LONGEST_DRAIN = 8.0

#: serves the site until the event is set
Serve = Callable[[asyncio.Event], Awaitable[None]]


class Ending(Enum):
    """Why the daemon ended."""

    STOPPED = "stopped"
    #: digest.toml or the folders that it names changed: open a new press and run again,
    #: or with the old one where the new one cannot be opened
    CHANGED = "changed"


def run_daemon(
    press: Press, *, serve: Serve, witness: Witness, deliver: Deliver = deliver_here
) -> Ending:
    """Run the jobs and serve the site until SIGTERM or SIGINT, or a new digest.toml.

    The caller holds the site's lock. Whatever is in hand is finished first; what cannot
    be finished within seconds is taken up by the next start.
    """
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(_Daemon(press, serve, witness, deliver).run())


class _Daemon:
    def __init__(
        self, press: Press, serve: Serve, witness: Witness, deliver: Deliver
    ) -> None:
        self._press = press
        self._serve = serve
        self._witness = witness
        self._log = open_log()
        self._alarms = Alarms()
        self._is_stopping = Event()
        self._stopping = asyncio.Event()
        self._ending = Ending.STOPPED
        self._ends_by = 0.0
        log, is_stopping = self._log, self._is_stopping.is_set
        self._delivering = Delivering(
            press, witness, log, is_stopping=is_stopping, deliver=deliver
        )
        self._pushing = Pushing(press, witness, log, is_stopping=is_stopping)
        self._publishing = Publishing(
            press,
            witness,
            log,
            alarms=self._alarms,
            is_stopping=is_stopping,
            has_letters=self._delivering.lane.wake,
            is_public=self._pushing.take,
        )
        self._bouncing = Bouncing(press, log, is_stopping=is_stopping)
        self._tidying = Tidying(press, log, is_stopping=is_stopping)
        self._polling = Polling(
            press,
            witness,
            log,
            is_stopping=is_stopping,
            has_news=self._publishing.rebuild,
        )
        self._lanes = (
            *(self._delivering.lane, self._publishing.lane),
            *(self._polling.lane, self._pushing.lane, self._bouncing.lane),
            self._tidying.lane,
        )

    async def run(self) -> Ending:
        """Start everything, wait for the end, finish what is in hand."""
        self._listen_to_signals()
        attempt(self._log, "recover", self._recover)
        self._set_alarms()
        for lane in self._lanes:
            lane.start()
        self._publishing.rebuild()
        self._delivering.lane.wake()
        self._polling.lane.wake()
        self._pushing.lane.wake()
        self._bouncing.lane.wake()
        self._tidying.lane.wake()
        lookout = Lookout(self._press.config, self._log, self._stopping)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(
                    lookout.watch(articles=self._rebuild, settings=self._reload)
                )
                await self._serve(self._stopping)
        finally:
            self._stop(self._ending)
            self._alarms.shut_down()
            self._drain()
        return self._ending

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, Ending.STOPPED)
        loop.add_signal_handler(signal.SIGHUP, self._reload)

    def _recover(self) -> None:
        """Take up what a process that died had in hand."""
        in_doubt = self._press.store.release_all(now=self._press.clock())
        self._log.info("started", letters_in_doubt=in_doubt)

    def _set_alarms(self) -> None:
        # a step of the clock is noticed no later than at the next tick
        tick = self._press.config.schedule.tick
        self._alarms.ring_every(tick, self._publishing.lane.wake, "tick")
        self._alarms.ring_every(tick, self._polling.lane.wake, "poll")
        every = 60 * self._press.config.bounces.every
        self._alarms.ring_every(every, self._bouncing.lane.wake, "bounces")
        self._alarms.ring_every(DAY, self._tidying.lane.wake, "tidy")
        self._alarms.ring_every(LOOK, self._delivering.lane.wake, "look")
        self._alarms.ring_every(LOOK, self._pushing.lane.wake, "push")
        self._alarms.ring_every(REFRESH, self._publishing.rebuild, "refresh")
        self._alarms.start()

    def _rebuild(self, paths: tuple[str, ...]) -> None:
        """Build anew at once, as these files changed."""
        attempt(self._log, "tell", partial(self._witness.changed, paths))
        self._log.info("changed", files=paths)
        self._publishing.rebuild()

    def _reload(self) -> None:
        """End for a new press; a fault in digest.toml is told, and the old stays."""
        try:
            load_config(self._press.config.root)
        except DigestError as error:
            self._log.error("reload", fault=str(error))
        else:
            self._log.info("reload")
            self._stop(Ending.CHANGED)

    def _stop(self, ending: Ending) -> None:
        """Take no more work; the first reason to stop is the one that counts."""
        if self._is_stopping.is_set():
            return
        self._ending = ending
        # the server's farewell to its readers counts, too
        self._ends_by = monotonic() + LONGEST_DRAIN
        self._is_stopping.set()
        for lane in self._lanes:
            lane.close()
        self._stopping.set()

    def _drain(self) -> None:
        for lane in self._lanes:
            if not lane.has_ended(self._ends_by - monotonic()):
                self._log.warning("cut off", lane=lane.name)
        self._log.info("stopped", reason=self._ending.value)
