"""One connection: how much and how slowly its reader may send, and take.

uvicorn itself waits for ever, and keeps fields of a head without an end.
"""

from __future__ import annotations

import asyncio
import fcntl
import struct
import termios
from typing import Any

from uvicorn.protocols.http.httptools_impl import (
    HttpToolsProtocol,
    RequestResponseCycle,
)

from digest.web.published.at_hand import Whole
from digest.web.serving.guests import Guests
from digest.web.serving.short_way import ShortWay

#: seconds in which the head of a request has to come
LONGEST_HEAD = 10.0
#: seconds in which who is sent an answer has to take some of it
LONGEST_PAUSE = 30.0
#: seconds for which a connection is kept behind an answer
LONGEST_REST = 5.0
#: octets of a request that are no body: its head, and trailers
LARGEST_HEAD = 32 * 1024
#: fields of a head, and trailers
MOST_FIELDS = 100
#: octets that are parsed before we look again
PIECE = 4096
#: connections at a time; more are told 503
MOST_CONNECTIONS = 900
#: methods whose answer can be at hand
READING = frozenset({b"GET", b"HEAD"})

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 26\r\n"
    b"Connection: close\r\n\r\nThe request is too large.\n"
)


class GuardedProtocol(HttpToolsProtocol):
    """Refuses a large head, and knows since when its reader does nothing.

    What the application has at hand is answered here, without a task of its own.
    """

    #: in the loop's time; None while there is a whole request to answer
    _waits_since: float | None = None
    #: octets of this request up to here that are no body
    _octets = 0
    _piece = b""
    _is_too_large = False
    #: fields Host of this request
    _hosts = 0
    #: octets of our answers that the reader has not got, and since when no fewer
    _owed = 0
    _pauses_since = 0.0
    #: since when the connection rests behind an answer of our own; None elsewhere
    _rests_since: float | None = None
    #: the end of a head, and what it was made of
    _end = b""
    _fields_of_end: list[tuple[bytes, bytes]] | None = None

    def __init__(
        self,
        *args: Any,
        guests: Guests | None,
        short_way: ShortWay | None,
        **values: Any,
    ) -> None:
        super().__init__(*args, **values)
        self._guests = guests
        self._short_way = short_way

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
        self._rests_since = None
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
        self._hosts = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head or a trailer; what is raised here stops the parser."""
        headers = self.headers
        name = name.lower()
        # as uvicorn does it, without a call for each field
        if name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        elif name == b"host":
            self._hosts += 1
        headers.append((name, value))
        if len(headers) > MOST_FIELDS:
            self._is_too_large = True
            message = "too many fields"
            raise ValueError(message)

    def on_headers_complete(self) -> None:
        """The head is whole, and is answered."""
        self._waits_since = None
        # what stands before us may have gone by another one (RFC 9112 3.2)
        if self._hosts != 1 and self.parser.get_http_version() == "1.1":
            message = "a request has one Host"
            raise ValueError(message)
        found = self._whole_answer()
        if found is None:
            super().on_headers_complete()
            return
        self.server_state.total_requests += 1
        self.transport.writelines((found.head, self._end_of_head(), found.body))
        self._rests_since = self.loop.time()

    def _end_of_head(self) -> bytes:
        """The fields that all answers have, the date, and the empty line."""
        fields = self.server_state.default_headers
        # once a second it is another list
        if fields is not self._fields_of_end:
            lines = [b"%b: %b\r\n" % field for field in fields]
            self._end, self._fields_of_end = b"".join([*lines, b"\r\n"]), fields
        return self._end

    def _whole_answer(self) -> Whole | None:
        """The answer that is at hand, where nothing about the connection is unusual."""
        method = self.parser.get_method()
        if (
            self._short_way is None
            or method not in READING
            or self.parser.get_http_version() != "1.1"
            or not self.parser.should_keep_alive()
            # whoever does not read what they asked for waits for the long way
            or self.transport.get_write_buffer_size()
            or self._is_answering()
            or len(self.connections) >= MOST_CONNECTIONS
        ):
            return None
        is_head = method == b"HEAD"
        return self._short_way.at_once(
            self._host, self.url, self.headers, is_head=is_head
        )

    def on_message_complete(self) -> None:
        """The request is whole; ours has been answered already."""
        if self.cycle is not None:
            super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        """Octets of the body, which the application has a limit for."""
        self._octets -= len(body)
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """The parser has stopped: by a fault of the request, or by ourselves."""
        if self._is_too_large or self._is_answering():
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
        is_resting = (
            self._rests_since is not None and self._rests_since < now - LONGEST_REST
        )
        if is_late or is_resting or self._takes_nothing(now):
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
