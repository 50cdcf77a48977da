"""The application on a socket: the only importer of uvicorn."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import (
    HttpToolsProtocol,
    RequestResponseCycle,
)

from digest.errors import DaemonError
from digest.schedule.loop import new_loop

#: seconds in which the head of a request has to come; uvicorn itself waits for ever
LONGEST_HEAD = 10.0
#: tenths of a second between two looks for such requests
TICKS_BETWEEN_LOOKS = 10
#: seconds that answers in hand get to their end when the server stops
LONGEST_FAREWELL = 3
#: connections at a time; more are told 503
MOST_CONNECTIONS = 900


def open_door(listen: str) -> socket.socket:
    """A socket that listens on HOST:PORT; raises DaemonError where it is taken."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family, backlog=2048)
    except OSError as error:
        fact = "is taken by another program"
        if error.errno != errno.EADDRINUSE:
            fact = f"cannot be listened on ({error.strerror})"
        message = f"listen: {listen}: {fact}; change [web] listen or stop it"
        raise DaemonError(message) from error


async def serve(app: ASGIApp, door: socket.socket, stopping: asyncio.Event) -> None:
    """Answer who comes to the door until the event is set; the door stays open."""
    server = _Server(
        Config(
            app,
            http=_GuardedProtocol,
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=LONGEST_FAREWELL,
        )
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[door.dup()]))
        await stopping.wait()
        server.should_exit = True


def serve_alone(app: ASGIApp, door: socket.socket) -> None:
    """Answer who comes to the door until SIGTERM or SIGINT."""

    async def until_told() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        await serve(app, door, stopping)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(until_told())


class _GuardedProtocol(HttpToolsProtocol):
    """Knows since when it waits for the head of a request."""

    #: in the loop's time; None while there is a whole request to answer
    waits_since: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.waits_since = self.loop.time()

    def data_received(self, data: bytes) -> None:
        # any byte ends uvicorn's own wait for the next request, so ours starts with it
        if self.waits_since is None and not self._is_answering():
            self.waits_since = self.loop.time()
        super().data_received(data)

    def _is_answering(self) -> bool:
        # uvicorn declares no None here, but there is one before the first request
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def on_headers_complete(self) -> None:
        self.waits_since = None
        super().on_headers_complete()


class _Server(Server):
    """Leaves signals to others, and cuts who never finishes the head of a request."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Whoever started us listens to signals."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; now and then looks at every connection."""
        if counter % TICKS_BETWEEN_LOOKS == 0:
            self._cut_slow()
        return await super().on_tick(counter)

    def _cut_slow(self) -> None:
        latest = asyncio.get_running_loop().time() - LONGEST_HEAD
        for connection in list(self.server_state.connections):
            if (
                isinstance(connection, _GuardedProtocol)
                and connection.waits_since is not None
                and connection.waits_since < latest
            ):
                connection.transport.abort()
