"""One report: kept once, and what follows from it, within somebody's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    false,
    func,
    null,
    select,
    update,
)

from digest.addresses import address_key
from digest.deliveries import DeliveryState
from digest.readers import ConsentStep, Suppression
from digest.reasons import Reason, ends_mail
from digest.records.bounces import (
    COUNTED,
    FAILURES_WITHIN,
    FEWEST_ISSUES,
    MOST_FAILURES,
    Bounce,
    BounceKind,
    Recorded,
)
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import UNLEASED, deliveries_of
from digest.store.readers.suppressions import suppress_address
from digest.store.schema import BOUNCE, CONSENT_EVENT, DELIVERY, SUBSCRIBER, SUPPRESSION

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


def record(connection: Connection, bounce: Bounce) -> Recorded:
    """Keep the report, if it is new, and do what follows from it."""
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
        .order_by(DELIVERY.c.answered.desc().nulls_last(), DELIVERY.c.id.desc())
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
            # that of the relay was another answer
            code=0,
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
    if _has_moved(connection, origin):
        return None
    if bounce.kind is BounceKind.PERMANENT and ends_mail(bounce.reason):
        return bounce.reason
    if bounce.reason in COUNTED and _fails_again(connection, bounce, origin):
        return Reason.NOT_ACCEPTED
    return None


def _has_moved(connection: Connection, origin: _Origin) -> bool:
    """Whether the reader left the address, as it dies, since the letter was planned."""
    query = (
        select(CONSENT_EVENT.c.id)
        .join(DELIVERY, DELIVERY.c.subscriber_id == CONSENT_EVENT.c.subscriber_id)
        .where(
            DELIVERY.c.id == origin.delivery,
            CONSENT_EVENT.c.step == ConsentStep.MOVED,
            CONSENT_EVENT.c.moment > DELIVERY.c.planned,
        )
    )
    return connection.execute(query.limit(1)).first() is not None


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
        select(
            # one letter may have been reported by several
            func.count(DELIVERY.c.id.distinct()),
            func.count(DELIVERY.c.issue_id.distinct()),
        )
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
