"""What statements about deliveries share: which are open, wanted, somebody's.

A delivery is open while it has a due moment; leasing it sets that to the lease's end,
so that a claim never reads past what others hold.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    delete,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)

from digest.deliveries import DeliveryState, Purpose
from digest.readers import SubscriberState
from digest.store.databases.connection import is_server
from digest.store.schema import (
    DELIVERY,
    IS_INTENDED,
    IS_OPEN,
    IS_PERSONAL,
    ISSUE,
    SUBSCRIBER,
    SUBSCRIPTION,
)

#: tries before the next one; where nobody wrote down an answer, there was one, too
TRIES = DELIVERY.c.attempts + case(
    (and_(IS_INTENDED, ~DELIVERY.c.in_doubt), literal_column("1")),
    else_=literal_column("0"),
)
#: what the reader's subscription must be for the delivery to go out
IS_WANTED = case(
    (DELIVERY.c.purpose == Purpose.MOVE, True),
    (
        DELIVERY.c.purpose == Purpose.CONFIRMATION,
        SUBSCRIPTION.c.state == SubscriberState.UNCONFIRMED,
    ),
    else_=SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
)
#: what a withdrawal ends: all that could go out still
IS_UNSETTLED = or_(IS_OPEN, DELIVERY.c.state == DeliveryState.HELD)
#: of a delivery that nobody holds
UNLEASED = {"lease_until": null(), "holder_id": null()}


def is_pausing(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether the reader takes a pause from what this delivery is for."""
    return and_(
        DELIVERY.c.purpose == Purpose.ISSUE,
        func.coalesce(SUBSCRIBER.c.paused_until > now, False),
    )


def open_issues() -> CTE:
    """The ids of issues that have open deliveries, as `id`.

    Hops from one to the next in the index, however many rows each has.
    """
    first = select(func.min(DELIVERY.c.issue_id).label("id")).where(IS_OPEN)
    found = first.cte("open_issue", recursive=True)
    following = (
        select(func.min(DELIVERY.c.issue_id))
        .where(IS_OPEN, DELIVERY.c.issue_id > found.c.id)
        .scalar_subquery()
    )
    return found.union_all(select(following).where(found.c.id.is_not(None)))


def deliveries_of(whose: Select[tuple[int]]) -> ColumnElement[bool]:
    """Whether a delivery is for one of the subscribers with these ids.

    Goes by issue and reader, and by reader alone for what is personal: an index by
    reader over all issues would cost more than everything else in planning one.
    """
    theirs = DELIVERY.c.subscriber_id.in_(whose)
    of_issues = DELIVERY.c.issue_id.in_(select(ISSUE.c.id))
    return DELIVERY.c.id.in_(
        select(DELIVERY.c.id)
        .where(IS_PERSONAL, theirs)
        .union_all(select(DELIVERY.c.id).where(of_issues, theirs))
    )


def take_in_order(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Have the rows that meet the condition to oneself, in the order of their numbers.

    So does whoever writes down answers: else, where that goes on beside us, both might
    wait for a row that the other has. On SQLite all rows are the writer's already.
    """
    if not is_server(connection.dialect):
        return
    taken = select(DELIVERY.c.id).where(condition).order_by(DELIVERY.c.id)
    connection.execute(
        select(func.count()).select_from(taken.with_for_update().subquery())
    )


def withdraw_open(connection: Connection, condition: ColumnElement[bool]) -> int:
    """Withdraw what is open or held and meets the condition; how many that were.

    One whose body is on its way now is withdrawn, too: should no answer come, it is not
    tried again.
    """
    take_in_order(connection, and_(IS_UNSETTLED, condition))
    withdrawing = update(DELIVERY).where(IS_UNSETTLED, condition)
    done = connection.execute(
        withdrawing.values(
            state=DeliveryState.WITHDRAWN, due=null(), in_doubt=False, **UNLEASED
        )
    )
    return done.rowcount


def erase_deliveries(connection: Connection, whose: Select[tuple[int]]) -> None:
    """Leave no row of the subscribers who are about to be forgotten."""
    theirs = deliveries_of(whose)
    take_in_order(connection, theirs)
    connection.execute(delete(DELIVERY).where(theirs))
