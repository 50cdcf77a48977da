"""One page of deliveries that can be claimed, with their readers: read and built fast.

A sender takes a page every twentieth of a second, so each row is read once, joined with
all that addressing needs, and becomes values directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, select

from digest.deliveries import Batch, Delivery, DeliveryState, Purpose
from digest.readers import Addressee
from digest.store.columns import moment_of, stamp
from digest.store.databases.prepared import prepare
from digest.store.ledger.deliveries import IS_WANTED, TRIES, is_pausing
from digest.store.readers.events import TAKES_MAIL
from digest.store.schema import (
    DELIVERY,
    IS_OPEN,
    IS_PERSONAL,
    SUBSCRIBER,
    SUBSCRIPTION,
)

PURPOSES = {purpose.value: purpose for purpose in Purpose}
STATES = {state.value: state for state in DeliveryState}


class Row(NamedTuple):
    """A delivery and its reader as they are kept; times are microseconds."""

    id: int
    purpose: str
    newsletter: str
    state: str
    planned: int
    due: int
    reply: str
    new_address: str
    in_doubt: int
    attempts: int
    is_wanted: int
    subscriber_id: int
    address: str
    name: str
    language: str

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody knows what became of its last try."""
        return bool(self.in_doubt) or self.state == DeliveryState.CLAIMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Deliveries that are claimed one after the other: an issue's, or the personal."""

    #: None for the personal ones
    issue_id: int | None = None
    #: of the issue; 0 for the personal ones
    number: int = 0
    #: when its first delivery can be claimed; None where it has none
    oldest: datetime | None
    #: the part of it that is meant; None: all
    batch: Batch | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """Whether a delivery belongs to it."""
        if self.issue_id is None:
            return IS_PERSONAL
        is_of_issue = DELIVERY.c.issue_id == self.issue_id
        if self.batch is None:
            return is_of_issue
        is_within = DELIVERY.c.id.between(self.batch.first, self.batch.last)
        return and_(is_of_issue, is_within)


def _page(is_in_line: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The next deliveries of a line, in their order, and whether they are wanted."""
    return (
        select(
            *(DELIVERY.c[name] for name in Row._fields[:9]),
            TRIES,
            and_(IS_WANTED, TAKES_MAIL, ~is_pausing(bindparam("now"))),
            DELIVERY.c.subscriber_id,
            *(SUBSCRIBER.c[name] for name in Row._fields[12:]),
        )
        .join(SUBSCRIBER, SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
        .outerjoin(
            SUBSCRIPTION,
            and_(
                SUBSCRIPTION.c.subscriber_id == DELIVERY.c.subscriber_id,
                SUBSCRIPTION.c.newsletter == DELIVERY.c.newsletter,
            ),
        )
        .where(IS_OPEN, is_in_line, DELIVERY.c.due <= bindparam("now"))
        .order_by(DELIVERY.c.due, DELIVERY.c.id)
        .limit(bindparam("count"))
        .with_for_update(of=DELIVERY, skip_locked=True)
    )


PERSONAL_PAGE = _page(IS_PERSONAL)
IS_OF_ISSUE = DELIVERY.c.issue_id == bindparam("issue")
ISSUE_PAGE = _page(IS_OF_ISSUE)
IS_WITHIN = DELIVERY.c.id.between(bindparam("first"), bindparam("last"))
BATCH_PAGE = _page(and_(IS_OF_ISSUE, IS_WITHIN))


def read_page(
    connection: Connection, line: Line, now: datetime, count: int
) -> list[Row]:
    """The rows of the line that can be claimed now, oldest first."""
    page, values = PERSONAL_PAGE, {"now": stamp(now), "count": count}
    if line.issue_id is not None:
        page, values["issue"] = ISSUE_PAGE, line.issue_id
    if line.batch is not None:
        page = BATCH_PAGE
        values |= {"first": line.batch.first, "last": line.batch.last}
    prepared = prepare(page, connection.dialect)
    rows = connection.exec_driver_sql(prepared.text, prepared.all_values(values))
    return list(map(Row._make, rows.all()))


def build_deliveries(line: Line, rows: Sequence[Row]) -> Iterator[Delivery]:
    """The rows as this process gets them."""
    for row in rows:
        yield Delivery(
            id=row.id,
            purpose=PURPOSES[row.purpose],
            newsletter=row.newsletter,
            issue=line.number,
            subscriber=Addressee(
                id=row.subscriber_id,
                address=row.address,
                name=row.name,
                language=row.language,
            ),
            new_address=row.new_address,
            state=STATES[row.state],
            attempts=row.attempts,
            planned=moment_of(row.planned),
            due=moment_of(row.due),
            reply=row.reply,
            is_in_doubt=row.is_doubtful,
        )
