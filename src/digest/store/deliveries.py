"""The outbox: letters on their way, each with its reader.

A lease keeps two processes off the same delivery while it waits for its turn; the
intent decides. So a lease may be lost at any time and nobody is mailed twice: only who
holds the newest lease can write the intent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    update,
)

from digest.deliveries import Delivery, DeliveryState, Outcome, Purpose
from digest.readers import SubscriberState
from digest.store.columns import Moment
from digest.store.connection import BATCH, Mode, Statements
from digest.store.owner import is_dead
from digest.store.schema import (
    DELIVERY,
    IS_LEASED,
    IS_OPEN,
    IS_SUPPRESSED,
    ISSUE,
    SLOT,
    SUBSCRIBER,
    SUBSCRIPTION,
    in_states,
)
from digest.store.subscribers import read_subscribers

#: a reader waits for what is for them alone; an issue goes to all
CLAIM_ORDER = (
    *(Purpose.CONFIRMATION, Purpose.MOVE, Purpose.WELCOME),
    Purpose.ISSUE,
)
#: no delivery waits longer for its next try (mail.outcome); one that is due later was
#: planned by a clock that was wrong
FARTHEST = timedelta(hours=24) * 1.2

IS_INTENDED = DELIVERY.c.state == DeliveryState.CLAIMED
#: tries before the next one; where nobody wrote down an answer, there was one, too
TRIES = DELIVERY.c.attempts + case(
    (and_(IS_INTENDED, ~DELIVERY.c.in_doubt), 1), else_=0
)
#: what the reader's subscription must be for the delivery to go out
IS_WANTED = case(
    (
        DELIVERY.c.purpose == Purpose.CONFIRMATION,
        SUBSCRIPTION.c.state == SubscriberState.UNCONFIRMED,
    ),
    else_=SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
)

# run for each message, and so built only once, which takes longer than to run them
_ONE = update(DELIVERY).where(DELIVERY.c.id == bindparam("number"))
_OWN = _ONE.where(DELIVERY.c.owner == bindparam("holder"))
INTEND = _OWN.where(
    DELIVERY.c.lease_until > bindparam("now"),
    or_(
        in_states(DELIVERY.c.state, DeliveryState.PENDING, DeliveryState.DEFERRED),
        and_(IS_INTENDED, DELIVERY.c.in_doubt),
    ),
).values(state=DeliveryState.CLAIMED, in_doubt=False)
_ANSWER = _ONE.values(
    lease_until=None, in_doubt=False, attempts=DELIVERY.c.attempts + 1
)
SETTLE = _ANSWER.where(DELIVERY.c.state != DeliveryState.ACCEPTED)
DEFER = _ANSWER.where(IS_OPEN)
RELEASE = _OWN.values(lease_until=None)


class DeliveryStatements(Statements):
    """What protocols.DeliveryStore asks about deliveries."""

    def claim_deliveries(
        self, count: int, *, now: datetime, lease_until: datetime
    ) -> tuple[Delivery, ...]:
        """See DeliveryStore."""
        claimed: list[Delivery] = []
        lease = {"lease_until": lease_until, "owner": self._database.owner}
        returning = update(DELIVERY).where(IS_OPEN, DELIVERY.c.due > now + FARTHEST)
        with self._database.transaction(Mode.WRITE) as connection:
            for purpose in Purpose:
                theirs = returning.where(DELIVERY.c.purpose == purpose)
                connection.execute(theirs.values(due=now))
            for purpose in CLAIM_ORDER:
                while page := min(count - len(claimed), BATCH):
                    rows = _due(connection, purpose, now, page)
                    wanted = [row for row in rows if row.is_wanted]
                    unwanted = [row.id for row in rows if not row.is_wanted]
                    withdraw_open(connection, DELIVERY.c.id.in_(unwanted))
                    _lease(connection, [row.id for row in wanted], lease)
                    claimed += _deliveries(connection, wanted)
                    if len(rows) < page:
                        break
        return tuple(claimed)

    def intend(self, delivery: int, *, now: datetime) -> bool:
        """See DeliveryStore."""
        values = {"number": delivery, "now": now, "holder": self._database.owner}
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(INTEND, values).rowcount == 1

    def record_outcome(
        self,
        delivery: int,
        outcome: Outcome,
        state: DeliveryState,
        *,
        due: datetime,
        now: datetime,
    ) -> None:
        """See DeliveryStore."""
        is_final = state in {DeliveryState.ACCEPTED, DeliveryState.FAILED}
        values = {
            "number": delivery,
            "state": state,
            "due": due,
            "answered": now,
            "code": outcome.code,
            "status": outcome.status,
            "reply": outcome.reply,
        }
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(SETTLE if is_final else DEFER, values)

    def release(self, deliveries: Iterable[int]) -> None:
        """See DeliveryStore."""
        holder = self._database.owner
        rows = [{"number": delivery, "holder": holder} for delivery in deliveries]
        if rows:
            with self._database.transaction(Mode.WRITE) as connection:
                connection.execute(RELEASE, rows)

    def release_all(self, *, now: datetime) -> int:
        """See DeliveryStore."""
        counting = select(func.count()).select_from(DELIVERY)
        doubtful = counting.where(IS_OPEN, IS_INTENDED, ~IS_LEASED)
        with self._database.transaction(Mode.WRITE) as connection:
            for lease in (DELIVERY.c, SLOT.c):
                holders = select(lease.owner).where(lease.lease_until > now).distinct()
                dead = [*filter(is_dead, connection.execute(holders).scalars())]
                is_over = or_(lease.lease_until <= now, lease.owner.in_(dead))
                ending = update(lease.owner.table).where(
                    lease.lease_until.is_not(None), is_over
                )
                # a busy slot without a lease would be nobody's for ever
                ended = None if lease is DELIVERY.c else now
                connection.execute(ending.values(lease_until=ended))
            return connection.execute(doubtful).scalar_one()

    def next_due(self, *, now: datetime) -> datetime | None:
        """See DeliveryStore."""
        is_waiting = and_(IS_OPEN, ~IS_LEASED)
        waiting = [
            select(moment)
            .where(is_waiting, DELIVERY.c.purpose == purpose, condition)
            .order_by(DELIVERY.c.due)
            .limit(1)
            for purpose in Purpose
            for moment, condition in (
                (DELIVERY.c.due, DELIVERY.c.due <= now + FARTHEST),
                (literal(now, Moment), DELIVERY.c.due > now + FARTHEST),
            )
        ]
        leased = select(func.min(DELIVERY.c.lease_until)).where(IS_LEASED, IS_OPEN)
        with self._database.transaction(Mode.READ) as connection:
            moments = [connection.execute(q).scalar() for q in (*waiting, leased)]
        return min((moment for moment in moments if moment), default=None)

    def open_deliveries(self, purpose: Purpose | None = None) -> int:
        """See DeliveryStore."""
        query = select(func.count()).select_from(DELIVERY).where(IS_OPEN)
        if purpose is not None:
            query = query.where(DELIVERY.c.purpose == purpose)
        with self._database.transaction(Mode.READ) as connection:
            return connection.execute(query).scalar_one()


def withdraw_open(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Withdraw the open deliveries that meet the condition.

    One whose body is on its way now is withdrawn, too: should no answer come, it is not
    tried again.
    """
    withdrawing = update(DELIVERY).where(IS_OPEN, condition)
    connection.execute(
        withdrawing.values(
            state=DeliveryState.WITHDRAWN, lease_until=None, in_doubt=False
        )
    )


