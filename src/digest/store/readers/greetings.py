"""What goes out when a subscription begins: a welcome, and the last issue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, func, literal, select

from digest.deliveries import DeliveryState, Purpose
from digest.issues import IssueState
from digest.store.columns import Moment
from digest.store.databases.upserts import insert
from digest.store.protocols.consent import Greetings
from digest.store.schema import DELIVERY, IS_PERSONAL, ISSUE, SUBSCRIBER

#: who leaves and comes back within this time is not greeted again
MEMORY = timedelta(days=1)


def plan_greetings(
    connection: Connection,
    number: int,
    begun: Collection[str],
    greetings: Greetings,
    now: datetime,
) -> None:
    """Plan what the newsletters that begin now have for the reader."""
    for newsletter in sorted(greetings.welcome.intersection(begun)):
        _plan_welcome(connection, number, newsletter, now)
    for newsletter in sorted(greetings.last_issue.intersection(begun)):
        _plan_last_issue(connection, number, newsletter, now)


def _plan_welcome(
    connection: Connection, number: int, newsletter: str, now: datetime
) -> None:
    greeted = exists().where(
        IS_PERSONAL,
        DELIVERY.c.subscriber_id == number,
        DELIVERY.c.purpose == Purpose.WELCOME,
        DELIVERY.c.newsletter == newsletter,
        DELIVERY.c.planned.between(now - MEMORY, now),
    )
    if connection.execute(select(greeted)).scalar_one():
        return
    adding = insert(DELIVERY).values(
        purpose=Purpose.WELCOME,
        newsletter=newsletter,
        subscriber_id=number,
        state=DeliveryState.PENDING,
        planned=now,
        due=now,
    )
    connection.execute(adding)


def _plan_last_issue(
    connection: Connection, number: int, newsletter: str, now: datetime
) -> None:
    """The newest issue, unless it was planned for the reader when it came out.

    The key of issue and reader says that nobody gets one twice.
    """
    newest = select(func.max(ISSUE.c.number)).where(*_published(newsletter))
    pausing = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.id == number, SUBSCRIBER.c.paused_until > now
    )
    moment = literal(now, Moment)
    row = select(
        literal(Purpose.ISSUE.value),
        literal(newsletter),
        ISSUE.c.id,
        literal(number),
        literal(DeliveryState.PENDING.value),
        moment,
        moment,
    ).where(
        *_published(newsletter),
        ISSUE.c.number == newest.scalar_subquery(),
        ~pausing.exists(),
    )
    columns = ("purpose", "newsletter", "issue_id", "subscriber_id", "state")
    adding = insert(DELIVERY).from_select([*columns, "planned", "due"], row)
    connection.execute(adding.on_conflict_do_nothing())


def _published(newsletter: str) -> tuple[ColumnElement[bool], ...]:
    return (ISSUE.c.newsletter == newsletter, ISSUE.c.state == IssueState.PUBLISHED)
