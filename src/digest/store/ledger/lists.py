"""Deliveries as their owner looks at them: listed, counted, tried anew, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    func,
    or_,
    select,
    true,
    update,
)

from digest.addresses import address_key
from digest.deliveries import DeliveryState, Purpose
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.ledger.batches import hand_out
from digest.store.ledger.deliveries import (
    IS_WANTED,
    deliveries_of,
    is_pausing,
    take_in_order,
    withdraw_open,
)
from digest.store.protocols.deliveries import (
    DeliveryQuery,
    DeliveryRecord,
    FailureCount,
)
from digest.store.readers.events import TAKES_MAIL
from digest.store.schema import (
    DELIVERY,
    IS_INTENDED,
    IS_OPEN,
    ISSUE,
    SUBSCRIBER,
    SUBSCRIPTION,
    in_states,
)

#: what may be tried anew, if its reader wants it still
IS_RETRIABLE = in_states(
    DELIVERY.c.state,
    *(DeliveryState.FAILED, DeliveryState.HELD, DeliveryState.WITHDRAWN),
)
#: columns that a record has under the same name
RECORDED = ("id", "newsletter", "attempts", "planned", "due", "answered", "code")
RECORD = (
    select(
        *(DELIVERY.c[name] for name in (*RECORDED, "status", "reply")),
        *(DELIVERY.c[name] for name in ("purpose", "state", "in_doubt", "new_address")),
        ISSUE.c.number,
        SUBSCRIBER.c.address,
    )
    .join(SUBSCRIBER, SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
    .outerjoin(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
    .order_by(DELIVERY.c.id)
    .limit(BATCH)
)


class DeliveryListStatements(Statements):
    """What protocols.DeliveryStore is asked by the owner."""

    def find_deliveries(self, query: DeliveryQuery) -> Iterator[DeliveryRecord]:
        """See DeliveryStore."""
        last = 0
        while True:
            page = RECORD.where(meant(query), DELIVERY.c.id > last)
            with self._database.transaction(Mode.READ) as connection:
                rows = connection.execute(page).all()
            for row in rows:
                yield _record(row)
            if len(rows) < BATCH:
                return
            last = rows[-1].id

    def count_deliveries(self, query: DeliveryQuery) -> Mapping[DeliveryState, int]:
        """See DeliveryStore."""
        states = (
            select(DELIVERY.c.state, func.count())
            .where(meant(query))
            .group_by(DELIVERY.c.state)
            .order_by(DELIVERY.c.state)
        )
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(states)
            return {DeliveryState(state): count for state, count in rows}

    def count_failures(self, query: DeliveryQuery) -> tuple[FailureCount, ...]:
        """See DeliveryStore."""
        how_many = func.count().label("how_many")
        # relays put names of queues and readers into their words: one stands for all
        words = func.min(DELIVERY.c.reply).label("reply")
        said = (DELIVERY.c.code, DELIVERY.c.status)
        unhappy = in_states(
            DELIVERY.c.state,
            *(DeliveryState.FAILED, DeliveryState.DEFERRED, DeliveryState.HELD),
        )
        counting = (
            select(*said, words, how_many)
            .where(meant(query), unhappy)
            .group_by(*said)
            .order_by(how_many.desc(), *said)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(
                FailureCount(
                    code=row.code,
                    status=row.status,
                    reply=row.reply,
                    count=row.how_many,
                )
                for row in connection.execute(counting)
            )

    def retry(self, query: DeliveryQuery, now: datetime) -> int:
        """See DeliveryStore."""
        wanted = (
            select(DELIVERY.c.id)
            .join(SUBSCRIBER, SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
            .outerjoin(
                SUBSCRIPTION,
                and_(
                    SUBSCRIPTION.c.subscriber_id == DELIVERY.c.subscriber_id,
                    SUBSCRIPTION.c.newsletter == DELIVERY.c.newsletter,
                ),
            )
            .where(meant(query), IS_RETRIABLE, IS_WANTED)
            .where(TAKES_MAIL, ~is_pausing(now))
        )
        retrying = update(DELIVERY).where(DELIVERY.c.id.in_(wanted))
        with self._database.transaction(Mode.DURABLE) as connection:
            take_in_order(connection, and_(meant(query), IS_RETRIABLE))
            done = connection.execute(
                retrying.values(state=DeliveryState.PENDING, due=now, attempts=0)
            )
            hand_out(self._database, connection, now)
            return done.rowcount

    def withdraw(self, query: DeliveryQuery) -> int:
        """See DeliveryStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            return withdraw_open(connection, meant(query))

    def open_deliveries(self, purpose: Purpose | None = None) -> int:
        """See DeliveryStore."""
        query = select(func.count()).select_from(DELIVERY).where(IS_OPEN)
        if purpose is not None:
            query = query.where(DELIVERY.c.purpose == purpose)
        with self._database.transaction(Mode.READ) as connection:
            return connection.execute(query).scalar_one()


def meant(query: DeliveryQuery) -> ColumnElement[bool]:
    """Whether a delivery meets all that the query names."""
    conditions: list[ColumnElement[bool]] = [true()]
    if query.number:
        issues = select(ISSUE.c.id).where(ISSUE.c.number == query.number)
        if query.newsletter:
            issues = issues.where(ISSUE.c.newsletter == query.newsletter)
        conditions.append(DELIVERY.c.issue_id.in_(issues))
    elif query.newsletter:
        conditions.append(DELIVERY.c.newsletter == query.newsletter)
    if query.states:
        conditions.append(in_states(DELIVERY.c.state, *query.states))
    if query.address:
        key = address_key(query.address)
        whose = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key == key)
        conditions.append(deliveries_of(whose))
    if query.in_doubt:
        conditions.append(or_(DELIVERY.c.in_doubt, IS_INTENDED))
    return and_(*conditions)


def _record(row: Row[*tuple[Any, ...]]) -> DeliveryRecord:
    return DeliveryRecord(
        **{name: getattr(row, name) for name in (*RECORDED, "status", "reply")},
        purpose=Purpose(row.purpose),
        issue=row.number or 0,
        address=row.new_address or row.address,
        state=DeliveryState(row.state),
        is_in_doubt=row.in_doubt or row.state == DeliveryState.CLAIMED,
    )
