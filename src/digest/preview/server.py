"""The preview at work: made anew when a file changes, and served meanwhile."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from uvicorn import Config, Server

from digest.errors import DaemonError, DigestError
from digest.loop import new_loop
from digest.preview.app import make_app
from digest.preview.doorkeeper import HOST
from digest.preview.showcase import Showcase
from digest.preview.studio import Studio
from digest.preview.watching import Watching

#: seconds after which everything is looked at again: time goes on, and a daemon beside
#: us publishes
PERIOD = 60.0
#: where files cannot be watched
BLIND_PERIOD = 2.0
#: seconds that answers in hand get to their end
FAREWELL = 1


def open_door(port: int) -> socket.socket:
    """A socket of this machine only; 0 is any free port. Raises DaemonError."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        fact = "is taken by another program"
        if error.errno != errno.EADDRINUSE:
            fact = f"cannot be listened on ({error.strerror})"
        remedy = "name another, or none to have a free one"
        raise DaemonError(f"--port: {port}: {fact}; {remedy}") from error


def serve(studio: Studio, door: socket.socket) -> None:
    """Show the next issues at the door until SIGINT or SIGTERM."""

    async def until_told() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        await show(studio, door, stopping)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(until_told())


async def show(studio: Studio, door: socket.socket, stopping: asyncio.Event) -> None:
    """Show the next issues at the door until the event is set."""
    showcase = Showcase()
    server = _Server(
        Config(
            make_app(showcase, door.getsockname()[1]),
            ws="none",
            proxy_headers=False,
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            timeout_graceful_shutdown=FAREWELL,
        )
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[door.dup()]))
        await _Renewal(studio, showcase, stopping).run()
        showcase.close()
        server.should_exit = True


class _Renewal:
    """Makes the letters anew whenever there is a reason to."""

    def __init__(
        self, studio: Studio, showcase: Showcase, stopping: asyncio.Event
    ) -> None:
        self._studio = studio
        self._showcase = showcase
        self._stopping = stopping
        self._is_wanted = asyncio.Event()

    async def run(self) -> None:
        """Go on until the end."""
        async with asyncio.TaskGroup() as group:
            watching = Watching(group, self._is_wanted.set)
            told = group.create_task(self._stopping.wait())
            told.add_done_callback(lambda _: self._is_wanted.set())
            watching.aim(self._studio.config)
            while not self._stopping.is_set():
                self._is_wanted.clear()
                await self._make()
                watching.aim(self._studio.config)
                await self._rest(BLIND_PERIOD if watching.is_blind else PERIOD)
            watching.close()

    async def _make(self) -> None:
        try:
            # another thread: the page is served meanwhile
            made = await asyncio.to_thread(self._studio.make)
        except DigestError as error:
            self._showcase.fail(error)
        else:
            self._showcase.show(self._studio.config.site, made)

    async def _rest(self, seconds: float) -> None:
        if self._stopping.is_set():
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_wanted.wait()
            return
        # a store may have come to be, or been replaced
        await asyncio.to_thread(self._studio.close)


class _Server(Server):
    """Leaves signals to others."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Whoever started us listens to signals."""
        yield
