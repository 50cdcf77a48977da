"""What a reader does for themselves: ask, confirm, leave, be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from digest.addresses import address_key
from digest.deliveries import DeliveryState, Purpose
from digest.readers import Subscriber, SubscriberState
from digest.store.connection import Mode, Statements
from digest.store.deliveries import withdraw_open
from digest.store.schema import (
    DELIVERY,
    IS_OPEN,
    IS_SUPPRESSED,
    SUBSCRIBER,
    SUBSCRIPTION,
)
from digest.store.subscribers import read_subscribers
from digest.store.suppressions import disguise, recall_forgotten

#: Subscriber.consent of who came by the subscription page
BY_PAGE = "page"

IS_CONFIRMED = SUBSCRIPTION.c.state == SubscriberState.CONFIRMED


class ConsentStatements(Statements):
    """What protocols.SubscriberStore asks for one reader."""

    def request_subscription(
        self,
        address: str,
        name: str,
        newsletters: Sequence[str],
        *,
        confirm_after: datetime,
        now: datetime,
    ) -> Subscriber:
        """See SubscriberStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            number = self._find_or_add(connection, address, name, now)
            open_newsletters = [
                newsletter
                for newsletter in sorted(set(newsletters))
                if self._ask(connection, number, newsletter, now)
            ]
            if _may_be_asked(connection, number, confirm_after, now):
                _plan_confirmations(connection, number, open_newsletters, now)
            return read_subscribers(connection, SUBSCRIBER.c.id == number)[0]

    def confirm(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """See SubscriberStore."""
        theirs = _subscription(number, newsletter)
        query = select(SUBSCRIPTION.c.state).where(theirs)
        with self._database.transaction(Mode.DURABLE) as connection:
            state = connection.execute(query).scalar_one_or_none()
            if state == SubscriberState.UNCONFIRMED:
                _note_consent(connection, number, now)
                values = {"state": SubscriberState.CONFIRMED, "since": now}
                connection.execute(update(SUBSCRIPTION).where(theirs).values(values))
            return state in {SubscriberState.UNCONFIRMED, SubscriberState.CONFIRMED}

    def choose_subscriptions(
        self, number: int, newsletters: Collection[str], *, now: datetime
    ) -> bool:
        """See SubscriberStore."""
        theirs = SUBSCRIPTION.c.subscriber_id == number
        others = SUBSCRIPTION.c.newsletter.not_in(newsletters)
        left = SubscriberState.UNSUBSCRIBED
        ending = update(SUBSCRIPTION).where(
            theirs, others, SUBSCRIPTION.c.state != left
        )
        unwanted = and_(
            DELIVERY.c.subscriber_id == number,
            or_(
                DELIVERY.c.newsletter.not_in(newsletters),
                DELIVERY.c.purpose == Purpose.CONFIRMATION,
            ),
        )
        query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number)
        with self._database.transaction(Mode.DURABLE) as connection:
            if connection.execute(query).first() is None:
                return False
            connection.execute(ending.values(state=left, since=now))
            withdraw_open(connection, unwanted)
            if newsletters:
                _note_consent(connection, number, now)
            for newsletter in newsletters:
                _confirm_anew(connection, number, newsletter, now)
            return True

    def unsubscribe(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """See SubscriberStore."""
        theirs = SUBSCRIPTION.c.subscriber_id == number
        deliveries = DELIVERY.c.subscriber_id == number
        if newsletter:
            theirs = and_(theirs, SUBSCRIPTION.c.newsletter == newsletter)
            deliveries = and_(deliveries, DELIVERY.c.newsletter == newsletter)
        left = SubscriberState.UNSUBSCRIBED
        ending = update(SUBSCRIPTION).where(theirs, SUBSCRIPTION.c.state != left)
        query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number)
        with self._database.transaction(Mode.DURABLE) as connection:
            connection.execute(ending.values(state=left, since=now))
            withdraw_open(connection, deliveries)
            return connection.execute(query).first() is not None

    def forget(self, number: int) -> bool:
        """See SubscriberStore."""
        whose = SUBSCRIBER.c.id == number
        with self._database.transaction(Mode.DURABLE) as connection:
            key = connection.execute(select(SUBSCRIBER.c.key).where(whose)).scalar()
            if key is None:
                return False
            disguise(connection, key)
            connection.execute(delete(SUBSCRIBER).where(whose))
        self._database.scrub()
        return True

    def _find_or_add(
        self, connection: Connection, address: str, name: str, now: datetime
    ) -> int:
        key = address_key(address)
        adding = insert(SUBSCRIBER).values(
            address=address, key=key, name=name, consent=BY_PAGE, created=now
        )
        added = connection.execute(adding.on_conflict_do_nothing())
        if added.rowcount:
            recall_forgotten(connection, {key: address})
        query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key == key)
        number: int = connection.execute(query).scalar_one()
        return number

    def _ask(
        self, connection: Connection, number: int, newsletter: str, now: datetime
    ) -> bool:
        """Whether the newsletter, made unconfirmed where it was not, is so now."""
        values = {"state": SubscriberState.UNCONFIRMED, "since": now}
        adding = insert(SUBSCRIPTION).values(
            subscriber_id=number, newsletter=newsletter, **values
        )
        connection.execute(
            adding.on_conflict_do_update(
                index_elements=SUBSCRIPTION.primary_key.columns,
                set_=values,
                where=SUBSCRIPTION.c.state == SubscriberState.UNSUBSCRIBED,
            )
        )
        theirs = _subscription(number, newsletter)
        query = select(SUBSCRIPTION.c.state).where(theirs)
        state: str = connection.execute(query).scalar_one()
        return state == SubscriberState.UNCONFIRMED


