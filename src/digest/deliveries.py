"""The nouns of the line that carries letters to readers.

Their words are in the glossary of `model.py`; the rules are the same: frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.readers import Addressee


class Purpose(StrEnum):
    """Why a letter goes out."""

    ISSUE = "issue"
    #: asks whether the address really wants a newsletter
    CONFIRMATION = "confirmation"
    #: greets who has confirmed
    WELCOME = "welcome"
    #: asks the new address of a reader who wants to move there
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What everybody gets, rendered once; addressing fills the placeholders."""

    purpose: Purpose
    subject: str
    html: str
    text: str
    #: one mailbox (RFC 5322)
    sender: str
    language: str
    #: what stands in the Date header
    date: datetime
    list_id: str
    list_name: str
    #: the issue's page (RFC 5064), or the archive's
    archived_at: str
    #: the archive of the whole newsletter (RFC 2369 List-Archive)
    archive_url: str
    #: names the letter within its list; goes into Message-ID and Feedback-ID
    key: str
    preheader: str = ""
    #: where answers go (RFC 5322 3.6.2); "": to the sender
    reply_to: str = ""
    #: whether its author wrote the text part, which need not say what the HTML does
    has_own_text: bool = False
    #: what of the issue it had no room for, told to its owner; "" where it has all
    shortened: str = ""
    #: where its links lead that are counted, by their number from 1; empty: none are
    links: tuple[str, ...] = ()


class Placeholder(StrEnum):
    """The words in a letter that differ by reader; they survive CSS inlining.

    Those that stand in an href are absolute URLs, so that no tool rewrites them.
    """

    UNSUBSCRIBE_URL = "https://placeholder.invalid/unsubscribe"
    PREFERENCES_URL = "https://placeholder.invalid/preferences"
    CONFIRM_URL = "https://placeholder.invalid/confirm"
    MOVE_URL = "https://placeholder.invalid/move"


class DeliveryState(StrEnum):
    """How far a delivery has come; CLAIMED is the intent, written before the body."""

    PENDING = "pending"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    #: waits for its owner: its issue is paused, or it is in doubt
    HELD = "held"


class OnDoubt(StrEnum):
    """What becomes of a delivery whose sender died between the body and the answer."""

    #: it goes out once more, with the same Message-ID
    RESEND = "resend"
    #: it waits for its owner
    HOLD = "hold"
    #: it is given up
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One letter on its way to one subscriber."""

    id: int
    purpose: Purpose
    newsletter: str
    #: number of the issue; 0 for a confirmation
    issue: int = 0
    subscriber: Addressee
    #: where it goes, if not to the subscriber's own address: they want to move there
    new_address: str = ""
    state: DeliveryState
    #: tries before this one
    attempts: int = 0
    #: when it was planned; what a link in it is good for counts from then
    planned: datetime
    #: no earlier than this
    due: datetime
    #: the relay's last words
    reply: str = ""
    #: True where an earlier process died between the body and the answer
    is_in_doubt: bool = False

    @property
    def recipient(self) -> str:
        """The address that it goes to."""
        return self.new_address or self.subscriber.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A stretch of an issue's deliveries, about a thousand, for one worker at a time.

    Only says where to look: which of them wait is what the ledger says then.
    """

    newsletter: str
    #: number of the issue
    issue: int
    #: the least id that belongs to it
    first: int
    #: the greatest
    last: int

    def __str__(self) -> str:
        return f"{self.newsletter} {self.issue}, deliveries {self.first}-{self.last}"


class OutcomeKind(StrEnum):
    """What the relay's answer means for the delivery."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"


#: the relay took or refused the message itself
JUDGED = frozenset({OutcomeKind.ACCEPTED, OutcomeKind.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the relay answered to one message."""

    kind: OutcomeKind
    #: reply code (RFC 5321 4.2), 0 where no answer came
    code: int = 0
    #: enhanced status (RFC 3463), "" where none was given
    status: str = ""
    reply: str = ""
