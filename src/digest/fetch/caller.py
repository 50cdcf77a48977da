"""One request to a callback or a hub, and what it answers. The only importer of h11.

A fetcher reads what others publish; a caller tells many of them something, a thousand
at a time, and hardly listens. No redirect is followed, nothing is kept from one call to
the next, and the connection goes to an address that was checked.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import h11

from digest import __version__
from digest.errors import FetchError
from digest.fetch.fetcher import trusted_authorities
from digest.fetch.headers import retry_after
from digest.fetch.public import Address, is_public
from digest.fetch.resolver import Resolve, addresses_of, resolve_host
from digest.fetch.target import Target, read_target
from digest.lines import one_line

#: of one host, so many addresses are tried before it counts as away
MOST_ADDRESSES = 2
#: octets that are sent, and read, at a time
PIECE = 65_536
#: octets of the head of an answer
LARGEST_HEAD = 16_384
#: interim answers (RFC 9110 15.2) before the one that counts
MOST_INTERIM = 8

Link = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is said, and to whom."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    #: octets of the answer's body that are read; the rest is not waited for
    most_read: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back."""

    #: 0 where nobody answered
    status: int = 0
    body: bytes = b""
    #: why nobody answered; "" where somebody did
    fault: str = ""
    #: how long the host asks to be left alone; nothing where it does not
    wait: timedelta = timedelta()

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004  as RFC 9110 15.3 writes it


class Caller:
    """Calls hosts of the public web, any number at a time in one loop.

    `seconds` is what one call may take, to its end. `may_connect` says which addresses
    may be spoken to.
    """

    def __init__(
        self,
        *,
        site_url: str = "",
        seconds: float = 10.0,
        may_connect: Callable[[Address], bool] = is_public,
        resolve: Resolve = resolve_host,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = f"digest/{__version__}{site_url and f' (+{site_url})'}"
        self._seconds = seconds
        self._may_connect = may_connect
        self._resolve = resolve
        self._tls = tls or trusted_authorities()

    async def call(self, call: Call) -> Heard:
        """What came back; nothing that the other side does is raised."""
        try:
            target = read_target(call.url)
            async with asyncio.timeout(self._seconds):
                async with self._connected(target) as link:
                    return await self._exchange(link, target, call)
        except TimeoutError:
            return Heard(fault=f"took longer than {self._seconds:g} seconds")
        except (OSError, ValueError, h11.ProtocolError, FetchError) as error:
            words = getattr(error, "strerror", "") or str(error) or "broke off"
            return Heard(fault=one_line(words, longest=200))

    @asynccontextmanager
    async def _connected(self, target: Target) -> AsyncIterator[Link]:
        """A connection to one of the target's addresses, which are all allowed."""
        link = await self._connect(target, await self._addresses(target))
        try:
            yield link
        finally:
            # whatever the other side still says is not waited for
            link[1].transport.abort()

    async def _connect(self, target: Target, addresses: Sequence[Address]) -> Link:
        is_safe = target.scheme == "https"
        trouble: OSError = OSError("its host has no address")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return await asyncio.open_connection(
                    str(address),
                    target.port,
                    ssl=self._tls if is_safe else None,
                    # the certificate has to be of the name, not of the address
                    server_hostname=target.host if is_safe else None,
                )
            except OSError as error:
                trouble = error
        raise trouble

    async def _addresses(self, target: Target) -> tuple[Address, ...]:
        """The addresses of the target's host; OSError where one is not allowed."""
        addresses = await addresses_of(target.host, self._resolve)
        for address in addresses:
            if not self._may_connect(address):
                raise OSError(f"{address} is not on the public web")
        return addresses

    async def _exchange(self, link: Link, target: Target, call: Call) -> Heard:
        reader, writer = link
        speech = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)
        # who answers before they heard all may hang up on the rest
        with suppress(ConnectionError):
            for piece in _said(speech, target, call, self._agent):
                writer.write(piece)
                await writer.drain()
        answer = await _answer(speech, reader)
        return Heard(
            status=answer.status_code,
            body=await _body(speech, reader, call.most_read),
            wait=_wait(answer),
        )


def _said(
    speech: h11.Connection, target: Target, call: Call, agent: str
) -> Iterator[bytes]:
    """The request as it goes over the wire, in pieces."""
    parts = urlsplit(target.url)
    request = h11.Request(
        method=call.method,
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        headers=[
            ("Host", target.authority),
            ("User-Agent", agent),
            *call.headers.items(),
            *([("Content-Length", str(len(call.body)))] if call.body else []),
            ("Connection", "close"),
        ],
    )
    yield speech.send(request) or b""
    for start in range(0, len(call.body), PIECE):
        yield speech.send(h11.Data(data=call.body[start : start + PIECE])) or b""
    yield speech.send(h11.EndOfMessage()) or b""


async def _answer(speech: h11.Connection, reader: asyncio.StreamReader) -> h11.Response:
    """The head of the answer that counts."""
    for _ in range(MOST_INTERIM):
        event = await _next_event(speech, reader)
        if isinstance(event, h11.Response):
            return event
        if not isinstance(event, h11.InformationalResponse):
            break
    raise OSError("broke off before it answered")


async def _body(
    speech: h11.Connection, reader: asyncio.StreamReader, most: int
) -> bytes:
    """So many octets of the answer's body, at the most."""
    body = b""
    while len(body) < most:
        event = await _next_event(speech, reader)
        if not isinstance(event, h11.Data):
            break
        body += event.data
    return body[:most]


async def _next_event(
    speech: h11.Connection, reader: asyncio.StreamReader
) -> h11.Event | type[h11.PAUSED]:
    while True:
        event = speech.next_event()
        if not isinstance(event, type) or event is h11.PAUSED:
            return event
        speech.receive_data(await reader.read(PIECE))


def _wait(answer: h11.Response) -> timedelta:
    headers = {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in answer.headers
    }
    return retry_after(headers) or timedelta()