def _due(
    connection: Connection, purpose: Purpose, now: datetime, count: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The next deliveries to claim, in their order, and whether they are wanted."""
    is_free = or_(~IS_LEASED, DELIVERY.c.lease_until <= now)
    query = (
        select(
            *(DELIVERY.c[name] for name in ("id", "purpose", "newsletter", "state")),
            *(
                DELIVERY.c[name]
                for name in ("subscriber_id", "planned", "due", "reply")
            ),
            TRIES.label("tries"),
            ISSUE.c.number,
            and_(IS_WANTED, ~IS_SUPPRESSED).label("is_wanted"),
        )
        .join(SUBSCRIBER, SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
        .outerjoin(
            SUBSCRIPTION,
            and_(
                SUBSCRIPTION.c.subscriber_id == DELIVERY.c.subscriber_id,
                SUBSCRIPTION.c.newsletter == DELIVERY.c.newsletter,
            ),
        )
        .outerjoin(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
        .where(IS_OPEN, DELIVERY.c.purpose == purpose, DELIVERY.c.due <= now, is_free)
        .order_by(DELIVERY.c.due, DELIVERY.c.id)
        .limit(count)
        .with_for_update(of=DELIVERY, skip_locked=True)
    )
    return connection.execute(query).all()


def _lease(
    connection: Connection, deliveries: Sequence[int], lease: Mapping[str, Any]
) -> None:
    leasing = update(DELIVERY).where(DELIVERY.c.id.in_(deliveries))
    connection.execute(leasing.values(**lease, attempts=TRIES, in_doubt=IS_INTENDED))


def _deliveries(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]
) -> Iterator[Delivery]:
    """The rows with their readers, as this process gets them."""
    numbers = {row.subscriber_id for row in rows}
    readers = read_subscribers(connection, SUBSCRIBER.c.id.in_(numbers))
    by_number = {reader.id: reader for reader in readers}
    for row in rows:
        state = DeliveryState(row.state)
        yield Delivery(
            id=row.id,
            purpose=Purpose(row.purpose),
            newsletter=row.newsletter,
            issue=row.number or 0,
            subscriber=by_number[row.subscriber_id],
            state=state,
            attempts=row.tries,
            planned=row.planned,
            due=row.due,
            reply=row.reply,
            is_in_doubt=state is DeliveryState.CLAIMED,
        )
