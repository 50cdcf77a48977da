"""A reader who moves to another address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from digest.addresses import address_key
from digest.deliveries import Purpose
from digest.readers import ConsentStep, ConsentWay, SubscriberState
from digest.records.readers import AddressMove
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import erase_deliveries, withdraw_open
from digest.store.protocols.consent import UNLIMITED
from digest.store.readers.events import lift_by_reader, note_events
from digest.store.readers.questions import (
    LONGEST_WAIT,
    plan_question,
    question_time,
    questions_to,
)
from digest.store.readers.suppressions import is_ever_suppressed
from digest.store.schema import (
    ADDRESS_MOVE,
    SUBSCRIBER,
    SUBSCRIPTION,
)


class MovingStatements(Statements):
    """What protocols.ConsentStore asks about addresses."""

    def ask_to_move(
        self,
        number: int,
        address: str,
        *,
        ask_after: datetime,
        now: datetime,
        most_per_hour: int = UNLIMITED,
    ) -> bool:
        """See ConsentStore."""
        key = address_key(address)
        with self._database.transaction(Mode.DURABLE) as connection:
            newsletter = _newsletter(connection, number)
            if newsletter is None:
                return False
            moment = question_time(connection, most_per_hour, now)
            is_own = ADDRESS_MOVE.c.subscriber_id == number
            if moment and not _has_wished(connection, is_own, ask_after, now):
                may_be_asked = _may_be_asked(connection, key, ask_after, now)
                # kept in any case: what readers can look up of themselves must not
                # tell them how it is with an address that may not be theirs
                _keep_wish(connection, number, address, moment)
                withdraw_open(connection, questions_to(number, Purpose.MOVE))
                if may_be_asked:
                    plan_question(
                        connection,
                        Purpose.MOVE,
                        number,
                        newsletter,
                        moment,
                        new_address=address,
                    )
            return True

    def address_move(self, number: int) -> AddressMove | None:
        """See ConsentStore."""
        with self._database.transaction(Mode.READ) as connection:
            return read_move(connection, number)

    def move(self, number: int, address: str, *, now: datetime) -> bool:
        """See ConsentStore."""
        key = address_key(address)
        whose = SUBSCRIBER.c.id == number
        moving = update(SUBSCRIBER).where(whose).values(address=address, key=key)
        with self._database.transaction(Mode.DURABLE) as connection:
            wish = read_move(connection, number)
            if wish is None or wish.address != address:
                return False
            query = select(SUBSCRIBER.c.address).where(whose)
            if connection.execute(query).scalar() == address:
                return True
            if not _make_room(connection, number, key):
                return False
            connection.execute(moving)
            way = ConsentWay.LINK
            lift_by_reader(connection, number, way, now)
            note_events(connection, number, ConsentStep.MOVED, way, now=now)
            return True


def read_move(connection: Connection, number: int) -> AddressMove | None:
    """The reader's last wish to move."""
    query = select(ADDRESS_MOVE.c.address, ADDRESS_MOVE.c.asked).where(
        ADDRESS_MOVE.c.subscriber_id == number
    )
    found = connection.execute(query).first()
    return AddressMove(address=found.address, asked=found.asked) if found else None


def _newsletter(connection: Connection, number: int) -> str | None:
    """Which newsletter asks; None where there is no subscriber to ask for.

    Who reads none any more is asked in the name of one that they had.
    """
    query = (
        select(SUBSCRIPTION.c.newsletter)
        .where(SUBSCRIPTION.c.subscriber_id == number)
        .order_by(
            SUBSCRIPTION.c.state != SubscriberState.CONFIRMED,
            SUBSCRIPTION.c.newsletter,
        )
        .limit(1)
    )
    newsletter: str | None = connection.execute(query).scalar()
    return newsletter


def _has_wished(
    connection: Connection, whose: ColumnElement[bool], since: datetime, now: datetime
) -> bool:
    """Whether one of these wishes was made since then.

    What was asked after all that can wait, a clock that was wrong had asked.
    """
    asked = ADDRESS_MOVE.c.asked.between(since, now + LONGEST_WAIT)
    query = select(ADDRESS_MOVE.c.key).where(whose, asked).limit(1)
    return connection.execute(query).first() is not None


def _may_be_asked(
    connection: Connection, key: str, since: datetime, now: datetime
) -> bool:
    """Whether the address takes mail, and got no question since then."""
    was_asked = SUBSCRIBER.c.asked.between(since, now)
    requests = select(SUBSCRIBER.c.key).where(SUBSCRIBER.c.key == key, was_asked)
    return not (
        _has_wished(connection, ADDRESS_MOVE.c.key == key, since, now)
        or connection.execute(requests).first() is not None
        or is_ever_suppressed(connection, key)
    )


def _keep_wish(
    connection: Connection, number: int, address: str, moment: datetime
) -> None:
    values = {"address": address, "key": address_key(address), "asked": moment}
    adding = insert(ADDRESS_MOVE).values(subscriber_id=number, **values)
    connection.execute(
        adding.on_conflict_do_update(
            index_elements=ADDRESS_MOVE.primary_key.columns, set_=values
        )
    )


def _make_room(connection: Connection, number: int, key: str) -> bool:
    """Whether nobody else has the address now.

    Whoever never confirmed anything may have been signed up by somebody else, and the
    owner of the mailbox has just said what they want.
    """
    others = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.key == key, SUBSCRIBER.c.id != number
    )
    other = connection.execute(others).scalar()
    if other is None:
        return True
    said = select(SUBSCRIPTION.c.newsletter).where(
        SUBSCRIPTION.c.subscriber_id == other,
        SUBSCRIPTION.c.state != SubscriberState.UNCONFIRMED,
    )
    is_reader = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.id == other,
        or_(SUBSCRIBER.c.confirmed.is_not(None), said.exists()),
    )
    if connection.execute(is_reader).first() is not None:
        return False
    erase_deliveries(connection, others)
    connection.execute(delete(SUBSCRIBER).where(SUBSCRIBER.c.id == other))
    return True
