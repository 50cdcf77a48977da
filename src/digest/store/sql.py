"""The store in SQL: the statements of every noun, put to one database."""

from __future__ import annotations

from digest.store.bounces.kept import BounceStatements
from digest.store.copies.copying import CopyStatements
from digest.store.copies.restored import RestoredStatements
from digest.store.entries import EntryStatements
from digest.store.hub.listeners import HubStatements
from digest.store.hub.pings import PingStatements
from digest.store.hub.requests import HubRequestStatements
from digest.store.issues.approvals import ApprovalStatements
from digest.store.issues.clicks import ClickStatements
from digest.store.issues.pausing import PauseStatements
from digest.store.issues.published import IssueStatements
from digest.store.ledger.answers import AnswerStatements
from digest.store.ledger.claiming import ClaimStatements
from digest.store.ledger.leases import LeaseStatements
from digest.store.ledger.lists import DeliveryListStatements
from digest.store.machines import MachineStatements
from digest.store.readers.consent import ConsentStatements
from digest.store.readers.counts import ReaderStatisticsStatements
from digest.store.readers.lists import ReaderListStatements
from digest.store.readers.moving import MovingStatements
from digest.store.readers.preferences import PreferenceStatements
from digest.store.readers.private_feeds import PrivateFeedStatements
from digest.store.readers.records import ReaderRecordStatements
from digest.store.readers.requests import RequestStatements
from digest.store.readers.search import ReaderSearchStatements
from digest.store.readers.subscribers import SubscriberStatements
from digest.store.readers.suppressions import SuppressionStatements
from digest.store.slots import SlotStatements
from digest.store.sources import SourceStatements
from digest.store.tidying import TidyStatements
from digest.store.vitals import VitalStatements


class SqlStore(
    EntryStatements,
    SlotStatements,
    IssueStatements,
    ApprovalStatements,
    SubscriberStatements,
    ReaderListStatements,
    ReaderSearchStatements,
    ReaderStatisticsStatements,
    RequestStatements,
    ConsentStatements,
    PreferenceStatements,
    MovingStatements,
    ReaderRecordStatements,
    ClaimStatements,
    AnswerStatements,
    LeaseStatements,
    PauseStatements,
    DeliveryListStatements,
    ClickStatements,
    SuppressionStatements,
    BounceStatements,
    SourceStatements,
    PrivateFeedStatements,
    HubStatements,
    HubRequestStatements,
    PingStatements,
    TidyStatements,
    MachineStatements,
    RestoredStatements,
    CopyStatements,
    VitalStatements,
):
    """All of protocols.Store, on whichever database it was opened with."""
