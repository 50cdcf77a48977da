"""The store in SQL: the statements of every noun, put to one database."""

from __future__ import annotations

from digest.store.approvals import ApprovalStatements
from digest.store.consent import ConsentStatements
from digest.store.deliveries import DeliveryStatements
from digest.store.entries import EntryStatements
from digest.store.hub import HubStatements
from digest.store.hub_requests import HubRequestStatements
from digest.store.issues import IssueStatements
from digest.store.pings import PingStatements
from digest.store.private_feeds import PrivateFeedStatements
from digest.store.reader_lists import ReaderListStatements
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
    ConsentStatements,
    DeliveryStatements,
    SuppressionStatements,
    SourceStatements,
    PrivateFeedStatements,
    HubStatements,
    HubRequestStatements,
    PingStatements,
):
    """All of protocols.Store, on whichever database it was opened with."""
