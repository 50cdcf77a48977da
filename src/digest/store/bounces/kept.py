"""What came back: listed, counted, and forgotten in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, delete, func, select

from digest.reasons import Reason
from digest.records.bounces import (
    Bounce,
    BounceCounts,
    BounceKind,
    BounceRecord,
    Recorded,
)
from digest.store.bounces.recording import record
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.schema import BOUNCE, DELIVERY, ISSUE, SUBSCRIBER

#: domains that are counted by name
MOST_DOMAINS = 100


class BounceStatements(Statements):
    """See protocols.BounceStore."""

    def record_bounce(self, bounce: Bounce) -> Recorded:
        """See BounceStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            return record(connection, bounce)

    def record_refusals(self, bounces: Iterable[Bounce]) -> None:
        """See BounceStore."""
        with self._database.transaction(self._database.answer_mode) as connection:
            for bounce in bounces:
                record(connection, bounce)

    def bounces(
        self, *, since: datetime, reason: str = "", domain: str = ""
    ) -> Iterator[BounceRecord]:
        """See BounceStore."""
        query = (
            select(BOUNCE, SUBSCRIBER.c.address, DELIVERY.c.newsletter, ISSUE.c.number)
            .outerjoin(SUBSCRIBER, SUBSCRIBER.c.id == BOUNCE.c.subscriber_id)
            .outerjoin(DELIVERY, DELIVERY.c.id == BOUNCE.c.delivery_id)
            .outerjoin(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
            .where(BOUNCE.c.received >= since)
            .order_by(BOUNCE.c.id.desc())
            .limit(BATCH)
        )
        for column, wanted in ((BOUNCE.c.reason, reason), (BOUNCE.c.domain, domain)):
            if wanted:
                query = query.where(column == wanted)
        page = query
        while True:
            with self._database.transaction(Mode.READ) as connection:
                rows = connection.execute(page).all()
            for row in rows:
                yield _kept(row)
            if len(rows) < BATCH:
                return
            page = query.where(BOUNCE.c.id < rows[-1].id)

    def count_bounces(self, *, since: datetime) -> BounceCounts:
        """See BounceStore."""
        recent = BOUNCE.c.received >= since
        with self._database.transaction(Mode.READ) as connection:
            unproven = select(func.count()).where(recent, ~BOUNCE.c.believed)
            return BounceCounts(
                reasons=_count(connection, BOUNCE.c.reason, recent),
                domains=_count(connection, BOUNCE.c.domain, recent),
                unproven=connection.execute(unproven).scalar_one(),
            )

    def forget_bounces(self, *, before: datetime) -> int:
        """See BounceStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            erasing = delete(BOUNCE).where(BOUNCE.c.received < before)
            return connection.execute(erasing).rowcount


def _kept(row: Row[Any]) -> BounceRecord:
    return BounceRecord(
        bounce=Bounce(
            kind=BounceKind(row.kind),
            reason=Reason(row.reason),
            status=row.status,
            detail=row.detail,
            received=row.received,
            delivery=row.delivery_id or 0,
            subscriber=row.subscriber_id or 0,
            address=row.address or "",
            source=row.source,
            id=row.key,
        ),
        newsletter=row.newsletter or "",
        issue=row.number or 0,
        is_believed=row.believed,
    )


def _count(
    connection: Connection, column: Column[str], recent: ColumnElement[bool]
) -> dict[str, int]:
    """How many there are of each value of the column, the most frequent first."""
    count = func.count()
    query = (
        select(column, count)
        .where(recent, BOUNCE.c.believed)
        .group_by(column)
        .order_by(count.desc(), column)
        .limit(MOST_DOMAINS)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
