"""An issue's deliveries in batches, handed out to workers in the same transaction.

A batch is a stretch of ids between two round numbers, so that planning, a retry and the
sweep mean the same by it without remembering anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, literal_column, select, true

from digest.deliveries import Batch
from digest.store.databases.connection import Database
from digest.store.ledger.deliveries import open_issues
from digest.store.protocols.machines import HandedOut
from digest.store.schema import DELIVERY, IS_OPEN, IS_PAUSED, ISSUE

#: ids in a batch: a worker has done with it within minutes at most rates
LENGTH = 1000
# written out: a database groups only by what it sees to be the same
_NUMBER = DELIVERY.c.id.op("/")(literal_column(str(LENGTH)))


def due_batches(
    connection: Connection, is_meant: ColumnElement[bool], now: datetime
) -> Iterator[Batch]:
    """Those in which something is due, of the issues that are meant; oldest first."""
    number = _NUMBER.label("number_of_batch")
    issues = (
        select(ISSUE.c.id, ISSUE.c.newsletter, ISSUE.c.number)
        .where(
            ISSUE.c.id.in_(select(open_issues().c.id)),
            ISSUE.c.id.not_in(select(ISSUE.c.id).where(IS_PAUSED)),
            is_meant,
        )
        .order_by(ISSUE.c.id)
    )
    for issue in connection.execute(issues).all():
        numbers = (
            select(number)
            .where(IS_OPEN, DELIVERY.c.issue_id == issue.id, DELIVERY.c.due <= now)
            .group_by(number)
            .order_by(number)
        )
        for one in connection.execute(numbers).scalars():
            yield Batch(
                newsletter=issue.newsletter,
                issue=issue.number,
                first=one * LENGTH,
                last=one * LENGTH + LENGTH - 1,
            )


def hand_out(
    database: Database,
    connection: Connection,
    now: datetime,
    newsletters: Collection[str] | None = None,
) -> HandedOut:
    """Have workers send what is due, and what dead ones left, if there are workers."""
    if database.queue is None:
        return HandedOut()
    is_meant: ColumnElement[bool] = true()
    if newsletters is not None:
        is_meant = ISSUE.c.newsletter.in_(sorted(newsletters))
    batches = tuple(due_batches(connection, is_meant, now))
    raw = connection.connection.driver_connection
    recovered = database.queue.recover(raw)
    added = database.queue.put(raw, batches) if batches else 0
    return HandedOut(added=added, recovered=recovered)


def hand_out_issue(
    database: Database, connection: Connection, issue_id: int, now: datetime
) -> None:
    """Have workers send what is due of the issue, if there are workers."""
    if database.queue is None:
        return
    batches = tuple(due_batches(connection, ISSUE.c.id == issue_id, now))
    if batches:
        database.queue.put(connection.connection.driver_connection, batches)
