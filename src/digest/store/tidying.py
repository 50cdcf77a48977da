"""What has had its time: strangers who never answered, and counts of the past."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, null, select, update

from digest.deliveries import Purpose
from digest.readers import SubscriberState
from digest.store.databases.connection import Mode, Statements
from digest.store.ledger.deliveries import erase_deliveries
from digest.store.machine_tables import RELAY_MINUTE
from digest.store.readers.events import BY_PAGE
from digest.store.readers.suppressions import disguise
from digest.store.schema import (
    ADDRESS_MOVE,
    BOUNCE,
    DELIVERY,
    IS_OPEN,
    IS_PERSONAL,
    SUBSCRIBER,
    SUBSCRIPTION,
)


class TidyStatements(Statements):
    """See protocols.TidyStore."""

    def forget_unanswered(self, count: int, *, asked_before: datetime) -> int:
        """See TidyStore."""
        answered = (
            select(SUBSCRIPTION.c.newsletter)
            .where(
                SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id,
                SUBSCRIPTION.c.state != SubscriberState.UNCONFIRMED,
            )
            .exists()
        )
        query = (
            select(SUBSCRIBER.c.id, SUBSCRIBER.c.key)
            .where(
                SUBSCRIBER.c.consent == BY_PAGE,
                SUBSCRIBER.c.asked < asked_before,
                SUBSCRIBER.c.confirmed == null(),
                ~answered,
            )
            .order_by(SUBSCRIBER.c.id)
            .limit(count)
        )
        with self._database.transaction(Mode.DURABLE) as connection:
            found = connection.execute(query).all()
            if not found:
                return 0
            for row in found:
                disguise(connection, row.key)
            numbers = [row.id for row in found]
            theirs = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id.in_(numbers))
            erase_deliveries(connection, theirs)
            connection.execute(
                delete(BOUNCE).where(BOUNCE.c.subscriber_id.in_(numbers))
            )
            # the rest goes with the subscriber
            connection.execute(delete(SUBSCRIBER).where(SUBSCRIBER.c.id.in_(numbers)))
        self._database.scrub()
        return len(found)

    def forget_wishes(self, *, asked_before: datetime) -> int:
        """See TidyStore."""
        old = ADDRESS_MOVE.c.asked < asked_before
        # a letter that is still on its way knows its address by itself
        asked = update(DELIVERY).where(
            IS_PERSONAL,
            DELIVERY.c.purpose == Purpose.MOVE,
            DELIVERY.c.planned < asked_before,
            DELIVERY.c.new_address != "",
            ~IS_OPEN,
        )
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(asked.values(new_address=""))
            return connection.execute(delete(ADDRESS_MOVE).where(old)).rowcount

    def forget_answer_counts(self, *, before: datetime) -> int:
        """See TidyStore."""
        erasing = delete(RELAY_MINUTE).where(RELAY_MINUTE.c.minute < before)
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(erasing).rowcount
