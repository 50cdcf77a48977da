"""What came back of a message, as values: reports, whoever brought them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from digest.reasons import Reason

#: so many letters that did not arrive, of so many issues at the least and in so long,
#: and none between them that did: the mailbox counts as closed
MOST_FAILURES = 5
FEWEST_ISSUES = 2
FAILURES_WITHIN = timedelta(days=30)
#: reasons that lie with the mailbox: a refusal of us says nothing against the reader
COUNTED = frozenset(
    {
        *(Reason.MAILBOX_FULL, Reason.SUSPENDED, Reason.LATER, Reason.NETWORK),
        *(Reason.SYSTEM, Reason.UNKNOWN),
    }
)


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
    #: whom a signed link in the returned letter was made for; 0 where there is none
    subscriber: int = 0
    #: the recipient that the report names; "" where it names none
    address: str = ""
    #: whether a service that proved who it is names the address; others may lie
    is_vouched: bool = False
    #: who brought it: "mailbox", "relay", or the name of a webhook
    source: str
    #: what tells the report from any other of its source, so that it counts once
    id: str

    @property
    def domain(self) -> str:
        """Where the recipient has its mailbox; "" where none is named."""
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of a report in the store."""

    #: False where it was there before: it changes nothing then
    is_new: bool
    #: whether it is proven to be about a letter of ours; else it is only kept
    is_believed: bool = False
    #: why its reader gets no more mail from now on; None where they do
    suppressed: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceRecord:
    """A bounce as it is kept."""

    bounce: Bounce
    newsletter: str = ""
    #: of the issue; 0 for a letter to one reader, and where none is known
    issue: int = 0
    is_believed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceCounts:
    """How many bounces are kept, the most frequent first."""

    reasons: Mapping[str, int] = field(default_factory=dict)
    #: of readers' addresses
    domains: Mapping[str, int] = field(default_factory=dict)
    #: reports that nothing proves; they are not in the other counts
    unproven: int = 0
