"""What a service says, and how its words become bounces."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from digest.bounces.correlation import Proofs
from digest.bounces.delivery_status import describe
from digest.lines import one_line
from digest.reasons import Reason, ends_mail
from digest.records.bounces import Bounce, BounceKind
from digest.secret import Secret

#: events of one call that are read
MOST_EVENTS = 10_000
LONGEST_TEXT = 2000
LONGEST_ID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request of a service."""

    body: bytes = field(repr=False)
    #: by their names in lower case
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    received: datetime
    #: what the owner and the service share; of SendGrid its public key
    secret: Secret
    proofs: Proofs


#: reads a call: its bounces, or None where nothing proves that the service sent it
Service: TypeAlias = Callable[[Call], tuple[Bounce, ...] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One failure or complaint in a service's words, already sorted out."""

    #: what tells it from any other of the service
    id: str
    address: str
    words: str = ""
    status: str = ""
    #: what the service itself makes of it; UNKNOWN where it leaves that to the words
    reason: Reason = Reason.UNKNOWN
    #: the envelope sender of the letter, where the service tells
    sender: str = ""


def bounce_of(event: Event, call: Call, source: str) -> Bounce:
    """The bounce that the event tells of; the receiver's words decide, if they can."""
    report = describe(event.words, status=event.status)
    reason = report.reason
    if event.reason is Reason.COMPLAINT or reason in {Reason.UNKNOWN, Reason.LATER}:
        reason = event.reason
    return Bounce(
        kind=_kind(reason),
        reason=reason,
        status=event.status,
        detail=report.detail,
        received=call.received,
        delivery=call.proofs.delivery_of(event.sender),
        address=event.address,
        is_vouched=True,
        source=source,
        id=event.id,
    )


def read_json(body: bytes) -> Any:
    """What the body holds; None where it is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def part(value: Any, *path: str) -> Any:
    """What stands at the path of keys; None where there is nothing."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(value: Any, *path: str) -> str:
    """The text, or the number as one, at the path; "" where there is none."""
    found = part(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return one_line(str(found), longest=LONGEST_TEXT)


def items(value: Any, *path: str) -> list[Any]:
    """The list at the path, at most so much of it as is read."""
    found = part(value, *path)
    return found[:MOST_EVENTS] if isinstance(found, list) else []


def _kind(reason: Reason) -> BounceKind:
    if reason is Reason.COMPLAINT:
        return BounceKind.COMPLAINT
    return BounceKind.PERMANENT if ends_mail(reason) else BounceKind.TRANSIENT
