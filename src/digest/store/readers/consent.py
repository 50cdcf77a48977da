"""What a reader says about newsletters: confirm, choose, leave, come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, select, update

from digest.readers import ConsentStep, ConsentWay, SubscriberState
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import deliveries_of, withdraw_open
from digest.store.protocols.consent import NO_GREETINGS, Greetings
from digest.store.readers.events import (
    has_just_left,
    lift_by_reader,
    note_consent,
    note_events,
)
from digest.store.readers.greetings import plan_greetings
from digest.store.readers.questions import questions_to
from digest.store.readers.subscriptions import states_of
from digest.store.schema import DELIVERY, SUBSCRIBER, SUBSCRIPTION

CONFIRMED, UNCONFIRMED = SubscriberState.CONFIRMED, SubscriberState.UNCONFIRMED


class ConsentStatements(Statements):
    """What protocols.ConsentStore asks about newsletters."""

    def confirm(
        self,
        number: int,
        newsletter: str,
        *,
        now: datetime,
        greetings: Greetings = NO_GREETINGS,
    ) -> bool:
        """See ConsentStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            states = states_of(connection, number)
            state = states.get(newsletter)
            if state is UNCONFIRMED:
                begun = [name for name in states if states[name] is UNCONFIRMED]
                _begin(
                    connection,
                    number,
                    begun,
                    ConsentWay.LINK,
                    greetings=greetings,
                    now=now,
                )
            return state in {UNCONFIRMED, CONFIRMED}

    def choose_subscriptions(
        self,
        number: int,
        newsletters: Collection[str],
        *,
        now: datetime,
        greetings: Greetings = NO_GREETINGS,
    ) -> bool:
        """See ConsentStore."""
        way = ConsentWay.PREFERENCES
        query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number)
        with self._database.transaction(Mode.DURABLE) as connection:
            if connection.execute(query).first() is None:
                return False
            states = states_of(connection, number)
            _end(connection, number, states.keys() - set(newsletters), way, now)
            withdraw_open(connection, questions_to(number))
            if newsletters:
                begun = [n for n in newsletters if states.get(n) is not CONFIRMED]
                _begin(
                    connection,
                    number,
                    sorted(set(begun)),
                    way,
                    greetings=greetings,
                    now=now,
                )
            return True

    def unsubscribe(
        self,
        number: int,
        newsletter: str,
        *,
        now: datetime,
        way: ConsentWay = ConsentWay.LINK,
    ) -> bool:
        """See ConsentStore."""
        query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number)
        with self._database.transaction(Mode.DURABLE) as connection:
            _end(
                connection,
                number,
                [newsletter] if newsletter else states_of(connection, number),
                way,
                now,
            )
            if not newsletter:
                withdraw_open(connection, deliveries_of(query))
            return connection.execute(query).first() is not None

    def come_back(
        self, number: int, newsletter: str, *, left_after: datetime, now: datetime
    ) -> bool:
        """See ConsentStore."""
        way = ConsentWay.LINK
        with self._database.transaction(Mode.DURABLE) as connection:
            state = states_of(connection, number).get(newsletter)
            if state is SubscriberState.UNSUBSCRIBED and has_just_left(
                connection, number, newsletter, left_after
            ):
                _begin(
                    connection,
                    number,
                    [newsletter],
                    way,
                    greetings=NO_GREETINGS,
                    now=now,
                )
                return True
            return state is CONFIRMED


def _begin(
    connection: Connection,
    number: int,
    begun: Sequence[str],
    way: ConsentWay,
    *,
    greetings: Greetings,
    now: datetime,
) -> None:
    """Confirmed subscriptions, whatever they were, with what they begin with."""
    note_consent(connection, number, now)
    lift_by_reader(connection, number, way, now)
    values = {"state": CONFIRMED, "since": now}
    for newsletter in begun:
        adding = insert(SUBSCRIPTION).values(
            subscriber_id=number, newsletter=newsletter, **values
        )
        connection.execute(
            adding.on_conflict_do_update(
                index_elements=SUBSCRIPTION.primary_key.columns, set_=values
            )
        )
    step = ConsentStep.CONFIRMED
    note_events(connection, number, step, way, newsletters=begun, now=now)
    withdraw_open(connection, questions_to(number))
    plan_greetings(connection, number, begun, greetings, now)


def _end(
    connection: Connection,
    number: int,
    newsletters: Iterable[str],
    way: ConsentWay,
    now: datetime,
) -> None:
    """End those of the subscriptions that stand, and withdraw their deliveries."""
    names = sorted(newsletters)
    left = SubscriberState.UNSUBSCRIBED
    ending = (
        update(SUBSCRIPTION)
        .where(
            SUBSCRIPTION.c.subscriber_id == number,
            SUBSCRIPTION.c.newsletter.in_(names),
            SUBSCRIPTION.c.state != left,
        )
        .values(state=left, since=now)
        .returning(SUBSCRIPTION.c.newsletter)
    )
    ended = sorted(connection.execute(ending).scalars())
    step = ConsentStep.ENDED
    note_events(connection, number, step, way, newsletters=ended, now=now)
    theirs = deliveries_of(select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == number))
    is_of_them = and_(DELIVERY.c.newsletter.in_(names), theirs)
    withdraw_open(connection, is_of_them)
