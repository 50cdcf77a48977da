"""Relays on loopback in the test's own loop: one that pipelines, one by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import cast

END = b"\r\n.\r\n"

#: what a relay does with a connection
Manner = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(kw_only=True)
class QuickRelay:
    """A relay with PIPELINING (RFC 2920) that fails by count, as it is told.

    A number says which: 7 means every seventh. 0 means none.
    """

    abilities: tuple[str, ...] = ("PIPELINING", "SIZE 10000000", "ENHANCEDSTATUSCODES")
    #: replies to RCPT by local part, or its beginning
    refusals: dict[str, str] = field(default_factory=dict)
    #: whether it says 354 where it refused the recipient
    is_eager: bool = False
    #: messages that a connection may carry; the next MAIL gets 421
    per_connection: int = 0
    #: bodies that get 451
    later: int = 0
    #: connections cut as DATA comes, within a body, and after one was kept
    drops_at_data: int = 0
    drops_in_body: int = 0
    drops_after_dot: int = 0
    #: octets that a reply is cut into
    bits: int = 0
    port: int = 0
    connections: int = 0
    most_open: int = 0
    #: recipient and bytes, in order
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    #: all commands, in order
    heard: list[str] = field(default_factory=list)
    #: bodies that nobody was to get
    for_nobody: int = 0
    datas: int = 0
    bodies: int = 0
    open: int = 0

    @property
    def recipients(self) -> list[str]:
        """Who got something, in order."""
        return [recipient for recipient, _ in self.kept]


class QuickProtocol(asyncio.Protocol):
    """One connection to it."""

    def __init__(self, relay: QuickRelay) -> None:
        self.relay = relay
        self.buffer = b""
        self.sender = self.recipient = ""
        self.is_body = False
        self.carried = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        # those of uvloop are no subclass
        self.transport = cast("asyncio.Transport", transport)
        relay = self.relay
        relay.connections += 1
        relay.open += 1
        relay.most_open = max(relay.most_open, relay.open)
        self.say("220 relay.example.net ESMTP")

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Count."""
        self.relay.open -= 1

    def say(self, reply: str) -> None:
        """Answer, in bits where it is told so."""
        octets, bits = reply.encode("latin-1") + b"\r\n", self.relay.bits or 10_000
        for start in range(0, len(octets), bits):
            self.transport.write(octets[start : start + bits])

    def data_received(self, data: bytes) -> None:
        """Take what came, command by command."""
        self.buffer += data
        while not self.transport.is_closing():
            if self.is_body:
                if not self.take_body():
                    return
                continue
            line, end, rest = self.buffer.partition(b"\r\n")
            if not end:
                return
            self.buffer = rest
            self.take(line.decode())

    def take(self, line: str) -> None:
        """One command."""
        relay = self.relay
        relay.heard.append(line)
        verb = line[:4].upper()
        if verb == "EHLO":
            lines = ["relay.example.net", *relay.abilities]
            marks = ["-"] * (len(lines) - 1) + [" "]
            for mark, word in zip(marks, lines, strict=True):
                self.say(f"250{mark}{word}")
        elif verb == "MAIL":
            self.take_sender(line)
        elif verb == "RCPT":
            self.take_recipient(line)
        elif verb == "DATA":
            self.take_data()
        elif verb == "RSET":
            self.sender = self.recipient = ""
            self.say("250 2.0.0 forgotten")
        elif verb == "QUIT":
            self.say("221 2.0.0 bye")
            self.transport.close()
        else:
            self.say("500 5.5.1 what")

    def take_sender(self, line: str) -> None:
        """MAIL FROM."""
        limit = self.relay.per_connection
        if limit and self.carried >= limit:
            self.say("421 4.7.0 that is enough for one connection")
            self.transport.close()
        elif self.sender:
            self.say("503 5.5.1 a sender was named already")
        else:
            self.sender = line
            self.recipient = ""
            self.say("250 2.1.0 fine")

    def take_recipient(self, line: str) -> None:
        """RCPT TO."""
        recipient = line.partition("<")[2].partition(">")[0]
        for start, reply in self.relay.refusals.items():
            if recipient.startswith(start):
                self.say(reply)
                return
        if not self.sender:
            self.say("503 5.5.1 no sender")
            return
        self.recipient = recipient
        self.say("250 2.1.5 fine")

    def take_data(self) -> None:
        """DATA, or the end of the connection."""
        relay = self.relay
        relay.datas += 1
        if relay.drops_at_data and not relay.datas % relay.drops_at_data:
            self.transport.abort()
        elif self.recipient or relay.is_eager:
            self.is_body = True
            self.say("354 go on")
        else:
            self.say("554 5.5.1 no valid recipients")

    def take_body(self) -> bool:
        """The body, where it is whole."""
        relay = self.relay
        if self.buffer.startswith(b".\r\n"):
            body, end, rest = b"", END, self.buffer[3:]
        else:
            body, end, rest = self.buffer.partition(END)
        if not end:
            return False
        self.buffer, self.is_body, self.sender = rest, False, ""
        if not self.recipient:
            relay.for_nobody += 1
            self.say("554 5.5.1 no valid recipients")
            return True
        recipient, self.recipient = self.recipient, ""
        relay.bodies += 1
        self.carried += 1
        if relay.drops_in_body and not relay.bodies % relay.drops_in_body:
            self.transport.abort()
        elif relay.later and not relay.bodies % relay.later:
            self.say("451 4.3.0 later")
        else:
            relay.kept.append((recipient, body + b"\r\n"))
            if relay.drops_after_dot and not relay.bodies % relay.drops_after_dot:
                self.transport.abort()
            else:
                self.say("250 2.0.0 kept")
        return True


@asynccontextmanager
async def at_work(relay: QuickRelay, port: int = 0) -> AsyncIterator[QuickRelay]:
    """The relay at work on this port of loopback, or a free one."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: QuickProtocol(relay), "127.0.0.1", port)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()


@contextmanager
def in_a_thread(relay: QuickRelay) -> Iterator[QuickRelay]:
    """The relay at work in a loop of its own."""
    is_up, loop = Event(), asyncio.new_event_loop()
    stopping = asyncio.Event()

    async def serve() -> None:
        async with at_work(relay):
            is_up.set()
            await stopping.wait()

    thread = Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    is_up.wait(10)
    yield relay
    loop.call_soon_threadsafe(stopping.set)
    thread.join(10)
    loop.close()


@asynccontextmanager
async def a_relay_that(*manners: Manner) -> AsyncIterator[int]:
    """Its port; each connection has the next manner, and then the last one again."""
    left, tasks = list(manners), set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        manner = left.pop(0) if len(left) > 1 else left[0]
        with suppress(OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            await manner(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def says(*replies: bytes, greeting: bytes = b"220 hello") -> Manner:
    """Greets, says one of these to each line in its turn, and then is mute."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting + b"\r\n")
        await _answer(reader, writer, replies)
        await reader.read()
        await asyncio.sleep(60)

    return talk


async def _answer(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    replies: Sequence[bytes],
) -> None:
    for reply in replies:
        await reader.readline()
        writer.write(reply + b"\r\n")
