"""What came back, each report once, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    false,
    func,
    null,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from digest.addresses import address_key
from digest.bounce_records import (
    COUNTED,
    FAILURES_WITHIN,
    FEWEST_ISSUES,
    MOST_FAILURES,
    Bounce,
    BounceCounts,
    BounceKind,
    BounceRecord,
    Recorded,
)
from digest.deliveries import DeliveryState
from digest.readers import Suppression
from digest.reasons import Reason, ends_mail
from digest.store.connection import BATCH, Mode, Statements
from digest.store.deliveries import UNLEASED, deliveries_of
from digest.store.schema import BOUNCE, DELIVERY, ISSUE, SUBSCRIBER, SUPPRESSION
from digest.store.suppressions import suppress_address

#: domains that are counted by name
MOST_DOMAINS = 100
#: a letter may come back that the relay took, or that somebody still waits to send
HAS_LEFT = DELIVERY.c.state.in_(
    [DeliveryState.ACCEPTED, DeliveryState.CLAIMED, DeliveryState.DEFERRED]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """Whose letter came back."""

    subscriber: int | None
    address: str = ""
    delivery: int | None = None
    is_believed: bool = False


class BounceStatements(Statements):
    """See protocols.BounceStore."""

    def record_bounce(self, bounce: Bounce) -> Recorded:
        """See BounceStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            origin = _find_origin(connection, bounce)
            if not _keep(connection, bounce, origin):
                return Recorded(is_new=False, is_believed=origin.is_believed)
            if not origin.is_believed:
                return Recorded(is_new=True)
            if bounce.kind is not BounceKind.COMPLAINT:
                _mark(connection, bounce, origin)
            reason = _reason_to_end(connection, bounce, origin)
            if reason is not None and not _is_suppressed(connection, origin):
                _suppress(connection, bounce, origin, reason)
                return Recorded(is_new=True, is_believed=True, suppressed=reason)
            return Recorded(is_new=True, is_believed=True)

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
                yield BounceRecord(
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


def _find_origin(connection: Connection, bounce: Bounce) -> _Origin:
    """The reader and the delivery that the bounce is about, the best proof first."""
    if bounce.delivery:
        return _origin_of(connection, DELIVERY.c.id == bounce.delivery)
    key = address_key(bounce.address)
    # an empty address is nobody's
    is_theirs = SUBSCRIBER.c.key == key if key else false()
    if bounce.subscriber:
        is_theirs = SUBSCRIBER.c.id == bounce.subscriber
    whose = select(SUBSCRIBER.c.id).where(is_theirs)
    if bounce.subscriber or bounce.is_vouched:
        return _origin_of(connection, and_(deliveries_of(whose), HAS_LEFT))
    return _Origin(subscriber=connection.execute(whose).scalar())


def _origin_of(connection: Connection, condition: ColumnElement[bool]) -> _Origin:
    """The newest delivery that meets the condition, with its reader."""
    address = case(
        # who wants to move there is a stranger until they say so
        (DELIVERY.c.new_address != "", DELIVERY.c.new_address),
        else_=SUBSCRIBER.c.address,
    )
    query = (
        select(DELIVERY.c.id, DELIVERY.c.subscriber_id, address.label("address"))
        .join(SUBSCRIBER, SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
        .where(condition)
        .order_by(DELIVERY.c.answered.desc(), DELIVERY.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return _Origin(subscriber=None)
    return _Origin(
        subscriber=row.subscriber_id,
        address=row.address,
        delivery=row.id,
        is_believed=True,
    )


def _keep(connection: Connection, bounce: Bounce, origin: _Origin) -> bool:
    """Whether the bounce was not there yet, and is now."""
    keeping = insert(BOUNCE).values(
        source=bounce.source,
        key=bounce.id,
        kind=bounce.kind,
        reason=bounce.reason,
        status=bounce.status,
        detail=bounce.detail,
        received=bounce.received,
        domain=origin.address.rpartition("@")[2].lower() or bounce.domain,
        believed=origin.is_believed,
        subscriber_id=origin.subscriber,
        delivery_id=origin.delivery,
    )
    return connection.execute(keeping.on_conflict_do_nothing()).rowcount > 0


def _mark(connection: Connection, bounce: Bounce, origin: _Origin) -> None:
    """Have the delivery failed, with the words of its receiver."""
    marking = update(DELIVERY).where(DELIVERY.c.id == origin.delivery, HAS_LEFT)
    connection.execute(
        marking.values(
            state=DeliveryState.FAILED,
            status=bounce.status,
            reply=bounce.detail,
            due=null(),
            in_doubt=False,
            **UNLEASED,
        )
    )


def _reason_to_end(
    connection: Connection, bounce: Bounce, origin: _Origin
) -> Reason | None:
    """Why no more mail goes to the address; None where it does."""
    if bounce.kind is BounceKind.COMPLAINT:
        return Reason.COMPLAINT
    if bounce.kind is BounceKind.PERMANENT and ends_mail(bounce.reason):
        return bounce.reason
    if bounce.reason in COUNTED and _fails_again(connection, bounce, origin):
        return Reason.NOT_ACCEPTED
    return None


def _fails_again(connection: Connection, bounce: Bounce, origin: _Origin) -> bool:
    """Whether letters have failed so often that there is no use in another one.

    What the relay took and did not report since counts as a success.
    """
    whose = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == origin.subscriber)
    success = select(func.max(DELIVERY.c.answered)).where(
        deliveries_of(whose),
        DELIVERY.c.state == DeliveryState.ACCEPTED,
        DELIVERY.c.answered < bounce.received,
    )
    begin = bounce.received - FAILURES_WITHIN
    last = connection.execute(success).scalar()
    query = (
        select(func.count(), func.count(DELIVERY.c.issue_id.distinct()))
        .select_from(BOUNCE)
        .join(DELIVERY, DELIVERY.c.id == BOUNCE.c.delivery_id)
        .where(
            BOUNCE.c.subscriber_id == origin.subscriber,
            BOUNCE.c.believed,
            BOUNCE.c.reason.in_(COUNTED),
            BOUNCE.c.received > max(begin, last or begin),
        )
    )
    failures, issues = connection.execute(query).one()
    return failures >= MOST_FAILURES and issues >= FEWEST_ISSUES


def _is_suppressed(connection: Connection, origin: _Origin) -> bool:
    query = select(SUPPRESSION.c.key).where(
        SUPPRESSION.c.key == address_key(origin.address)
    )
    return connection.execute(query).first() is not None


def _suppress(
    connection: Connection, bounce: Bounce, origin: _Origin, reason: Reason
) -> None:
    suppression = Suppression(
        address=origin.address,
        reason=reason,
        detail=bounce.detail,
        since=bounce.received,
    )
    suppress_address(connection, suppression)
