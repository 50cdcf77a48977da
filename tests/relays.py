"""A real relay on loopback (aiosmtpd) that fails on purpose, as relays do."""

# ruff: noqa: ARG002, N802  aiosmtpd names its hooks and gives them all they may need

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult


@dataclass(kw_only=True)
class Relay:
    """What the relay is to do, and what it got."""

    #: replies to RCPT by local part
    refusals: dict[str, str] = field(default_factory=dict)
    #: replies to the end of the data, used up one by one; then 250
    answers: list[str] = field(default_factory=list)
    #: replies to MAIL, used up one by one; then 250
    greetings: list[str] = field(default_factory=list)
    #: messages that a connection may carry; the next MAIL gets 421
    per_connection: int | None = None
    #: connections that are cut within the body
    drops_in_data: int = 0
    #: connections that are cut after the body was kept, without an answer
    drops_after_dot: int = 0
    password: str = ""
    certificate: ssl.SSLContext | None = None
    is_tls_from_start: bool = False
    port: int = 0
    connections: int = 0
    #: passwords shown, right or wrong
    logins: int = 0
    #: what was kept: recipient and bytes
    kept: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        """Who got something, in order."""
        return [recipient for recipient, _ in self.kept]


class Protocol(SMTP):
    """One connection; cuts it where the relay was told so."""

    relay: Relay

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connections, but not what STARTTLS makes of one."""
        if self.transport is None:
            self.relay.connections += 1
            self.carried = 0
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:
        """Read a bit of the body and go, if so told."""
        if not self.relay.drops_in_data:
            await super().smtp_DATA(arg)
            return
        self.relay.drops_in_data -= 1
        await self.push("354 go on")
        await self._reader.read(50)
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.abort()


class Handler:
    """The relay's answers."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Take the sender, as often as a connection may."""
        if self.relay.greetings:
            return self.relay.greetings.pop(0)
        limit = self.relay.per_connection
        if limit is not None and server.carried >= limit:
            return "421 4.7.0 that is enough for one connection"
        server.carried += 1
        envelope.mail_from = address
        return "250 2.1.0 fine"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Refuse those that are to be refused."""
        local = address.partition("@")[0]
        if local in self.relay.refusals:
            return self.relay.refusals[local]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message, unless an answer says otherwise."""
        if self.relay.answers:
            return self.relay.answers.pop(0)
        self.relay.kept += [(to, envelope.content) for to in envelope.rcpt_tos]
        if self.relay.drops_after_dot:
            self.relay.drops_after_dot -= 1
            server.transport.abort()
        return "250 2.0.0 kept"


@contextmanager
def running(relay: Relay) -> Iterator[Relay]:
    """The relay at work on a free port of loopback."""
    loop = asyncio.new_event_loop()
    is_up = Event()
    thread = Thread(target=_serve, args=(loop, relay, is_up), daemon=True)
    thread.start()
    is_up.wait(10)
    try:
        yield relay
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _serve(loop: asyncio.AbstractEventLoop, relay: Relay, is_up: Event) -> None:
    asyncio.set_event_loop(loop)
    in_front = relay.certificate if relay.is_tls_from_start else None
    behind = None if relay.is_tls_from_start else relay.certificate

    def check(server: Any, session: Any, envelope: Any, how: str, who: Any) -> Any:
        given = who.password.decode()
        relay.logins += 1
        return AuthResult(success=given == relay.password, handled=False)

    def connect() -> Protocol:
        protocol = Protocol(
            Handler(relay),
            loop=loop,
            hostname="relay.example.net",
            tls_context=behind,
            require_starttls=behind is not None,
            authenticator=check if relay.password else None,
            # aiosmtpd knows of no TLS from the start, and takes it for none
            auth_required=bool(relay.password) and behind is not None,
            auth_require_tls=behind is not None,
        )
        protocol.relay = relay
        return protocol

    server = loop.run_until_complete(
        loop.create_server(connect, "127.0.0.1", relay.port, ssl=in_front)
    )
    relay.port = server.sockets[0].getsockname()[1]
    is_up.set()
    loop.run_forever()
    server.close()
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.close()
