"""The store in SQL: the statements of every noun, put to one database."""

from __future__ import annotations

from digest.store.answers import AnswerStatements
from digest.store.approvals import ApprovalStatements
from digest.store.bounces import BounceStatements
from digest.store.claiming import ClaimStatements
from digest.store.clicks import ClickStatements
from digest.store.consent import ConsentStatements
from digest.store.delivery_lists import DeliveryListStatements
from digest.store.entries import EntryStatements
from digest.store.hub import HubStatements
from digest.store.hub_requests import HubRequestStatements
from digest.store.issues import IssueStatements
from digest.store.leases import LeaseStatements
from digest.store.moving import MovingStatements
from digest.store.pausing import PauseStatements
from digest.store.pings import PingStatements
from digest.store.preferences import PreferenceStatements
from digest.store.private_feeds import PrivateFeedStatements
from digest.store.reader_lists import ReaderListStatements
from digest.store.reader_records import ReaderRecordStatements
from digest.store.reader_search import ReaderSearchStatements
from digest.store.reader_statistics import ReaderStatisticsStatements
from digest.store.requests import RequestStatements
from digest.store.slots import SlotStatements
from digest.store.sources import SourceStatements
from digest.store.subscribers import SubscriberStatements
from digest.store.suppressions import SuppressionStatements


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
):
    """All of protocols.Store, on whichever database it was opened with."""
