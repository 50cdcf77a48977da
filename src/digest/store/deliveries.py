"""The outbox: letters on their way, each with its reader.

A lease keeps two processes off the same delivery while it waits for its turn; the
intent decides. So a lease may be lost at any time and nobody is mailed twice: of two
processes that hold the same delivery only one can write its intent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from digest.readers import (
    Delivery,
    DeliveryState,
    Outcome,
    Purpose,
    SubscriberState,
)
from digest.store.connection import Mode, Statements
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

#: deliveries looked at in one statement
PAGE = 1000

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
INTEND = _ONE.where(
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
RELEASE = _ONE.values(lease_until=None)


class DeliveryStatements(Statements):
    """What protocols.DeliveryStore asks about deliveries."""

    def claim_deliveries(
        self, count: int, *, now: datetime, lease_until: datetime
    ) -> tuple[Delivery, ...]:
        """Lease up to `count` deliveries that are due, oldest first, to this process.

        The state stays what it is until `intend`. Who unsubscribed since or is
        suppressed is withdrawn instead, and so is a confirmation that came too late.
        """
        claimed: list[Delivery] = []
        with self._database.transaction(Mode.WRITE) as connection:
            for purpose in (Purpose.CONFIRMATION, Purpose.ISSUE):
                while page := min(count - len(claimed), PAGE):
                    rows = _due(connection, purpose, now, page)
                    wanted = [row for row in rows if row.is_wanted]
                    unwanted = [row.id for row in rows if not row.is_wanted]
                    withdraw_open(connection, DELIVERY.c.id.in_(unwanted))
                    _lease(connection, [row.id for row in wanted], lease_until)
                    claimed += _deliveries(connection, wanted)
                    if len(rows) < page:
                        break
        return tuple(claimed)

    def intend(self, delivery: int, *, now: datetime) -> bool:
        """Write the intent to send; False where it was withdrawn meanwhile.

        False, too, where the lease ran out, or another process was first.
        """
        values = {"number": delivery, "now": now}
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
        """Keep the answer: the state it leads to and, where deferred, the next try.

        Ends the lease and counts the attempt. What the relay accepted stays accepted,
        and what was withdrawn or failed meanwhile is never tried again.
        """
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
        """Give leased deliveries back untried."""
        rows = [{"number": delivery} for delivery in deliveries]
        if rows:
            with self._database.transaction(Mode.WRITE) as connection:
                connection.execute(RELEASE, rows)

    def release_all(self, *, now: datetime) -> int:
        """End every lease at once, in doubt or not; returns how many were in doubt.

        Those of slots end, too: whoever held one has a fence that is refused as soon as
        the slot is claimed again.
        """
        counting = select(func.count()).select_from(DELIVERY)
        with self._database.transaction(Mode.WRITE) as connection:
            doubtful = connection.execute(counting.where(IS_OPEN, IS_INTENDED))
            connection.execute(
                update(DELIVERY).where(IS_LEASED).values(lease_until=None)
            )
            connection.execute(
                update(SLOT).where(SLOT.c.lease_until > now).values(lease_until=now)
            )
            return doubtful.scalar_one()

    def next_due(self) -> datetime | None:
        """When the next open delivery is due; None where there is none.

        What another process holds is due when its lease ends.
        """
        waiting = [
            select(DELIVERY.c.due)
            .where(IS_OPEN, ~IS_LEASED, DELIVERY.c.purpose == purpose)
            .order_by(DELIVERY.c.due)
            .limit(1)
            for purpose in Purpose
        ]
        leased = select(func.min(DELIVERY.c.lease_until)).where(IS_LEASED, IS_OPEN)
        with self._database.transaction(Mode.READ) as connection:
            moments = [connection.execute(q).scalar() for q in (*waiting, leased)]
        return min((moment for moment in moments if moment), default=None)

    def open_deliveries(self, purpose: Purpose | None = None) -> int:
        """How many wait or are claimed."""
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
            *(DELIVERY.c[name] for name in ("subscriber_id", "due", "reply")),
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
    connection: Connection, deliveries: Sequence[int], lease_until: datetime
) -> None:
    leasing = update(DELIVERY).where(DELIVERY.c.id.in_(deliveries))
    connection.execute(
        leasing.values(lease_until=lease_until, attempts=TRIES, in_doubt=IS_INTENDED)
    )


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
            due=row.due,
            reply=row.reply,
            is_in_doubt=state is DeliveryState.CLAIMED,
        )
