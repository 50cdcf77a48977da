"""Letters that any visitor can have sent: to confirm, and to move to an address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, insert, select

from digest.deliveries import DeliveryState, Purpose
from digest.store.schema import DELIVERY, IS_PERSONAL, IS_QUESTION

#: in which no more than so many of them are due
WINDOW = timedelta(hours=1)
#: a question that would have to wait longer is not asked: a flood ends some time
LONGEST_WAIT = timedelta(days=1)


def question_time(
    connection: Connection, most_per_hour: int, now: datetime
) -> datetime | None:
    """When the next question may go out; None where too many wait already.

    What is planned later than anything can be was planned by a clock that was wrong.
    """
    query = (
        select(DELIVERY.c.planned)
        .where(IS_QUESTION, DELIVERY.c.planned <= now + LONGEST_WAIT)
        .order_by(DELIVERY.c.planned.desc())
        .offset(most_per_hour - 1)
        .limit(1)
    )
    earlier: datetime | None = connection.execute(query).scalar()
    if earlier is None:
        return now
    free = max(now, earlier + WINDOW)
    return free if free <= now + LONGEST_WAIT else None


def plan_question(
    connection: Connection,
    purpose: Purpose,
    number: int,
    newsletter: str,
    moment: datetime,
    *,
    new_address: str = "",
) -> None:
    """One letter in the name of the newsletter, for the moment that was free."""
    adding = insert(DELIVERY).values(
        purpose=purpose,
        newsletter=newsletter,
        subscriber_id=number,
        new_address=new_address,
        state=DeliveryState.PENDING,
        planned=moment,
        due=moment,
    )
    connection.execute(adding)


def questions_to(
    number: int, purpose: Purpose = Purpose.CONFIRMATION
) -> ColumnElement[bool]:
    """Whether a delivery asks the reader this."""
    return and_(
        IS_PERSONAL,
        DELIVERY.c.subscriber_id == number,
        DELIVERY.c.purpose == purpose,
    )
