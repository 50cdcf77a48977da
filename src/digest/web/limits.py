"""How much one reader may ask of us: octets and seconds of a body, sign-ups an hour."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_network

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.web.clients import address_of
from digest.web.headers import SECURITY

#: octets of the largest form that a reader sends us
LARGEST_BODY = 64 * 1024
#: seconds in which all of it has to come
LONGEST_WAIT = 10.0
#: bits of an address that one household or office shares, by IP version
NETWORK_BITS = {4: 24, 6: 56}
NOTHING_LARGER: Mapping[str, int] = {}


class BodyLimit:
    """Gives the application the whole body at once; refuses a large or slow one."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        largest: int = LARGEST_BODY,
        longest_wait: float = LONGEST_WAIT,
        larger: Mapping[str, int] = NOTHING_LARGER,
    ) -> None:
        """`larger` has the octets that are taken below single paths."""
        self._app = app
        self._largest = largest
        self._larger = larger
        self._longest_wait = longest_wait

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, or answer 413 or 408 in the application's place."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._longest_wait):
                body = await self._read(receive, self._largest_at(scope["path"]))
        except TimeoutError:
            await _refuse(408, "The form took too long to come.")(scope, receive, send)
            return
        if body is None:
            await _refuse(413, "The form is too large.")(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)

    def _largest_at(self, path: str) -> int:
        found = (most for begin, most in self._larger.items() if path.startswith(begin))
        return next(found, self._largest)

    async def _read(self, receive: Receive, largest: int) -> bytes | None:
        """The whole body; None as soon as it is too large."""
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > largest:
                return None
            if not message.get("more_body", False):
                return bytes(body)


class RateLimit:
    """So many requests of one network, and of all together, in each window of time."""

    def __init__(self, *, each: int, together: int, window: timedelta) -> None:
        self._each = each
        self._together = together
        self._window = window
        self._ends: datetime | None = None
        self._counts: Counter[str] = Counter()

    def seconds_to_wait(self, client: str, now: datetime) -> int:
        """0 where the request is within the limits and was counted, else how long.

        Memory is bounded: beyond the common limit no network is added.
        """
        # a clock set back must not lengthen a window
        if self._ends is None or not now < self._ends <= now + self._window:
            self._ends = now + self._window
            self._counts.clear()
        network = network_of(client)
        is_over = (
            self._counts[network] >= self._each
            or self._counts.total() >= self._together
        )
        if is_over:
            return max(1, round((self._ends - now).total_seconds()))
        self._counts[network] += 1
        return 0


def network_of(client: str) -> str:
    """The network that a client's address is in; the text itself where it is none."""
    address = address_of(client)
    if address is None:
        return client
    bits = NETWORK_BITS[address.version]
    return str(ip_network(f"{address}/{bits}", strict=False))


def _once(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body first, then what comes after it."""
    waiting: list[Message] = [
        {"type": "http.request", "body": body, "more_body": False}
    ]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message


def _refuse(status: int, text: str) -> PlainTextResponse:
    # the rest of the body is not waited for
    headers = {**SECURITY, "Connection": "close"}
    return PlainTextResponse(f"{text}\n", status, headers=headers)
