"""One connection to a relay: octets in and out, encryption, and deadlines.

A protocol of callbacks: a message costs no task, no future and no timer. Whoever has
the connection looks at it now and then, and then it sees that the relay takes too long.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Sequence
from typing import Protocol, cast

from digest.mail.parcel import Desk, Parcel
from digest.mail.smtp.errors import FarewellError, RelayError, broken
from digest.mail.smtp.exchange import Exchange
from digest.mail.smtp.opening import ENCRYPT, ENCRYPTED, Abilities, Opening
from digest.mail.smtp.replies import Reply, ReplyError, ReplyReader
from digest.mail.smtp.returns import Returns
from digest.relay import Relay

#: octets of a body that are written at a time: a slow reader fills no memory of ours
PIECE = 131_072
#: octets that the system holds for us; a common message goes in one step
SYSTEM_BUFFER = 524_288
#: timeouts that one message may take in all, and seconds for the answer to QUIT
MOST_ANSWERS, FAREWELL = 6, 2.0


class Owner(Protocol):
    """Who has the connection."""

    def proved(self) -> None:
        """The first message of the connection was answered."""
        ...

    def ended(self, connection: Connection, error: RelayError) -> None:
        """Nothing more comes from it; its messages were settled or given back."""
        ...

    def failed(self, error: Exception) -> None:
        """The desk raised this: there is no going on."""
        ...


class Connection(asyncio.Protocol):
    """One line to the relay; first it is opened, then it has an exchange."""

    def __init__(self, relay: Relay, owner: Owner, *, timeout: float) -> None:
        self._relay, self._owner, self._timeout = relay, owner, timeout
        self._transport: asyncio.Transport | None = None
        self._unwritten: deque[memoryview | bytes] = deque()
        self._is_full = False
        self._reader = ReplyReader()
        self._heard: list[Reply] = []
        self._waiter: asyncio.Future[Reply] | None = None
        self._end: RelayError | None = None
        self._is_proven = False
        #: what was seen at the last look, and since when it is so
        self._seen, self._answered = (0, 0, False), 0
        self._since = self._message_since = 0.0
        self._poured = 0
        self.exchange: Exchange | None = None

    # its opening

    async def open(self, dialogue: Opening, tls: ssl.SSLContext) -> Abilities:
        """Have the dialogue over this line; raises RelayError."""
        said = next(dialogue)
        while True:
            reply = await self._answer(said, tls)
            try:
                said = dialogue.send(reply)
            except StopIteration as done:
                self._raise_if_ended()
                if self._is_ahead:
                    error = ReplyError("talks without being asked")
                    raise broken(self._relay, error) from None
                abilities: Abilities = done.value
                return abilities

    @property
    def _is_ahead(self) -> bool:
        """Whether the relay says more than it was asked."""
        return bool(self._heard) or not self._reader.is_between

    async def _answer(self, said: bytes, tls: ssl.SSLContext) -> Reply:
        fact = f"no whole answer within {self._timeout:g} seconds"
        try:
            async with asyncio.timeout(self._timeout):
                if said == ENCRYPT:
                    return await self._encrypt(tls)
                return await self._ask(said)
        except TimeoutError as error:
            raise broken(self._relay, TimeoutError(fact)) from error
        except (OSError, ReplyError) as error:
            raise broken(self._relay, error) from error

    async def _ask(self, said: bytes) -> Reply:
        # nobody answers before the question, but who would have us take it for ours
        if said and self._is_ahead:
            raise ReplyError("talks without being asked")
        if said:
            self.write((said,))
        if not self._heard:
            self._raise_if_ended()
            self._waiter = asyncio.get_running_loop().create_future()
            return await self._waiter
        return self._heard.pop(0)

    async def _encrypt(self, tls: ssl.SSLContext) -> Reply:
        """Put TLS over the line (RFC 3207); nothing said before may come in there."""
        if self._is_ahead:
            raise ReplyError("talks in the clear when it should encrypt")
        self._raise_if_ended()
        assert self._transport is not None
        upgraded = await asyncio.get_running_loop().start_tls(
            self._transport,
            self,
            tls,
            server_hostname=self._relay.host,
            ssl_handshake_timeout=self._timeout,
        )
        self._raise_if_ended()
        if upgraded is None:
            raise ReplyError("hung up while it encrypted")
        self._use(upgraded)
        return ENCRYPTED

    def _raise_if_ended(self) -> None:
        if self._end is not None:
            raise self._end

    # its messages

    def begin(
        self, abilities: Abilities, parcel: Parcel, *, desk: Desk, returns: Returns
    ) -> None:
        """Say this message, and then whatever the desk has."""
        self.exchange = Exchange(
            self._relay, abilities, desk=desk, returns=returns, line=self
        )
        self._since = self._message_since = asyncio.get_running_loop().time()
        self.exchange.begin(parcel)

    def ask(self) -> None:
        """See whether there is more, where nothing is on its way."""
        if self.exchange is not None:
            self.exchange.ask()

    def close(self) -> None:
        """Take no more; QUIT once all that is out was answered."""
        if self.exchange is not None:
            self.exchange.close()

    @property
    def is_all_written(self) -> bool:
        """Whether the last octet that was given may have left."""
        return not self._unwritten

    def write(self, pieces: Sequence[bytes]) -> None:
        """Send the octets, those of a long first piece as the relay takes them."""
        if self._transport is None or self._end is not None:
            return
        if len(pieces[0]) <= PIECE:
            self._transport.writelines(pieces)
            return
        view = memoryview(pieces[0])
        starts = range(0, len(view), PIECE)
        self._unwritten.extend(view[start : start + PIECE] for start in starts)
        # in one with the end: as long as that waits, so does the last dot
        self._unwritten.append(b"".join((self._unwritten.pop(), *pieces[1:])))
        self._pour()

    def hang_up(self, error: RelayError) -> None:
        """End the connection at once, and all that was on its way by it."""
        if self._end is not None:
            return
        self._end = error
        if self._transport is not None:
            self._transport.abort()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)
        if self.exchange is not None:
            self.exchange.end(error)
            self._owner.ended(self, error)

    def look(self, now: float, *, rest: float) -> None:
        """See whether the relay takes too long, or nothing was to be said for long."""
        exchange = self.exchange
        if exchange is None or self._end is not None:
            return
        self._note(exchange, now)
        waited = now - self._since
        if exchange.is_at_rest:
            if waited >= rest:
                self._since = now
                exchange.close()
        elif exchange.is_leaving:
            if waited > FAREWELL:
                self.hang_up(FarewellError())
        elif waited > self._timeout:
            self._give_up(f"no whole answer within {self._timeout:g} seconds")
        elif now - self._message_since > MOST_ANSWERS * self._timeout:
            seconds = MOST_ANSWERS * self._timeout
            self._give_up(f"one message took more than {seconds:g} seconds")

    def _note(self, exchange: Exchange, now: float) -> None:
        """Keep since when nothing has moved; the desk may take the time it needs."""
        seen = (exchange.heard, self._poured, exchange.is_at_rest)
        if seen != self._seen or exchange.is_announced:
            self._seen, self._since = seen, now
        if exchange.answered != self._answered or not exchange.is_waiting:
            self._answered, self._message_since = exchange.answered, now

    def _give_up(self, fact: str) -> None:
        self.hang_up(broken(self._relay, TimeoutError(fact)))

    def _pour(self) -> None:
        assert self._transport is not None
        while self._unwritten and not self._is_full and self._end is None:
            self._transport.write(self._unwritten.popleft())

    def _use(self, transport: asyncio.BaseTransport) -> None:
        # those of uvloop are no subclass, and have all of its methods
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=PIECE)

    # what the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the line."""
        self._use(transport)
        if line := transport.get_extra_info("socket"):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BUFFER)

    def data_received(self, data: bytes) -> None:
        """Hand on what the relay said."""
        if self._end is not None:
            return
        exchange = self.exchange
        if exchange is None:
            self._hear(data)
            return
        try:
            exchange.receive(data)
            if not self._is_proven and exchange.answered:
                self._is_proven = True
                self._owner.proved()
        except Exception as error:  # noqa: BLE001  whatever the desk raises ends all
            self._owner.failed(error)

    def pause_writing(self) -> None:
        """The relay reads more slowly than we write."""
        self._is_full = True

    def resume_writing(self) -> None:
        """It has read what there was."""
        self._is_full = False
        self._poured += 1
        self._pour()

    def connection_lost(self, exc: Exception | None) -> None:
        """The relay hung up, or the way to it is broken."""
        if self._end is None:
            error = exc or ConnectionResetError("the relay hung up")
            self.hang_up(broken(self._relay, error))

    def _hear(self, data: bytes) -> None:
        try:
            self._heard += self._reader.feed(data)
        except ReplyError as error:
            self.hang_up(broken(self._relay, error))
            return
        if self._waiter is not None and self._heard and not self._waiter.done():
            self._waiter.set_result(self._heard.pop(0))
