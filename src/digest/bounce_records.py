"""What came back of a message, as values: reports, whoever brought them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.reasons import Reason


class BounceKind(StrEnum):
    """What a report says of the message."""

    #: no mail arrived, and this one will not be tried again
    PERMANENT = "permanent"
    #: this message did not arrive, another may
    TRANSIENT = "transient"
    #: it arrived, and its reader called it spam (RFC 5965)
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A later report of failure (RFC 3464), or a complaint."""

    kind: BounceKind
    reason: Reason
    #: enhanced status (RFC 3463), "" where none was given
    status: str = ""
    #: the receiver's words, in one line
    detail: str = ""
    #: when it came
    received: datetime
    #: the delivery that its return path names; 0 where none does
    delivery: int = 0
    #: the recipient that the report names; "" where it names none
    address: str = ""
    #: who brought it: "mailbox", "relay", or the name of a webhook
    source: str
    #: what tells the report from any other of its source, so that it counts once
    id: str
