"""Deliveries claimed by a process that is going to send them.

A lease keeps two processes off the same delivery while it waits for its turn; the
intent decides. So a lease may be lost at any time and nobody is mailed twice: only who
holds the newest lease can write the intent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    any_,
    bindparam,
    func,
    null,
    or_,
    select,
    update,
)

from digest.deliveries import Batch, Delivery, DeliveryState, OnDoubt
from digest.store.columns import stamp
from digest.store.databases.connection import BATCH, Mode, Statements, is_server
from digest.store.databases.prepared import execute_rows, prepare
from digest.store.ledger.claimed_pages import Line, Row, build_deliveries, read_page
from digest.store.ledger.deliveries import TRIES, UNLEASED, open_issues, withdraw_open
from digest.store.ledger.leases import holder_id
from digest.store.schema import (
    DELIVERY,
    IS_INTENDED,
    IS_OPEN,
    IS_PAUSED,
    IS_PERSONAL,
    ISSUE,
)

#: no delivery waits longer for its next try (mail.outcome); one that is due later was
#: planned by a clock that was wrong
FARTHEST = timedelta(hours=24) * 1.2
#: where what is in doubt goes, if it is not sent once more
DOUBTFUL = {OnDoubt.HOLD: DeliveryState.HELD, OnDoubt.SKIP: DeliveryState.FAILED}


LEASING = update(DELIVERY).values(
    due=bindparam("until"),
    lease_until=bindparam("until"),
    holder_id=bindparam("holder"),
    attempts=TRIES,
    in_doubt=or_(DELIVERY.c.in_doubt, IS_INTENDED),
)
LEASE = LEASING.where(DELIVERY.c.id == bindparam("number"))
#: for a server, where it costs more to send a statement than to carry it out
LEASE_ALL = LEASING.where(
    DELIVERY.c.id == any_(bindparam("numbers", type_=ARRAY(BigInteger)))
)


class ClaimStatements(Statements):
    """How protocols.DeliveryStore hands out deliveries."""

    def next_due(
        self, *, now: datetime, newsletters: Collection[str] | None = None
    ) -> datetime | None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.READ) as connection:
            lines = open_lines(connection, newsletters)
            moments = [line.oldest for line in lines if line.oldest]
            if moments and _has_far(connection, lines, now):
                moments.append(now)
        return min(moments, default=None)

    def claim_deliveries(
        self,
        count: int,
        *,
        now: datetime,
        lease_until: datetime,
        on_doubt: OnDoubt = OnDoubt.RESEND,
        newsletters: Collection[str] | None = None,
        batch: Batch | None = None,
    ) -> tuple[Delivery, ...]:
        """See DeliveryStore."""
        claimed: list[Delivery] = []
        with self._database.transaction(Mode.LEASE) as connection:
            lease = {
                "until": stamp(lease_until),
                "holder": holder_id(connection, self._database.owner),
            }
            for line in _meant_lines(connection, newsletters, batch):
                _mend_clock(connection, line, now)
                while page := min(count - len(claimed), BATCH):
                    rows = read_page(connection, line, now, page)
                    claimed += _take(connection, line, rows, lease, on_doubt)
                    if len(rows) < page:
                        break
        return tuple(claimed)


def open_lines(
    connection: Connection, newsletters: Collection[str] | None
) -> tuple[Line, ...]:
    """The lines to claim from: the personal one, then issues, oldest first."""
    found = open_issues()
    oldest = (
        select(func.min(DELIVERY.c.due))
        .where(IS_OPEN, DELIVERY.c.issue_id == found.c.id)
        .scalar_subquery()
    )
    query = (
        select(ISSUE.c.id, ISSUE.c.number, oldest.label("oldest"))
        .join(found, found.c.id == ISSUE.c.id)
        .where(ISSUE.c.id.not_in(select(ISSUE.c.id).where(IS_PAUSED)))
        .order_by(oldest, ISSUE.c.id)
    )
    if newsletters is not None:
        query = query.where(ISSUE.c.newsletter.in_(sorted(newsletters)))
    issues = connection.execute(query)
    return (
        Line(oldest=_oldest_personal(connection)),
        *(
            Line(issue_id=row.id, number=row.number, oldest=row.oldest)
            for row in issues
        ),
    )


def _meant_lines(
    connection: Connection, newsletters: Collection[str] | None, batch: Batch | None
) -> tuple[Line, ...]:
    """The lines to claim from: where a batch is named, its part of its issue alone."""
    if batch is None:
        return open_lines(connection, newsletters)
    if newsletters is not None and batch.newsletter not in newsletters:
        return ()
    query = select(ISSUE.c.id).where(
        ISSUE.c.newsletter == batch.newsletter,
        ISSUE.c.number == batch.issue,
        ~IS_PAUSED,
    )
    found = connection.execute(query).scalars()
    return tuple(
        Line(issue_id=issue_id, number=batch.issue, oldest=None, batch=batch)
        for issue_id in found
    )


def _oldest_personal(connection: Connection) -> datetime | None:
    query = select(func.min(DELIVERY.c.due)).where(IS_OPEN, IS_PERSONAL)
    return connection.execute(query).scalar()


def _is_far(line: Line, now: datetime) -> ColumnElement[bool]:
    """Whether a delivery of the line is due later than any pause lasts."""
    return and_(IS_OPEN, line.condition, DELIVERY.c.due > now + FARTHEST)


def _has_far(connection: Connection, lines: Iterable[Line], now: datetime) -> bool:
    """Whether a clock that was wrong planned any of the lines' deliveries."""
    queries = (select(DELIVERY.c.id).where(_is_far(line, now)) for line in lines)
    return any(connection.execute(query.limit(1)).first() for query in queries)


