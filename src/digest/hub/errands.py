"""What the messenger runs for: to ask a callback back, to tell it, to ping a hub.

Each errand says what is to be called, and keeps in the store what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from digest.fetch.caller import Call, Heard
from digest.hub.calls import Content, ping, question, telling
from digest.hub.pauses import MOST_QUESTIONS, next_try
from digest.hub.results import Result
from digest.hub.verdicts import after_failure, agrees, fault_of, told
from digest.records.hub import Intent, Listener, Ping, Request, Told
from digest.store.protocols.hub import HubStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of an errand."""

    result: Result
    #: what is still to be kept; many at a time cost little more than one
    told: tuple[Told, ...] = ()
    #: for the owner; "" where there is none
    fault: str = ""


class Errand(Protocol):
    """One call that is to be made."""

    @property
    def key(self) -> str:
        """The same for the same errand."""
        ...

    @property
    def host(self) -> str:
        """Whose turn it takes."""
        ...

    @property
    def is_doubtful(self) -> bool:
        """Whether it failed before, so that it may keep us waiting."""
        ...

    def call(self) -> Call:
        """What is to be called."""
        ...

    def settle(self, heard: Heard, store: HubStore, now: datetime) -> Settled:
        """Keep what came of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack:
    """Asks a callback whether it means what was asked for in its name."""

    request: Request
    #: new for each errand
    challenge: str
    #: when it is asked: from then on the lease is counted (WebSub 5.3)
    asked: datetime

    @property
    def key(self) -> str:
        """See Errand."""
        return f"request {self.request.number}"

    @property
    def host(self) -> str:
        """See Errand."""
        return self.request.host

    @property
    def is_doubtful(self) -> bool:
        """See Errand; of a stranger nobody knows."""
        return True

    def call(self) -> Call:
        """See Errand."""
        return question(self.request, self.challenge)

    def settle(self, heard: Heard, store: HubStore, now: datetime) -> Settled:
        """See Errand; only silence is asked again."""
        request = self.request
        if agrees(request, heard, self.challenge):
            store.grant(request, until=self.asked + request.lease)
            is_new = request.intent is Intent.SUBSCRIBE
            return Settled(result=Result.GRANTED if is_new else Result.LEFT)
        if not heard.status:
            tries = request.tries + 1
            due = next_try(tries, most=MOST_QUESTIONS, wait=heard.wait, now=now)
            if due is not None:
                store.put_off_request(request, due=due)
                return Settled(result=Result.UNANSWERED)
        store.drop_request(request)
        is_denial = request.intent is Intent.DENIED
        return Settled(result=Result.DENIED if is_denial else Result.DECLINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Tells a listener of a feed that changed."""

    listener: Listener
    content: Content

    @property
    def key(self) -> str:
        """See Errand."""
        return f"listener {self.listener.number}"

    @property
    def host(self) -> str:
        """See Errand."""
        return self.listener.host

    @property
    def is_doubtful(self) -> bool:
        """See Errand."""
        return self.listener.failures > 0

    def call(self) -> Call:
        """See Errand."""
        return telling(self.listener, self.content)

    def settle(self, heard: Heard, store: HubStore, now: datetime) -> Settled:  # noqa: ARG002  it is kept with others
        """See Errand."""
        one = told(self.listener, heard, self.content.digest, now)
        result = Result.TOLD if one.digest else Result.NOT_TOLD
        return Settled(result=Result.GONE if one.is_gone else result, told=(one,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PingHub:
    """Tells a hub elsewhere of the feeds that changed."""

    hub: str
    pings: Sequence[Ping]

    @property
    def key(self) -> str:
        """See Errand."""
        return f"hub {self.hub}"

    @property
    def host(self) -> str:
        """See Errand."""
        return urlsplit(self.hub).netloc

    @property
    def is_doubtful(self) -> bool:
        """See Errand; there are few of them, and they have a place of their own."""
        return False

    def call(self) -> Call:
        """See Errand."""
        return ping(self.hub, [one.topic for one in self.pings])

    def settle(self, heard: Heard, store: HubStore, now: datetime) -> Settled:
        """See Errand."""
        fault = fault_of(self.hub, heard)
        if not fault:
            store.end_pings(self.pings)
            return Settled(result=Result.PINGED)
        due = after_failure(self.pings, heard, now)
        if due is None:
            store.end_pings(self.pings)
        else:
            store.put_off_pings(self.pings, due=due, fault=fault)
        return Settled(result=Result.NOT_PINGED, fault=fault)
