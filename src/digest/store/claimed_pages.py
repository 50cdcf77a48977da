"""One page of deliveries that can be claimed, with their readers: read and built fast.

A sender takes a page every twentieth of a second, so each row is read once, joined with
all that addressing needs, and becomes values directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from digest.deliveries import Delivery, DeliveryState, Purpose
from digest.readers import Subscriber, SubscriberState
from digest.store.columns import moment_of, read_tags, stamp
from digest.store.consent_events import TAKES_MAIL
from digest.store.deliveries import IS_WANTED, TRIES, is_pausing
from digest.store.prepared import prepare
from digest.store.schema import (
    DELIVERY,
    IS_OPEN,
    IS_PERSONAL,
    SUBSCRIBER,
    SUBSCRIPTION,
)
from digest.store.subscribers import whole_consent

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
    consent: str
    created: int
    confirmed: int | None
    language: str
    paused_until: int | None
    tags: str
    #: newsletters and states of the reader's subscriptions, as SEPARATORS join them
    subscriptions: str | None

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

    @property
    def condition(self) -> ColumnElement[bool]:
        """Whether a delivery belongs to it."""
        if self.issue_id is None:
            return IS_PERSONAL
        return DELIVERY.c.issue_id == self.issue_id


def _page(is_in_line: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The next deliveries of a line, in their order, and whether they are wanted."""
    theirs = SUBSCRIPTION.alias("theirs")
    said = theirs.c.newsletter + literal_column("'='", Text) + theirs.c.state
    subscriptions = (
        select(func.group_concat(said, literal_column("'/'", Text)))
        .where(theirs.c.subscriber_id == SUBSCRIBER.c.id)
        .scalar_subquery()
    )
    return (
        select(
            *(DELIVERY.c[name] for name in Row._fields[:9]),
            TRIES,
            and_(IS_WANTED, TAKES_MAIL, ~is_pausing(bindparam("now"))),
            DELIVERY.c.subscriber_id,
            *(SUBSCRIBER.c[name] for name in Row._fields[12:-1]),
            subscriptions,
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
ISSUE_PAGE = _page(DELIVERY.c.issue_id == bindparam("issue"))


def read_page(
    connection: Connection, line: Line, now: datetime, count: int
) -> list[Row]:
    """The rows of the line that can be claimed now, oldest first."""
    page = PERSONAL_PAGE if line.issue_id is None else ISSUE_PAGE
    prepared = prepare(page, connection.dialect)
    values = {"now": stamp(now), "count": count, "issue": line.issue_id}
    rows = connection.exec_driver_sql(prepared.text, prepared.all_values(values))
    return [Row(*row) for row in rows]


def build_deliveries(line: Line, rows: Sequence[Row]) -> Iterator[Delivery]:
    """The rows as this process gets them."""
    for row in rows:
        yield Delivery(
            id=row.id,
            purpose=PURPOSES[row.purpose],
            newsletter=row.newsletter,
            issue=line.number,
            subscriber=_reader(row),
            new_address=row.new_address,
            state=STATES[row.state],
            attempts=row.attempts,
            planned=moment_of(row.planned),
            due=moment_of(row.due),
            reply=row.reply,
            is_in_doubt=row.is_doubtful,
        )


def _reader(row: Row) -> Subscriber:
    confirmed = None if row.confirmed is None else moment_of(row.confirmed)
    state, newsletters = _subscribed(row.subscriptions, is_confirmed=bool(confirmed))
    paused = row.paused_until
    return Subscriber(
        id=row.subscriber_id,
        address=row.address,
        name=row.name,
        state=state,
        newsletters=newsletters,
        consent=row.consent,
        created=moment_of(row.created),
        confirmed=confirmed,
        language=row.language,
        paused_until=None if paused is None else moment_of(paused),
        tags=read_tags(row.tags) if row.tags else (),
    )


@lru_cache(1024)
def _subscribed(
    subscriptions: str | None, *, is_confirmed: bool
) -> tuple[SubscriberState, tuple[str, ...]]:
    """The consent as a whole, and the newsletters; most readers share theirs."""
    pairs = [line.rpartition("=") for line in (subscriptions or "").split("/") if line]
    states = {newsletter: SubscriberState(state) for newsletter, _, state in pairs}
    left = SubscriberState.UNSUBSCRIBED
    return (
        whole_consent(states.values(), is_confirmed=is_confirmed),
        tuple(sorted(name for name, state in states.items() if state is not left)),
    )
