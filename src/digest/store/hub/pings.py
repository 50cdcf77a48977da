"""What hubs elsewhere do not know yet, and what there is to say of all hubs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from digest.records.hub import HubCounts, Ping
from digest.store.databases.connection import Mode, Statements
from digest.store.hub.tables import HUB_LISTENER, HUB_PING, HUB_REQUEST

PING = HUB_PING.c


class PingStatements(Statements):
    """What HubStore asks of pings."""

    def due_pings(self, hubs: Collection[str], *, now: datetime) -> tuple[Ping, ...]:
        """See HubStore."""
        query = select(PING.hub, PING.topic, PING.digest, PING.tries)
        query = query.where(PING.due <= now, PING.hub.in_(sorted(hubs)))
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query.order_by(PING.hub, PING.topic)).mappings()
            return tuple(Ping(**row) for row in rows)

    def end_pings(self, pings: Collection[Ping]) -> None:
        """See HubStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(delete(HUB_PING).where(*_SAME_PING), _ping_rows(pings))

    def put_off_pings(
        self, pings: Collection[Ping], *, due: datetime, fault: str
    ) -> None:
        """See HubStore."""
        later = update(HUB_PING).where(*_SAME_PING)
        later = later.values(due=due, tries=PING.tries + 1, fault=fault)
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(later, _ping_rows(pings))

    def hub_counts(self) -> HubCounts:
        """See HubStore."""
        listeners = select(func.count()).select_from(HUB_LISTENER)
        requests = select(func.count()).select_from(HUB_REQUEST)
        pings = select(func.count()).select_from(HUB_PING)
        failing = select(func.count()).where(HUB_LISTENER.c.failures > 0)
        query = select(
            listeners.scalar_subquery().label("listeners"),
            failing.scalar_subquery().label("failing"),
            requests.scalar_subquery().label("requests"),
            pings.scalar_subquery().label("pings"),
        )
        told = select(PING.hub, func.max(PING.fault).label("fault"))
        told = told.where(PING.fault != "").group_by(PING.hub).order_by(PING.hub)
        with self._database.transaction(Mode.READ) as connection:
            faults = tuple((row.hub, row.fault) for row in connection.execute(told))
            counts = connection.execute(query).mappings().one()
            return HubCounts(**counts, faults=faults)


_SAME_PING = (
    PING.hub == bindparam("its_hub"),
    PING.topic == bindparam("its_topic"),
    PING.digest == bindparam("its_digest"),
)


def _ping_rows(pings: Collection[Ping]) -> list[dict[str, str]]:
    return [
        {"its_hub": one.hub, "its_topic": one.topic, "its_digest": one.digest}
        for one in pings
    ]
