"""One connection: how much and how slowly its reader may send, and take.

uvicorn itself waits for ever, and keeps fields of a head without an end.
"""

from __future__ import annotations

import asyncio
import fcntl
import struct
import termios
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import (
    HttpToolsProtocol,
    RequestResponseCycle,
)

from digest.web.clients import address_of

#: seconds in which the head of a request has to come
LONGEST_HEAD = 10.0
#: seconds in which who is sent an answer has to take some of it
LONGEST_PAUSE = 30.0
#: octets of a request that are no body: its head, and trailers
LARGEST_HEAD = 32 * 1024
#: fields of a head, and trailers
MOST_FIELDS = 100
#: octets that are parsed before we look again
PIECE = 4096
#: connections of one address at a time
MOST_EACH = 50

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 26\r\n"
    b"Connection: close\r\n\r\nThe request is too large.\n"
)


class Guests:
    """How many connections each address of the internet has at this door."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def enter(self, host: str) -> bool:
        """Whether one more connection of this address may stay; it counts anyway."""
        self._counts[host] += 1
        return self._counts[host] <= MOST_EACH or not is_one_reader(host)

    def leave(self, host: str) -> None:
        """Count a connection off."""
        self._counts[host] -= 1
        if not self._counts[host]:
            del self._counts[host]


def is_one_reader(host: str) -> bool:
    """Whether the address is a reader's own, as far as one can know.

    A loopback or private address is a proxy's or a gateway's, and stands for many.
    """
    address = address_of(host)
    return address is not None and address.is_global


class GuardedProtocol(HttpToolsProtocol):
    """Refuses a large head, and knows since when its reader does nothing."""

    #: in the loop's time; None while there is a whole request to answer
    _waits_since: float | None = None
    #: octets of this request up to here that are no body
    _octets = 0
    _piece = b""
    _is_too_large = False
    #: octets of our answers that the reader has not got, and since when no fewer
    _owed = 0
    _pauses_since = 0.0

    def __init__(self, *args: Any, guests: Guests | None, **values: Any) -> None:
        super().__init__(*args, **values)
        self._guests = guests

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """From now on the reader has to do something; one too many is sent away."""
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        if self._guests and not self._guests.enter(self._host):
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The reader's place is free again."""
        super().connection_lost(exc)
        if self._guests:
            self._guests.leave(self._host)

    @property
    def _host(self) -> str:
        return self.client[0] if self.client else ""

    def data_received(self, data: bytes) -> None:
        """Parse what came, piece by piece, until it is too much."""
        # any byte ends uvicorn's own wait for the next request, so ours starts with it
        if self._waits_since is None and not self._is_answering():
            self._waits_since = self.loop.time()
        for start in range(0, len(data), PIECE):
            self._piece = data[start : start + PIECE]
            self._octets += len(self._piece)
            super().data_received(self._piece)
            if self._octets > LARGEST_HEAD:
                self._refuse()
            if self.transport.is_closing():
                return

    def on_message_begin(self) -> None:
        """A request begins, and its count with it."""
        # rather some octets of the request before than too few
        self._octets = len(self._piece)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head or a trailer; what is raised here stops the parser."""
        super().on_header(name, value)
        if len(self.headers) > MOST_FIELDS:
            self._is_too_large = True
            message = "too many fields"
            raise ValueError(message)

    def on_headers_complete(self) -> None:
        """The head is whole, and is answered."""
        self._waits_since = None
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Octets of the body, which the application has a limit for."""
        self._octets -= len(body)
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """The parser has stopped: by a fault of the request, or by ourselves."""
        if self._is_too_large:
            self._refuse()
        else:
            super().send_400_response(msg)

    def _refuse(self) -> None:
        if self._is_answering():
            # nothing can be said amid another answer
            self.transport.abort()
        else:
            self.transport.write(TOO_LARGE)
            self.transport.close()

    def _is_answering(self) -> bool:
        # uvicorn declares no None here, but there is one before the first request
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def cut_if_idle(self, now: float) -> None:
        """End the connection if its reader is too slow; to be asked now and then."""
        is_late = (
            self._waits_since is not None and self._waits_since < now - LONGEST_HEAD
        )
        if is_late or self._takes_nothing(now):
            self.transport.abort()

    def _takes_nothing(self, now: float) -> bool:
        """Whether the reader has taken none of what we owe for too long."""
        before, self._owed = self._owed, self._still_owed()
        # growing is no reading: one who asks for ever more has to read, too
        if not self._owed or self._owed < before or not before:
            self._pauses_since = now
        return self._pauses_since < now - LONGEST_PAUSE

    def _still_owed(self) -> int:
        """Octets of our answers that wait here or in the kernel; 0 if none wait here.

        The kernel takes more of us only in large steps, so who reads slowly but surely
        is known by what it holds.
        """
        waiting = self.transport.get_write_buffer_size()
        if not waiting:
            return 0
        unwritten = self.cycle.expected_content_length if self._is_answering() else 0
        return waiting + unwritten + _held_by_kernel(self.transport)


def _held_by_kernel(transport: asyncio.Transport) -> int:
    """Octets that the other side has not acknowledged; 0 where that is not told."""
    try:
        number = transport.get_extra_info("socket").fileno()
        told = fcntl.ioctl(number, termios.TIOCOUTQ, bytes(4))
    except (OSError, AttributeError):
        return 0
    return int(struct.unpack("i", told)[0])
