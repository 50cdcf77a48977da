"""What is asked of the store by who watches over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.deliveries import DeliveryState
from digest.issues import SlotState
from digest.readers import SubscriberState


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreVitals:
    """The store in numbers, none of which tells one reader from another."""

    #: by newsletter and state
    slots: Mapping[tuple[str, SlotState], int]
    #: when the oldest slot that is not settled came due; None where all are
    oldest_slot: datetime | None
    #: those that wait or are claimed, by state
    deliveries: Mapping[DeliveryState, int]
    #: of these, those of which nobody knows whether the relay took them
    in_doubt: int
    #: when the oldest of these was planned; None where none waits
    oldest_delivery: datetime | None
    #: subscriptions, by newsletter and state
    subscribers: Mapping[tuple[str, SubscriberState], int]
    suppressed: int
    #: by relay, what it answered in the last whole minute
    answers: Mapping[str, int]


class VitalStore(Protocol):
    """How the store is, asked by the daemon."""

    def server_time(self) -> datetime | None:
        """The time by the clock of the database's machine; None where it has none."""
        ...

    def vitals(self, *, now: datetime) -> StoreVitals:
        """All numbers at once; it takes a while where a million letters wait."""
        ...
