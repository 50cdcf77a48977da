"""The application on a socket: the server, and what it allows all readers together."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from starlette.types import ASGIApp
from uvicorn import Config, Server

from digest.errors import DaemonError
from digest.loop import new_loop
from digest.web.serving.connections import MOST_CONNECTIONS, GuardedProtocol
from digest.web.serving.guests import Guests
from digest.web.serving.short_way import ShortWay

#: tenths of a second between two looks for readers who keep us waiting
TICKS_BETWEEN_LOOKS = 10
#: seconds that answers in hand get to their end when the server stops
LONGEST_FAREWELL = 3


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


async def serve(
    app: ASGIApp,
    door: socket.socket,
    stopping: asyncio.Event,
    *,
    is_behind_proxy: bool = False,
) -> None:
    """Answer who comes to the door until the event is set; the door stays open.

    Behind a proxy an address stands for many readers, so each may have any number of
    connections.
    """
    guests = None if is_behind_proxy else Guests()
    asked: object = app
    short_way = asked if isinstance(asked, ShortWay) else None
    server = _Server(
        short_way,
        Config(
            app,
            # called as the class would be, which is what uvicorn declares
            http=partial(GuardedProtocol, guests=guests, short_way=short_way),  # type: ignore[arg-type]
            ws="none",
            # it would believe every program of this machine; see digest.web.clients
            proxy_headers=False,
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=LONGEST_FAREWELL,
        ),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[door.dup()]))
        await stopping.wait()
        server.should_exit = True


def serve_alone(
    app: ASGIApp, door: socket.socket, *, is_behind_proxy: bool = False
) -> None:
    """Answer who comes to the door until SIGTERM or SIGINT."""

    async def until_told() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        # whoever wants other settings starts it again
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, stopping.set)
        await serve(app, door, stopping, is_behind_proxy=is_behind_proxy)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(until_told())


class _Server(Server):
    """Leaves signals to others, and cuts readers who keep us waiting."""

    def __init__(self, short_way: ShortWay | None, config: Config) -> None:
        super().__init__(config)
        self._short_way = short_way

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Whoever started us listens to signals."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; now and then looks at every connection."""
        if self._short_way is not None:
            self._short_way.look()
        if counter % TICKS_BETWEEN_LOOKS == 0:
            self._cut_slow()
        return await super().on_tick(counter)

    def _cut_slow(self) -> None:
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            if isinstance(connection, GuardedProtocol):
                connection.cut_if_idle(now)
