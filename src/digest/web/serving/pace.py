"""How many requests one address on the internet may send us."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.rates import Rate
from digest.web.clients import address_of, is_one_reader
from digest.web.headers import SECURITY

#: bits of an IPv6 address that tell a household from others: it has all the rest
HOUSEHOLD_BITS = 64
#: addresses that are known at a time; beyond, those that wait least are let off
MOST_KNOWN = 50_000


class Pace:
    """Knows who came how often lately.

    Each request takes its turn, and the turns of an address lie a pause apart, so that
    one number tells how far it is ahead. All that the rate allows may come at once. An
    address of this machine or a private network stands for many, and has no limit.
    """

    def __init__(self, rate: Rate | None, *, clock: Callable[[], float]) -> None:
        """`clock` only goes forward, in seconds."""
        self._pause = rate.pause if rate else 0.0
        self._ahead = rate.seconds if rate else 0
        self._clock = clock
        #: by reader, when the last turn is over
        self._turns: dict[str, float] = {}

    def seconds_to_wait(self, host: str) -> int:
        """0 where this request is within the rate, and was counted; else how long."""
        reader = reader_at(host) if self._pause else ""
        if not reader:
            return 0
        now = self._clock()
        turn = max(now, self._turns.get(reader, now)) + self._pause
        if turn > now + self._ahead:
            return math.ceil(turn - now - self._ahead)
        if reader not in self._turns and len(self._turns) >= MOST_KNOWN:
            self._forget(now)
        self._turns[reader] = turn
        return 0

    def _forget(self, now: float) -> None:
        """Forget who has no turn ahead; where that is nobody, the nearer half."""
        self._turns = {name: turn for name, turn in self._turns.items() if turn > now}
        if len(self._turns) >= MOST_KNOWN:
            latest = sorted(self._turns.items(), key=lambda each: each[1])
            self._turns = dict(latest[MOST_KNOWN // 2 :])


# readers come again and again
@lru_cache(maxsize=4096)
def reader_at(host: str) -> str:
    """Who is counted as one reader with this address; "" for who has no limit."""
    address = address_of(host)
    if address is None or not is_one_reader(host):
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, HOUSEHOLD_BITS), strict=False))
    return str(address)


class Paced:
    """Passes on what is within the pace, and answers 429 else (RFC 6585 4)."""

    def __init__(self, app: ASGIApp, pace: Pace) -> None:
        self._app = app
        self._pace = pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have it answered."""
        client = scope.get("client") or ("",)
        wait = self._pace.seconds_to_wait(client[0])
        app = _come_later(wait) if wait else self._app
        await app(scope, receive, send)


def _come_later(seconds: int) -> PlainTextResponse:
    headers = {**SECURITY, "Retry-After": str(seconds), "Cache-Control": "no-store"}
    text = "Too many requests; please come back later.\n"
    return PlainTextResponse(text, 429, headers=headers)
