"""What anybody can say for an address: that it wants newsletters. It is asked then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, select, update

from digest.addresses import address_key
from digest.deliveries import Purpose
from digest.readers import ConsentStep, ConsentWay, Subscriber, SubscriberState
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.protocols.consent import UNLIMITED
from digest.store.readers.events import BOUNCED, BY_PAGE, note_events
from digest.store.readers.questions import plan_question, question_time, questions_to
from digest.store.readers.subscribers import read_subscribers
from digest.store.readers.subscriptions import states_of
from digest.store.readers.suppressions import recall_forgotten
from digest.store.schema import (
    DELIVERY,
    IS_OPEN,
    SUBSCRIBER,
    SUBSCRIPTION,
    SUPPRESSION,
)

#: an address that bounced is asked once in this time, and first when it is over
REST = timedelta(days=7)


class RequestStatements(Statements):
    """What protocols.ConsentStore asks about the form."""

    def request_subscription(
        self,
        address: str,
        name: str,
        newsletters: Sequence[str],
        *,
        confirm_after: datetime,
        now: datetime,
        language: str = "",
        most_per_hour: int = UNLIMITED,
    ) -> Subscriber:
        """See ConsentStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            number = _find_or_add(connection, address, name, now)
            may_ask = _may_be_asked(connection, number, confirm_after, now)
            _note_request(connection, number, language, now if may_ask else None)
            asked = _make_unconfirmed(connection, number, newsletters, now)
            moment = question_time(connection, most_per_hour, now)
            is_waiting = _is_asked(connection, number)
            if asked and may_ask and moment and not is_waiting:
                plan_question(
                    connection, Purpose.CONFIRMATION, number, asked[0], moment
                )
                note_events(
                    connection,
                    number,
                    ConsentStep.ASKED,
                    ConsentWay.FORM,
                    newsletters=asked,
                    now=now,
                )
            return read_subscribers(connection, SUBSCRIBER.c.id == number)[0]


def _find_or_add(connection: Connection, address: str, name: str, now: datetime) -> int:
    key = address_key(address)
    adding = insert(SUBSCRIBER).values(
        address=address, key=key, name=name, consent=BY_PAGE, created=now
    )
    connection.execute(adding.on_conflict_do_nothing())
    # of one who is known there is none to recall; it takes as long to look
    recall_forgotten(connection, {key: address})
    query = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key == key)
    number: int = connection.execute(query).scalar_one()
    return number


def _may_be_asked(
    connection: Connection, number: int, since: datetime, now: datetime
) -> bool:
    """Whether the address was not asked since then, and takes mail, or has rested.

    What was asked after now, a clock that was wrong once had asked. Who complained, and
    whom the owner suppressed, is never asked because of what a form says: anybody can
    fill it in.
    """
    query = (
        select(SUBSCRIBER.c.asked, SUPPRESSION.c.reason, SUPPRESSION.c.since)
        .outerjoin(SUPPRESSION, SUPPRESSION.c.key == SUBSCRIBER.c.key)
        .where(SUBSCRIBER.c.id == number)
    )
    asked, reason, suppressed = connection.execute(query).one()
    if reason is not None:
        if reason not in BOUNCED or suppressed > now - REST:
            return False
        since = min(since, now - REST)
    return asked is None or not since <= asked <= now


def _note_request(
    connection: Connection, number: int, language: str, asked: datetime | None
) -> None:
    """Keep when the address was asked and, of who is no reader yet, the language.

    A row is written whatever there is to say: without it a request for an address that
    reads already would be over sooner than another one.
    """
    whose = SUBSCRIBER.c.id == number
    values = {"asked": SUBSCRIBER.c.asked if asked is None else asked}
    connection.execute(update(SUBSCRIBER).where(whose).values(values))
    is_new = and_(whose, SUBSCRIBER.c.confirmed.is_(None))
    if language:
        connection.execute(update(SUBSCRIBER).where(is_new).values(language=language))


def _make_unconfirmed(
    connection: Connection, number: int, newsletters: Sequence[str], now: datetime
) -> list[str]:
    """Those of the newsletters that the reader has to confirm, in the order given."""
    states = states_of(connection, number)
    values = {"state": SubscriberState.UNCONFIRMED, "since": now}
    wanted = [
        n
        for n in dict.fromkeys(newsletters)
        if states.get(n) is not SubscriberState.CONFIRMED
    ]
    for newsletter in wanted:
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
    return wanted


def _is_asked(connection: Connection, number: int) -> bool:
    """Whether a question still waits to go out."""
    query = select(DELIVERY.c.id).where(IS_OPEN, questions_to(number)).limit(1)
    return connection.execute(query).first() is not None
