"""The jobs on time: publish, rebuild, deliver, tell hubs, ask other sites for news.

Each job runs in a lane of its own, and whatever it raises is logged and ends that run
only.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum
from functools import partial
from time import monotonic

from digest.clock import read_clock
from digest.config import Config, load_config
from digest.errors import DigestError
from digest.loop import new_loop
from digest.schedule.attempt import attempt
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.notify import Notifier
from digest.schedule.health.progress import SENDING, Progress
from digest.schedule.lanes.delivering import Deliver, deliver_here
from digest.schedule.lanes.watching import Watching, last_seen
from digest.schedule.log import open_log
from digest.schedule.shift import Parts, Shift
from digest.schedule.witness import Witness
from digest.wiring import Press

#: seconds in which letters in hand have to be answered, and all else has to come to
#: its end: what is cut off there is made anew by the next start, and nobody doubts it
LONGEST_DRAIN, LONGEST_END = 8.0, 4.0
#: seconds between two looks at whether a shift has come to its end
LOOK = 0.1
#: the same at the end of all, which somebody waits for
NAP = 0.01

#: serves the site until the event is set
Serve = Callable[[asyncio.Event], Awaitable[object]]
#: opens what digest.toml says now; raises DigestError where it cannot be had
Renew = Callable[[], Parts]


class Ending(Enum):
    """Why the daemon ended."""

    STOPPED = "stopped"
    #: the same, but something is still at work, which is not to be waited for
    CUT_OFF = "cut off"
    #: digest.toml or the folders that it names changed, and nobody can open them anew
    CHANGED = "changed"


def run_daemon(
    press: Press,
    *,
    serve: Serve,
    witness: Witness,
    deliver: Deliver = deliver_here,
    guard: ClockGuard | None = None,
) -> Ending:
    """Run the jobs and serve the site until SIGTERM or SIGINT, or a new digest.toml.

    The caller holds the site's lock. Whatever is in hand is finished first; what cannot
    be finished within seconds is taken up by the next start.
    """
    parts = Parts(press=press, witness=witness, deliver=deliver)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(
            keep_on_time(
                parts,
                stopping=asyncio.Event(),
                serve=serve,
                progress=Progress(),
                guard=guard or guard_of(press.config, press.clock),
            )
        )


def guard_of(config: Config, clock: Callable[[], datetime] = read_clock) -> ClockGuard:
    """Who watches over the clock of this site."""
    return ClockGuard(clock, seen=last_seen(config.root, config.state_folder))


async def keep_on_time(
    parts: Parts,
    *,
    stopping: asyncio.Event,
    progress: Progress,
    guard: ClockGuard,
    serve: Serve = asyncio.Event.wait,
    renew: Renew | None = None,
) -> Ending:
    """Run the jobs with these parts, and with those that `renew` opens, to the end.

    The end is SIGTERM, SIGINT, or the event. The parts are closed.
    """
    daemon = _Daemon(
        parts, stopping, serve=serve, renew=renew, progress=progress, guard=guard
    )
    return await daemon.run()


class _Daemon:
    def __init__(
        self,
        parts: Parts,
        stopping: asyncio.Event,
        *,
        serve: Serve,
        renew: Renew | None,
        progress: Progress,
        guard: ClockGuard,
    ) -> None:
        self._serve = serve
        self._renew = renew
        self._progress = progress
        self._guard = guard
        self._log = open_log()
        self._notifier = Notifier()
        self._stopping = stopping
        self._is_ending = False
        #: somebody wants digest.toml to be read
        self._is_asked = asyncio.Event()
        self._ending = Ending.STOPPED
        self._stopped_at = 0.0
        self._watching = Watching(
            parts.press,
            self._log,
            guard=guard,
            progress=progress,
            notifier=self._notifier,
        )
        self._shift = self._new_shift(parts)
        #: shifts with work in hand that began under other settings
        self._before: list[Shift] = []

    async def run(self) -> Ending:
        """Start everything, wait for the end, finish what is in hand."""
        self._listen_to_signals()
        attempt(self._log, "recover", self._recover)
        # a clock that is wrong at the start holds letters from the start
        await asyncio.to_thread(attempt, self._log, "watch", self._watching.work)
        try:
            # it may have been told to stop before it has begun
            if not (self._is_ending or self._stopping.is_set()):
                await self._work()
        finally:
            self._stop(self._ending)
            await self._drain()
        return self._ending

    async def _work(self) -> None:
        self._watching.lane.start()
        async with asyncio.TaskGroup() as tasks:
            self._begin(self._shift, tasks)
            tasks.create_task(self._renew_when_asked(tasks))
            watching = tasks.create_task(self._feed_watchdog())
            self._notifier.ready("at work")
            await self._serve(self._stopping)
            self._stop(self._ending)
            watching.cancel()

    def _new_shift(self, parts: Parts) -> Shift:
        return Shift(
            parts,
            self._log,
            guard=self._guard,
            reload=self._is_asked.set,
            watch=self._watching.lane,
        )

    def _begin(
        self, shift: Shift, tasks: asyncio.TaskGroup, after: Shift | None = None
    ) -> None:
        self._progress.follow((*shift.lanes, self._watching.lane))
        shift.parts.open()
        tasks.create_task(shift.look_out())
        shift.begin(after)
        self._watching.press = shift.parts.press
        self._watching.lane.wake()

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, Ending.STOPPED)
        loop.add_signal_handler(signal.SIGHUP, self._is_asked.set)

    def _recover(self) -> None:
        """Take up what a process that died had in hand."""
        press = self._shift.parts.press
        in_doubt = press.store.release_all(now=press.clock())
        self._log.info("started", letters_in_doubt=in_doubt)

    async def _feed_watchdog(self) -> None:
        """Tell systemd that all is well, as long as it is: else it restarts us."""
        if not self._notifier.watchdog:
            return
        while True:
            if stuck := self._progress.stuck():
                self._log.error("stuck", lanes=stuck)
            else:
                self._notifier.alive()
            await asyncio.sleep(self._notifier.watchdog / 3)

    async def _renew_when_asked(self, tasks: asyncio.TaskGroup) -> None:
        """Take over each new digest.toml, one after the other, until the end."""
        while True:
            await self._is_asked.wait()
            if self._stopping.is_set():
                return
            self._is_asked.clear()
            self._notifier.reloading()
            try:
                await self._take_over(tasks)
            except DigestError as error:
                self._watching.settings = str(error)
                self._log.error("reload", fault=str(error))
            else:
                self._watching.settings = ""
            self._notifier.ready("at work")
            self._watching.lane.wake()

    async def _take_over(self, tasks: asyncio.TaskGroup) -> None:
        """Hand over to a shift of the new settings; a fault in them leaves the old."""
        if self._renew is None:
            load_config(self._shift.parts.press.config.root)
            self._log.info("reload")
            self._stop(Ending.CHANGED)
            return
        parts = await asyncio.to_thread(self._renew)
        if self._is_ending:
            # told to stop meanwhile: nobody would end what began now
            await asyncio.to_thread(parts.close)
            return
        before, self._shift = self._shift, self._new_shift(parts)
        before.end()
        self._before.append(before)
        self._begin(self._shift, tasks, after=before)
        tasks.create_task(self._see_off(before))
        self._log.info("reload")

    async def _see_off(self, shift: Shift) -> None:
        """Let go of what the shift worked with, once nobody needs it any more."""
        while not (shift.has_ended() and shift.parts.is_left()):
            if self._stopping.is_set():
                return
            await asyncio.sleep(LOOK)
        self._before.remove(shift)
        await asyncio.to_thread(shift.parts.close)

    def _stop(self, ending: Ending) -> None:
        """Take no more work; the first reason to stop is the one that counts."""
        if self._is_ending:
            return
        self._is_ending = True
        self._notifier.stopping()
        self._ending = ending
        # the server's farewell to its readers counts, too
        self._stopped_at = monotonic()
        self._shift.end()
        self._watching.lane.close()
        self._stopping.set()
        # whoever waits for it goes home
        self._is_asked.set()

    async def _drain(self) -> None:
        """Wait for what is in hand, readers included, and let go of all parts."""
        shifts = (*self._before, self._shift)
        lanes = [lane for shift in shifts for lane in shift.lanes]
        for lane in (*lanes, self._watching.lane):
            longest = LONGEST_DRAIN if lane.name == SENDING else LONGEST_END
            if not await self._comes(partial(lane.has_ended, 0), longest):
                self._log.warning("cut off", lane=lane.name)
                self._ending = Ending.CUT_OFF
        for shift in shifts:
            await self._comes(shift.parts.is_left, LONGEST_END)
            # what is cut off has its store to the end, which the system closes then
            if shift.has_ended():
                attempt(self._log, "close", shift.parts.close)
        seconds = round(monotonic() - self._stopped_at, 2)
        self._log.info("stopped", reason=self._ending.value, seconds=seconds)

    async def _comes(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Whether it is so by so many seconds after the stop."""
        while not is_so():
            if monotonic() > self._stopped_at + seconds:
                return False
            await asyncio.sleep(NAP)
        return True
