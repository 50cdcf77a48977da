"""The store in numbers, for who watches over it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, or_, select

from digest.deliveries import DeliveryState
from digest.issues import SlotState
from digest.readers import SubscriberState
from digest.store.databases.connection import Mode, Statements, is_server
from digest.store.machine_tables import RELAY_MINUTE
from digest.store.protocols.vitals import StoreVitals
from digest.store.schema import (
    DELIVERY,
    IS_INTENDED,
    IS_OPEN,
    SLOT,
    SUBSCRIPTION,
    SUPPRESSION,
    in_states,
)

MINUTE = timedelta(minutes=1)


class VitalStatements(Statements):
    """What protocols.VitalStore asks."""

    def server_time(self) -> datetime | None:
        """See VitalStore."""
        if not is_server(self._database.dialect):
            # the file has no clock of its own
            return None
        with self._database.transaction(Mode.READ) as connection:
            moment: datetime = connection.execute(
                select(func.clock_timestamp())
            ).scalar_one()
            return moment.astimezone(UTC)

    def vitals(self, *, now: datetime) -> StoreVitals:
        """See VitalStore."""
        with self._database.transaction(Mode.READ) as connection:
            open_ones = _open_deliveries(connection)
            return StoreVitals(
                slots=_slots(connection),
                oldest_slot=_oldest_slot(connection),
                deliveries={state: count for state, count, _, _ in open_ones},
                in_doubt=sum(doubt for _, _, doubt, _ in open_ones),
                oldest_delivery=min((each[3] for each in open_ones), default=None),
                subscribers=_subscribers(connection),
                suppressed=_suppressed(connection),
                answers=_answers(connection, now),
            )


def _slots(connection: Connection) -> dict[tuple[str, SlotState], int]:
    key = (SLOT.c.newsletter, SLOT.c.state)
    query = select(*key, func.count()).group_by(*key).order_by(*key)
    return {(name, SlotState(s)): n for name, s, n in connection.execute(query)}


def _oldest_slot(connection: Connection) -> datetime | None:
    is_open = in_states(SLOT.c.state, SlotState.DUE, SlotState.BUSY)
    oldest: datetime | None = connection.execute(
        select(func.min(SLOT.c.due_at)).where(is_open)
    ).scalar()
    return oldest


def _open_deliveries(
    connection: Connection,
) -> list[tuple[DeliveryState, int, int, datetime]]:
    """By state: how many, how many of them in doubt, and the oldest."""
    is_doubtful = or_(DELIVERY.c.in_doubt, IS_INTENDED)
    query = (
        select(
            DELIVERY.c.state,
            func.count(),
            func.count().filter(is_doubtful),
            func.min(DELIVERY.c.planned),
        )
        .where(IS_OPEN)
        .group_by(DELIVERY.c.state)
        .order_by(DELIVERY.c.state)
    )
    rows = connection.execute(query)
    return [(DeliveryState(s), n, doubt, oldest) for s, n, doubt, oldest in rows]


def _subscribers(
    connection: Connection,
) -> dict[tuple[str, SubscriberState], int]:
    key = (SUBSCRIPTION.c.newsletter, SUBSCRIPTION.c.state)
    query = select(*key, func.count()).group_by(*key).order_by(*key)
    return {(name, SubscriberState(s)): n for name, s, n in connection.execute(query)}


def _suppressed(connection: Connection) -> int:
    return connection.execute(
        select(func.count()).select_from(SUPPRESSION)
    ).scalar_one()


def _answers(connection: Connection, now: datetime) -> dict[str, int]:
    minute = now.replace(second=0, microsecond=0) - MINUTE
    query = (
        select(RELAY_MINUTE.c.relay, RELAY_MINUTE.c.answers)
        .where(RELAY_MINUTE.c.minute == minute)
        .order_by(RELAY_MINUTE.c.relay)
    )
    return {row.relay: row.answers for row in connection.execute(query)}
