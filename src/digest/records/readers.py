"""All that is kept about one reader, as values: for the reader who asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.deliveries import DeliveryState, Purpose
from digest.readers import ConsentEvent, Subscriber, SubscriberState, Suppression
from digest.records.bounces import Bounce


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One subscriber's consent to one newsletter."""

    newsletter: str
    state: SubscriberState
    #: when the state came
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressMove:
    """A reader's wish to get their letters at another address."""

    address: str
    asked: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDelivery:
    """What went out to a reader, or was going to, and what became of it."""

    purpose: Purpose
    newsletter: str
    #: number of the issue; 0 for a letter to this reader alone
    issue: int
    state: DeliveryState
    planned: datetime
    attempts: int
    #: when the relay answered last; None where it never did
    answered: datetime | None
    #: the relay's last words
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFeed:
    """A feed of the reader's own; its address is kept nowhere."""

    created: datetime
    #: when it was taken back; None while it stands
    revoked: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRecord:
    """All that is kept about one reader."""

    subscriber: Subscriber
    #: when a form last had a letter sent to the address; None: none ever did
    asked: datetime | None
    subscriptions: tuple[Subscription, ...]
    #: oldest first, as everything that follows
    events: tuple[ConsentEvent, ...]
    deliveries: tuple[PastDelivery, ...]
    bounces: tuple[Bounce, ...]
    suppression: Suppression | None
    move: AddressMove | None
    private_feeds: tuple[PrivateFeed, ...]
