"""What is asked of the store, cut by who asks.

Each method is one transaction: all of it happened, or nothing. A constraint of the
database decides every race, and the loser is told by a value. Whatever a driver raises
becomes StoreError. Times go in and come out aware and in UTC.
"""

from __future__ import annotations

from typing import Protocol

from digest.store.protocols.backups import BackupStore, HeldBack, LostIssue
from digest.store.protocols.bounces import BounceStore
from digest.store.protocols.clicks import ClickStore, LinkClicks
from digest.store.protocols.consent import (
    NO_GREETINGS,
    UNLIMITED,
    ConsentStore,
    Greetings,
)
from digest.store.protocols.deliveries import (
    Answer,
    DeliveryQuery,
    DeliveryRecord,
    DeliveryStore,
    FailureCount,
    PausedIssue,
)
from digest.store.protocols.entries import EntryStore
from digest.store.protocols.hub import HubStore
from digest.store.protocols.issues import IssueStore, LetterReader
from digest.store.protocols.machines import HandedOut, MachineStore, WorkQueue
from digest.store.protocols.private_feeds import PrivateFeedStore
from digest.store.protocols.reader_lists import (
    Growth,
    Listed,
    ReaderListStore,
    ReaderStatistics,
    SubscriberQuery,
)
from digest.store.protocols.slots import SlotStore
from digest.store.protocols.sources import SourceStore
from digest.store.protocols.subscribers import NewSubscriber, SubscriberStore
from digest.store.protocols.tidying import TidyStore
from digest.store.protocols.vitals import StoreVitals, VitalStore

__all__ = [
    "NO_GREETINGS",
    "UNLIMITED",
    "Answer",
    "BackupStore",
    "BounceStore",
    "ClickStore",
    "ConsentStore",
    "DeliveryQuery",
    "DeliveryRecord",
    "DeliveryStore",
    "EntryStore",
    "FailureCount",
    "Greetings",
    "Growth",
    "HandedOut",
    "HeldBack",
    "HubStore",
    "IssueStore",
    "LetterReader",
    "LinkClicks",
    "Listed",
    "LostIssue",
    "MachineStore",
    "NewSubscriber",
    "PausedIssue",
    "PrivateFeedStore",
    "ReaderListStore",
    "ReaderStatistics",
    "SlotStore",
    "SourceStore",
    "Store",
    "StoreVitals",
    "SubscriberQuery",
    "SubscriberStore",
    "TidyStore",
    "VitalStore",
    "WorkQueue",
]


class Store(
    EntryStore,
    SlotStore,
    IssueStore,
    SubscriberStore,
    ReaderListStore,
    ConsentStore,
    DeliveryStore,
    BounceStore,
    ClickStore,
    SourceStore,
    PrivateFeedStore,
    HubStore,
    TidyStore,
    MachineStore,
    BackupStore,
    VitalStore,
    Protocol,
):
    """The one memory; only the wiring knows which database it is.

    It is opened in the name of an owner, who is one process's one store: what it
    leases, deliveries and slots, is leased to that owner.
    """

    def close(self) -> None:
        """Let go of the database."""
        ...
