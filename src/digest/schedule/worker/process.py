"""The process of a worker: its store, its batches, and its end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event

from digest.config import Config
from digest.deliveries import Batch
from digest.errors import StoreError
from digest.loop import done_before, new_loop, wait_at_most
from digest.schedule.log import Log, open_log
from digest.schedule.rest import Rest
from digest.schedule.worker.batch import Working
from digest.wiring import Press, press_of

#: seconds between two tries for a database that is away: at first, and at the most
FIRST, LONGEST = 0.25, 5.0


def work_for(config: Config) -> None:
    """Send batches for the site of these settings until SIGTERM or SIGINT.

    What is out is answered first, within seconds. Waits for a database that is away.
    Raises ConfigError where this machine does not fit the others.
    """
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_Worker(config, open_log()).run())


class _Worker:
    def __init__(self, config: Config, log: Log) -> None:
        self._config = config
        self._log = log
        #: for the loop, and for the thread that sends
        self._stopping, self._is_stopping = asyncio.Event(), Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        # whoever wants other settings starts it again
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop)
        with ExitStack() as held:
            press = await self._open(held)
            if press is not None:
                await self._work(press)
        self._log.info("stopped")

    def _stop(self) -> None:
        self._is_stopping.set()
        self._stopping.set()

    async def _open(self, held: ExitStack) -> Press | None:
        """The parts of the site; None where it is to stop before there is a store."""
        rest = Rest(FIRST, LONGEST)
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            try:
                return await done_before(
                    self._stopping, lambda: held.enter_context(press_of(self._config))
                )
            except StoreError as error:
                rest.begin(loop.time())
                self._tell_lost(str(error), rest.left(loop.time()))
                await wait_at_most(self._stopping, rest.left(loop.time()))
        return None

    async def _work(self, press: Press) -> None:
        # late: what speaks with the engine is for several machines only
        from digest.engine.worker import Work, work_until  # noqa: PLC0415

        working = Working(press, self._log, self._is_stopping)
        work = Work(
            send=self._surely(working.send),
            lost=self._tell_lost,
            ready=lambda: self._log.info("waiting for letters"),
        )
        address = self._config.store.url, self._config.store_password
        await work_until(self._stopping, *address, work)

    def _surely(self, send: Callable[[Batch], None]) -> Callable[[Batch], None]:
        """The same, but a fault of ours in it is told in full."""

        def sending(batch: Batch) -> None:
            try:
                send(batch)
            except Exception:
                self._log.exception("worker", batch=str(batch))
                raise

        return sending

    def _tell_lost(self, fault: str, seconds: float) -> None:
        self._log.warning("no work now", fault=fault, again_in=seconds)
