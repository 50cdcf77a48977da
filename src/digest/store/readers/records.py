"""All that is kept about one reader: told, or erased."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from digest.deliveries import DeliveryState, Purpose
from digest.readers import (
    ConsentEvent,
    ConsentStep,
    ConsentWay,
    SubscriberState,
    Suppression,
)
from digest.reasons import Reason
from digest.records.bounces import Bounce, BounceKind
from digest.records.readers import (
    PastDelivery,
    PrivateFeed,
    ReaderRecord,
    Subscription,
)
from digest.store.databases.connection import Mode, Statements
from digest.store.ledger.deliveries import deliveries_of, erase_deliveries
from digest.store.readers.moving import read_move
from digest.store.readers.subscribers import read_subscribers
from digest.store.readers.suppressions import disguise
from digest.store.schema import (
    BOUNCE,
    CONSENT_EVENT,
    DELIVERY,
    ISSUE,
    PRIVATE_FEED,
    SUBSCRIBER,
    SUBSCRIPTION,
    SUPPRESSION,
)


class ReaderRecordStatements(Statements):
    """What protocols.ConsentStore asks about everything at once."""

    def record_of(self, number: int) -> ReaderRecord | None:
        """See ConsentStore."""
        whose = SUBSCRIBER.c.id == number
        query = select(SUBSCRIBER.c.asked, SUBSCRIBER.c.key).where(whose)
        with self._database.transaction(Mode.READ) as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            return ReaderRecord(
                subscriber=read_subscribers(connection, whose)[0],
                asked=row.asked,
                subscriptions=_subscriptions(connection, number),
                events=_events(connection, number),
                deliveries=_deliveries(connection, number),
                bounces=_bounces(connection, number),
                suppression=_suppression(connection, row.key),
                move=read_move(connection, number),
                private_feeds=_private_feeds(connection, number),
            )

    def forget(self, number: int) -> bool:
        """See ConsentStore."""
        whose = SUBSCRIBER.c.id == number
        theirs = select(SUBSCRIBER.c.id).where(whose)
        with self._database.transaction(Mode.DURABLE) as connection:
            key = connection.execute(select(SUBSCRIBER.c.key).where(whose)).scalar()
            if key is None:
                return False
            disguise(connection, key)
            erase_deliveries(connection, theirs)
            connection.execute(delete(BOUNCE).where(BOUNCE.c.subscriber_id == number))
            # the rest goes with the subscriber
            connection.execute(delete(SUBSCRIBER).where(whose))
        self._database.scrub()
        return True


def _subscriptions(connection: Connection, number: int) -> tuple[Subscription, ...]:
    query = (
        select(SUBSCRIPTION)
        .where(SUBSCRIPTION.c.subscriber_id == number)
        .order_by(SUBSCRIPTION.c.since, SUBSCRIPTION.c.newsletter)
    )
    return tuple(
        Subscription(
            newsletter=row.newsletter,
            state=SubscriberState(row.state),
            since=row.since,
        )
        for row in connection.execute(query)
    )


def _events(connection: Connection, number: int) -> tuple[ConsentEvent, ...]:
    query = (
        select(CONSENT_EVENT)
        .where(CONSENT_EVENT.c.subscriber_id == number)
        .order_by(CONSENT_EVENT.c.id)
    )
    return tuple(
        ConsentEvent(
            step=ConsentStep(row.step),
            way=ConsentWay(row.way),
            newsletter=row.newsletter,
            moment=row.moment,
        )
        for row in connection.execute(query)
    )


def _deliveries(connection: Connection, number: int) -> tuple[PastDelivery, ...]:
    """All but the questions to other addresses, which may be those of others.

    Whether one was asked, and what its relay said, is not the reader's to know.
    """
    theirs = deliveries_of(select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number))
    query = (
        select(DELIVERY, ISSUE.c.number)
        .outerjoin(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
        .where(theirs, DELIVERY.c.new_address == "")
        .order_by(DELIVERY.c.id)
    )
    return tuple(
        PastDelivery(
            purpose=Purpose(row.purpose),
            newsletter=row.newsletter,
            issue=row.number or 0,
            state=DeliveryState(row.state),
            planned=row.planned,
            attempts=row.attempts,
            answered=row.answered,
            reply=row.reply,
        )
        for row in connection.execute(query)
    )


def _bounces(connection: Connection, number: int) -> tuple[Bounce, ...]:
    query = (
        select(BOUNCE)
        .outerjoin(DELIVERY, DELIVERY.c.id == BOUNCE.c.delivery_id)
        .where(BOUNCE.c.subscriber_id == number)
        .where(func.coalesce(DELIVERY.c.new_address, "") == "")
    )
    return tuple(
        Bounce(
            kind=BounceKind(row.kind),
            reason=Reason(row.reason),
            status=row.status,
            detail=row.detail,
            received=row.received,
            delivery=row.delivery_id or 0,
            source=row.source,
            id=row.key,
        )
        for row in connection.execute(query.order_by(BOUNCE.c.received, BOUNCE.c.id))
    )


def _suppression(connection: Connection, key: str) -> Suppression | None:
    query = select(SUPPRESSION).where(SUPPRESSION.c.key == key)
    row = connection.execute(query).first()
    if row is None:
        return None
    return Suppression(
        address=row.address,
        reason=Reason(row.reason),
        detail=row.detail,
        since=row.since,
    )


def _private_feeds(connection: Connection, number: int) -> tuple[PrivateFeed, ...]:
    query = (
        select(PRIVATE_FEED.c.created, PRIVATE_FEED.c.revoked)
        .where(PRIVATE_FEED.c.subscriber_id == number)
        .order_by(PRIVATE_FEED.c.created)
    )
    rows = connection.execute(query)
    return tuple(PrivateFeed(created=row.created, revoked=row.revoked) for row in rows)
