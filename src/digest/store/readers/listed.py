"""Readers as a list has them: each with what they said, and whether mail goes there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from digest.addresses import address_key
from digest.readers import Subscriber, SubscriberState, Suppression
from digest.reasons import Reason
from digest.store.protocols import Listed
from digest.store.readers.subscribers import read_subscribers
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION, SUPPRESSION


def read_listed(connection: Connection, keys: Sequence[str]) -> list[Listed]:
    """The readers of these keys, by address key; meant for a page."""
    readers = read_subscribers(connection, SUBSCRIBER.c.key.in_(keys))
    said = _read_said(connection, [reader.id for reader in readers])
    suppressed = _read_suppressed(connection, keys)
    return [
        _listed(reader, said[reader.id], suppressed.get(address_key(reader.address)))
        for reader in readers
    ]


class _Said:
    """What one reader said to the newsletters."""

    def __init__(self) -> None:
        self.newsletters: dict[str, list[str]] = {
            state: [] for state in SubscriberState
        }
        self.since: dict[str, datetime] = {}

    def add(self, newsletter: str, state: str, since: datetime) -> None:
        """One more subscription."""
        self.newsletters[state].append(newsletter)
        self.since[newsletter] = since


def _listed(reader: Subscriber, said: _Said, suppression: Suppression | None) -> Listed:
    return Listed(
        reader=reader,
        confirmed=tuple(said.newsletters[SubscriberState.CONFIRMED]),
        unconfirmed=tuple(said.newsletters[SubscriberState.UNCONFIRMED]),
        left=tuple(said.newsletters[SubscriberState.UNSUBSCRIBED]),
        since=said.since,
        suppression=suppression,
    )


def _read_said(
    connection: Connection, numbers: Sequence[int]
) -> defaultdict[int, _Said]:
    theirs = SUBSCRIPTION.c.subscriber_id.in_(numbers)
    query = select(SUBSCRIPTION).where(theirs).order_by(SUBSCRIPTION.c.newsletter)
    said: defaultdict[int, _Said] = defaultdict(_Said)
    for row in connection.execute(query):
        said[row.subscriber_id].add(row.newsletter, row.state, row.since)
    return said


def _read_suppressed(
    connection: Connection, keys: Sequence[str]
) -> dict[str, Suppression]:
    query = select(SUPPRESSION).where(SUPPRESSION.c.key.in_(keys))
    return {
        row.key: Suppression(
            address=row.address,
            reason=Reason(row.reason),
            detail=row.detail,
            since=row.since,
        )
        for row in connection.execute(query)
    }
