"""What an answer of a listener or a hub means. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digest.fetch.caller import Heard
from digest.hub.pauses import MOST_TELLINGS, next_try
from digest.records.hub import Dialect, Intent, Listener, Ping, Request, Told

GONE = 410


def agrees(request: Request, heard: Heard, challenge: str) -> bool:
    """Whether the callback means what was asked for (WebSub 5.3.1).

    A redirect, any other status and any other body mean that it does not.
    """
    if request.intent is Intent.DENIED or not heard.is_success:
        return False
    if request.dialect is Dialect.RSSCLOUD:
        body = heard.body.rstrip(b"\r\n")
        return not request.is_challenged or body == challenge.encode()
    return heard.body == challenge.encode()


def told(listener: Listener, heard: Heard, digest: str, now: datetime) -> Told:
    """How it went to tell the listener of the bytes with this digest (WebSub 7).

    Any 2xx is a success, 410 ends the subscription, and all else is tried again.
    """
    number, wanted = listener.number, listener.wanted
    if heard.is_success:
        return Told(number=number, wanted=wanted, digest=digest)
    if heard.status == GONE:
        return Told(number=number, wanted=wanted, is_gone=True)
    tries = listener.failures + 1
    due = next_try(tries, most=MOST_TELLINGS, wait=heard.wait, now=now)
    return Told(number=number, wanted=wanted, due=due)


def fault_of(hub: str, heard: Heard) -> str:
    """Why the hub did not take a ping; "" where it did."""
    if heard.is_success:
        return ""
    fact = heard.fault or f"answers {heard.status}"
    return f"{hub}: {fact}; look at [feeds] hub, or wait"


def after_failure(
    pings: Sequence[Ping], heard: Heard, now: datetime
) -> datetime | None:
    """When a hub that failed is pinged again; None: it is given up for this change."""
    tries = 1 + max(ping.tries for ping in pings)
    return next_try(tries, most=MOST_TELLINGS, wait=heard.wait, now=now)
