"""Who wants to be told of changed feeds, and what is still to be told.

A *topic* (WebSub 1) is the address of one of our feeds. A *listener* is a callback that
asked to be told of a topic and was found to mean it; a *request* is one that was not
asked back yet. A *ping* tells a hub elsewhere that a topic changed. The rules are those
of `model.py`: frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Dialect(StrEnum):
    """Which of two protocols a listener speaks."""

    WEBSUB = "websub"
    RSSCLOUD = "rsscloud"


class Intent(StrEnum):
    """What a request is for, in the words of hub.mode (WebSub 5.1, 5.2)."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    #: ours: the listener is told that it is none any more
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a callback is to be asked back for, or told."""

    #: given by the store
    number: int = 0
    dialect: Dialect
    intent: Intent
    topic: str
    callback: str
    #: of the callback, in lower case; it is what limits are counted by
    host: str
    #: of the signatures; "" for none
    secret: str = field(default="", repr=False)
    lease: timedelta = timedelta()
    #: False where whoever asks is the callback's own address (rssCloud)
    is_challenged: bool = True
    #: times that nobody answered
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A callback that is to be told of a change now."""

    number: int
    dialect: Dialect
    topic: str
    callback: str
    host: str
    secret: str = field(repr=False)
    #: of the bytes that it is to be told of, SHA-256 in hexadecimal
    wanted: str
    #: times in a row that it took nothing
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How it went to tell a listener."""

    number: int
    #: of the bytes that it was to be told of
    wanted: str
    #: of the bytes that it took; "" where it took none
    digest: str = ""
    #: when to try again; None: not before the next change
    due: datetime | None = None
    #: it said that it is gone
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """What a hub elsewhere does not know yet."""

    hub: str
    topic: str
    #: of the bytes that it is to know of
    digest: str
    #: times that the hub did not take it
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many listeners and requests there are."""

    of_host: int
    together: int
    #: the very callback has this very topic already
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HubCounts:
    """What there is to say of the hub, and of hubs elsewhere."""

    listeners: int
    #: of them, those that did not take the last change
    failing: int
    requests: int
    pings: int
    #: by hub, why it did not take the last ping
    faults: tuple[tuple[str, str], ...]
