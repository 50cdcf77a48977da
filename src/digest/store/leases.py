"""Leases on deliveries: kept, given back, ended with their holder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from digest.store.connection import Mode, Statements
from digest.store.deliveries import UNLEASED, open_issues
from digest.store.owner import is_dead
from digest.store.schema import (
    DELIVERY,
    HOLDER,
    IS_INTENDED,
    IS_OPEN,
    RELAY_MINUTE,
    SLOT,
)

#: how long it is known what a relay answered: twice the longest time of a rate
KEPT = timedelta(days=2)

_OWN = update(DELIVERY).where(
    DELIVERY.c.id == bindparam("number"),
    DELIVERY.c.holder_id == bindparam("holder"),
)
# what was due when it was claimed is due again at once
RELEASE = _OWN.where(IS_OPEN).values(due=DELIVERY.c.planned, **UNLEASED)
PUT_OFF = _OWN.where(IS_OPEN).values(due=bindparam("turn"), **UNLEASED)
EXTEND = _OWN.where(IS_OPEN).values(
    due=bindparam("until"), lease_until=bindparam("until")
)


class LeaseStatements(Statements):
    """What protocols.DeliveryStore asks about who holds what."""

    def extend_lease(self, deliveries: Iterable[int], until: datetime) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [{"number": n, "holder": holder, "until": until} for n in deliveries]
            if rows:
                connection.execute(EXTEND, rows)

    def release(self, deliveries: Iterable[int]) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [{"number": number, "holder": holder} for number in deliveries]
            if rows:
                connection.execute(RELEASE, rows)

    def put_off(self, turns: Iterable[tuple[int, datetime]]) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [
                {"number": number, "holder": holder, "turn": turn}
                for number, turn in turns
            ]
            if rows:
                connection.execute(PUT_OFF, rows)

    def release_all(self, *, now: datetime) -> int:
        """See DeliveryStore."""
        counting = select(func.count()).select_from(DELIVERY)
        doubtful = counting.where(IS_INTENDED, IS_OPEN, DELIVERY.c.due <= now)
        past = delete(RELAY_MINUTE)
        with self._database.transaction(Mode.WRITE) as connection:
            _end_slots(connection, now)
            holders = connection.execute(select(HOLDER.c.id, HOLDER.c.name)).all()
            dead = [number for number, name in holders if is_dead(name)]
            if dead:
                _end_leases(connection, dead, now)
            connection.execute(past.where(RELAY_MINUTE.c.minute < now - KEPT))
            return connection.execute(doubtful).scalar_one()


def holder_id(connection: Connection, name: str) -> int:
    """The number by which leases name their holder, given where there is none yet."""
    query = select(HOLDER.c.id).where(HOLDER.c.name == name)
    known: int | None = connection.execute(query).scalar()
    if known is None:
        adding = insert(HOLDER).values(name=name).returning(HOLDER.c.id)
        known = connection.execute(adding).scalar_one()
    return known


def _end_slots(connection: Connection, now: datetime) -> None:
    """End leases of slots; without one, a busy slot would be nobody's for ever."""
    holders = select(SLOT.c.owner).where(SLOT.c.lease_until > now).distinct()
    dead = [*filter(is_dead, connection.execute(holders).scalars())]
    is_over = or_(SLOT.c.lease_until <= now, SLOT.c.owner.in_(dead))
    ending = update(SLOT).where(SLOT.c.lease_until.is_not(None), is_over)
    connection.execute(ending.values(lease_until=now))


def _end_leases(connection: Connection, dead: Collection[int], now: datetime) -> None:
    """Free what the dead hold: a leased delivery is due in the future."""
    issues = connection.execute(select(open_issues().c.id)).scalars().all()
    # the personal ones have no issue; nor has the last hop
    for issue in {*issues, None}:
        ending = update(DELIVERY).where(
            IS_OPEN,
            DELIVERY.c.issue_id.is_not_distinct_from(issue),
            DELIVERY.c.due > now,
            DELIVERY.c.holder_id.in_(dead),
        )
        connection.execute(ending.values(due=now, **UNLEASED))
    connection.execute(delete(HOLDER).where(HOLDER.c.id.in_(dead)))
