"""The nouns of the line that keeps readers and their consent.

Their words are in the glossary of `model.py`; the rules are the same: frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.reasons import Reason


class SubscriberState(StrEnum):
    """An address's consent as a whole."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """An address and its consent."""

    id: int
    #: as the reader wrote it
    address: str
    name: str = ""
    state: SubscriberState
    #: names of the newsletters they are subscribed to, sorted
    newsletters: tuple[str, ...] = ()
    #: where the consent comes from: page, owner, or the imported file
    consent: str = ""
    created: datetime
    confirmed: datetime | None = None
    #: BCP 47 tag of the words that pages and letters to this reader alone use; "":
    #: those of the newsletter
    language: str = ""
    #: nothing but answers to themselves goes out before; None: no pause
    paused_until: datetime | None = None
    #: the owner's own labels, sorted
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A subscriber as a letter needs them: where it goes, and whom it names."""

    id: int
    #: as the reader wrote it
    address: str
    name: str = ""
    #: as Subscriber has it
    language: str = ""


class ConsentStep(StrEnum):
    """What happened to an address's consent."""

    #: a letter was planned that asks for it
    ASKED = "asked"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    PAUSED = "paused"
    #: a pause ended before its time
    RESUMED = "resumed"
    #: it holds for another address from then on
    MOVED = "moved"
    #: the reader wants mail again, which a bounce or a complaint had ended
    LIFTED = "lifted"


class ConsentWay(StrEnum):
    """How that was said."""

    #: in the form, by anybody
    FORM = "form"
    #: by a link in a letter, or the button of a mail program that knows it
    LINK = "link"
    #: on the reader's own page
    PREFERENCES = "preferences"
    #: the owner said so
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One step of an address's consent; nothing says from which computer it came."""

    step: ConsentStep
    way: ConsentWay
    #: "" where it is about all of them
    newsletter: str = ""
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that gets no mail, and why."""

    address: str
    reason: Reason
    #: what the receiver said, or the owner; may be empty
    detail: str = ""
    since: datetime


class FeedAccess(StrEnum):
    """What the token of a private feed opens."""

    OPEN = "open"
    #: it was taken back, or its subscriber has left, is suppressed or forgotten
    ENDED = "ended"
    #: nobody was ever given it
    UNKNOWN = "unknown"
