"""Leases on deliveries: kept, given back, ended with their holder.

Rows are written in the order of their numbers, here and wherever several are, so that
of two processes which write beside each other none waits for the other in a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from digest.store.databases.connection import Mode, Statements, is_server
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import UNLEASED, open_issues, take_in_order
from digest.store.machine_tables import RELAY_MINUTE
from digest.store.owner import is_dead, is_dead_here
from digest.store.schema import (
    DELIVERY,
    HOLDER,
    IS_INTENDED,
    IS_OPEN,
    IS_PERSONAL,
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
        with self._database.transaction(Mode.LEASE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [
                {"number": number, "holder": holder, "until": until}
                for number in sorted(deliveries)
            ]
            if rows:
                connection.execute(EXTEND, rows)

    def release(self, deliveries: Iterable[int]) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.LEASE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [
                {"number": number, "holder": holder} for number in sorted(deliveries)
            ]
            if rows:
                connection.execute(RELEASE, rows)

    def put_off(self, turns: Iterable[tuple[int, datetime]]) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.LEASE) as connection:
            holder = holder_id(connection, self._database.owner)
            rows = [
                {"number": number, "holder": holder, "turn": turn}
                for number, turn in sorted(turns)
            ]
            if rows:
                connection.execute(PUT_OFF, rows)

    def release_own(self, *, now: datetime) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.LEASE) as connection:
            own = holder_id(connection, self._database.owner)
            _end_deliveries(connection, (own,), now)

    def release_all(self, *, now: datetime) -> int:
        """See DeliveryStore."""
        counting = select(func.count()).select_from(DELIVERY)
        doubtful = counting.where(IS_INTENDED, IS_OPEN, DELIVERY.c.due <= now)
        past = delete(RELAY_MINUTE)
        with self._database.transaction(Mode.WRITE) as connection:
            _end_slots(connection, now)
            holders = connection.execute(select(HOLDER.c.id, HOLDER.c.name)).all()
            has_ended = _ending(connection)
            dead = [number for number, name in holders if has_ended(name)]
            if dead:
                _end_leases(connection, dead, now)
            connection.execute(past.where(RELAY_MINUTE.c.minute < now - KEPT))
            return connection.execute(doubtful).scalar_one()


def holder_id(connection: Connection, name: str) -> int:
    """The number by which leases name their holder, given where there is none yet."""
    query = select(HOLDER.c.id).where(HOLDER.c.name == name)
    known: int | None = connection.execute(query).scalar()
    if known is None:
        adding = insert(HOLDER).values(name=name)
        # another thread of the process may be just at it
        connection.execute(adding.on_conflict_do_nothing())
        known = connection.execute(query).scalar_one()
    return known


def _ending(connection: Connection) -> Callable[[str], bool]:
    """Tells whether an owner's process has ended; a server has some of many places."""
    return is_dead_here if is_server(connection.dialect) else is_dead


def _end_slots(connection: Connection, now: datetime) -> None:
    """End leases of slots; without one, a busy slot would be nobody's for ever."""
    holders = select(SLOT.c.owner).where(SLOT.c.lease_until > now).distinct()
    dead = [*filter(_ending(connection), connection.execute(holders).scalars())]
    is_over = or_(SLOT.c.lease_until <= now, SLOT.c.owner.in_(dead))
    ending = update(SLOT).where(SLOT.c.lease_until.is_not(None), is_over)
    connection.execute(ending.values(lease_until=now))


def _end_leases(connection: Connection, dead: Collection[int], now: datetime) -> None:
    """Free what the dead hold, and forget them."""
    _end_deliveries(connection, dead, now)
    connection.execute(delete(HOLDER).where(HOLDER.c.id.in_(dead)))


def _end_deliveries(
    connection: Connection, holders: Collection[int], now: datetime
) -> None:
    """Free what they hold: a leased delivery is due in the future."""
    issues = connection.execute(select(open_issues().c.id)).scalars().all()
    # the personal ones have no issue; nor has the last hop
    for issue in {*issues, None}:
        is_held = and_(
            IS_OPEN,
            IS_PERSONAL if issue is None else DELIVERY.c.issue_id == issue,
            DELIVERY.c.due > now,
            DELIVERY.c.holder_id.in_(holders),
        )
        take_in_order(connection, is_held)
        ending = update(DELIVERY).where(is_held).values(due=now, **UNLEASED)
        connection.execute(ending)
