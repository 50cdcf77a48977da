"""What processes on one or many machines settle among themselves."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, case, literal, literal_column, select

from digest.store.columns import MICROSECOND, stamp
from digest.store.databases.connection import Mode, Statements, is_server
from digest.store.databases.upserts import insert
from digest.store.ledger.batches import hand_out
from digest.store.machine_tables import AGREED, PACE
from digest.store.protocols.machines import HandedOut, WorkQueue

#: the server's clock: the same at all places of one statement
SERVER_NOW = "(extract(epoch FROM statement_timestamp()) * 1000000)::bigint"


class MachineStatements(Statements):
    """What protocols.MachineStore asks."""

    def turn(self, name: str) -> AbstractContextManager[bool]:
        """See MachineStore."""
        return self._database.turn(name)

    def reserve_turns(
        self, name: str, count: int, pause: timedelta, *, now: datetime
    ) -> timedelta:
        """See MachineStore."""
        is_shared = is_server(self._database.dialect)
        moment = (
            literal_column(SERVER_NOW, BigInteger)
            if is_shared
            else literal(stamp(now), BigInteger)
        )
        taken = literal(count * (pause // MICROSECOND), BigInteger)
        due = literal_column("pace.due", BigInteger)
        later = case((due > moment, due), else_=moment) + taken
        reserving = insert(PACE).values(name=name, due=moment + taken)
        one = reserving.on_conflict_do_update(
            index_elements=[PACE.c.name], set_={"due": later}
        ).returning((due - taken - moment).label("wait"))
        with self._database.transaction(Mode.LEASE) as connection:
            return connection.execute(one).scalar_one() * MICROSECOND

    def agree(self, name: str, value: str) -> str:
        """See MachineStore."""
        first = insert(AGREED).values(name=name, value=value).on_conflict_do_nothing()
        query = select(AGREED.c.value).where(AGREED.c.name == name)
        with self._database.transaction(Mode.READ) as connection:
            known: str | None = connection.execute(query).scalar()
        if known is not None:
            return known
        with self._database.transaction(Mode.DURABLE) as connection:
            connection.execute(first)
            agreed: str = connection.execute(query).scalar_one()
            return agreed

    def use_queue(self, queue: WorkQueue) -> None:
        """See MachineStore."""
        with self._database.transaction(Mode.READ) as connection:
            is_ready = queue.is_ready(connection.connection.driver_connection)
        if not is_ready:
            with self._database.transaction(Mode.DURABLE) as connection:
                queue.prepare(connection.connection.driver_connection)
        self._database.queue = queue

    def hand_out(
        self, *, now: datetime, newsletters: Collection[str] | None = None
    ) -> HandedOut:
        """See MachineStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            return hand_out(self._database, connection, now, newsletters)
