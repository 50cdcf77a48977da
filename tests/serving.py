"""A real server on the loopback, and a client that asks it."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

from starlette.types import ASGIApp

from digest.loop import new_loop
from digest.web.serving.server import open_door, serve


def free_port() -> int:
    """A port of the loopback that nobody listens on just now."""
    with open_door("127.0.0.1:0") as door:
        return int(door.getsockname()[1])


@contextmanager
def own_signals() -> Iterator[None]:
    """Whatever a loop does with signals, the process has its handlers again."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as people read it."""
        return self.body.decode()


@dataclass(frozen=True)
class Client:
    """Asks one server; field names of answers are in lower case."""

    port: int

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        **fields: str,
    ) -> Answer:
        """One request on a connection of its own; `If_None_Match` names a field."""
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            found = connection.getresponse()
            answered = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, answered, found.read())
        finally:
            connection.close()

    def connect(self) -> socket.socket:
        """A bare connection, for what no client would send."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def post(self, path: str, form: str = "", **fields: str) -> Answer:
        """A form as browsers send it."""
        kind = {"Content_Type": "application/x-www-form-urlencoded", **fields}
        return self.ask(path, method="POST", body=form.encode(), **kind)


@contextmanager
def serving(app: ASGIApp, *, is_behind_proxy: bool = False) -> Iterator[Client]:
    """The application behind a real server in a thread, told to stop at the end.

    The server's farewell is not waited for: nobody asks it anything any more.
    """
    door = open_door("127.0.0.1:0")
    loop = new_loop()
    stopping = asyncio.Event()

    def run() -> None:
        with door, closing(loop):
            loop.run_until_complete(
                serve(app, door, stopping, is_behind_proxy=is_behind_proxy)
            )
            loop.run_until_complete(loop.shutdown_default_executor())

    threading.Thread(target=run, daemon=True).start()
    try:
        yield Client(door.getsockname()[1])
    finally:
        loop.call_soon_threadsafe(stopping.set)
