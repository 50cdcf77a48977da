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