def _confirm_anew(
    connection: Connection, number: int, newsletter: str, now: datetime
) -> None:
    """A confirmed subscription, whatever it was; one that is so keeps its date."""
    values = {"state": SubscriberState.CONFIRMED, "since": now}
    adding = insert(SUBSCRIPTION).values(
        subscriber_id=number, newsletter=newsletter, **values
    )
    connection.execute(
        adding.on_conflict_do_update(
            index_elements=SUBSCRIPTION.primary_key.columns,
            set_=values,
            where=SUBSCRIPTION.c.state != SubscriberState.CONFIRMED,
        )
    )


def _subscription(number: int, newsletter: str) -> ColumnElement[bool]:
    return and_(
        SUBSCRIPTION.c.subscriber_id == number, SUBSCRIPTION.c.newsletter == newsletter
    )


def _may_be_asked(
    connection: Connection, number: int, since: datetime, now: datetime
) -> bool:
    """Whether the address is not suppressed, and was not asked since then.

    What was asked after now, a clock that was wrong once had asked.
    """
    query = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.id == number,
        ~IS_SUPPRESSED,
        ~exists().where(
            DELIVERY.c.subscriber_id == SUBSCRIBER.c.id,
            DELIVERY.c.purpose == Purpose.CONFIRMATION,
            DELIVERY.c.planned.between(since, now),
        ),
    )
    return connection.execute(query).first() is not None


def _plan_confirmations(
    connection: Connection, number: int, newsletters: Sequence[str], now: datetime
) -> None:
    """One confirmation for each newsletter that has none waiting."""
    query = select(DELIVERY.c.newsletter).where(
        IS_OPEN,
        DELIVERY.c.subscriber_id == number,
        DELIVERY.c.purpose == Purpose.CONFIRMATION,
    )
    waiting = set(connection.execute(query).scalars())
    rows = [
        {
            "purpose": Purpose.CONFIRMATION,
            "newsletter": newsletter,
            "subscriber_id": number,
            "state": DeliveryState.PENDING,
            "planned": now,
            "due": now,
        }
        for newsletter in newsletters
        if newsletter not in waiting
    ]
    if rows:
        connection.execute(insert(DELIVERY), rows)


def _note_consent(connection: Connection, number: int, now: datetime) -> None:
    """Keep how and when the reader came, if they are confirmed to nothing yet."""
    query = exists().where(SUBSCRIPTION.c.subscriber_id == number, IS_CONFIRMED)
    noting = update(SUBSCRIBER).where(SUBSCRIBER.c.id == number, ~query)
    connection.execute(noting.values(consent=BY_PAGE, confirmed=now))