def _mend_clock(connection: Connection, line: Line, now: datetime) -> None:
    """What a clock that was wrong planned is due now."""
    mending = update(DELIVERY).where(_is_far(line, now))
    connection.execute(mending.values(due=now, **UNLEASED))


def _take(
    connection: Connection,
    line: Line,
    rows: Sequence[Row],
    lease: Mapping[str, Any],
    on_doubt: OnDoubt,
) -> Iterator[Delivery]:
    """Lease those of the rows that are to go out, and settle the others."""
    if unwanted := [row.id for row in rows if not row.is_wanted]:
        withdraw_open(connection, DELIVERY.c.id.in_(unwanted))
    wanted = [row for row in rows if row.is_wanted]
    state = DOUBTFUL.get(on_doubt)
    if state and (doubtful := [row.id for row in wanted if row.is_doubtful]):
        _set_aside(connection, doubtful, state)
        wanted = [row for row in wanted if not row.is_doubtful]
    if wanted:
        _lease(connection, [row.id for row in wanted], lease)
    return build_deliveries(line, wanted)


def _lease(
    connection: Connection, deliveries: Sequence[int], lease: Mapping[str, Any]
) -> None:
    """Have the deliveries, whose rows are this transaction's already."""
    if not is_server(connection.dialect):
        rows = [(number, *lease.values()) for number in deliveries]
        execute_rows(connection, LEASE, ("number", *lease), rows)
        return
    leasing = prepare(LEASE_ALL, connection.dialect)
    values = leasing.values({"numbers": [*deliveries], **lease})
    connection.exec_driver_sql(leasing.text, values)


def _set_aside(
    connection: Connection, deliveries: Sequence[int], state: DeliveryState
) -> None:
    """Keep the deliveries in doubt from going out; that they are so stays known."""
    setting = update(DELIVERY).where(DELIVERY.c.id.in_(deliveries))
    connection.execute(
        setting.values(
            state=state, due=null(), in_doubt=True, attempts=TRIES, **UNLEASED
        )
    )
