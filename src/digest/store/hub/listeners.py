"""Which feeds changed, and who of those who listen is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Table,
    bindparam,
    case,
    delete,
    literal,
    or_,
    select,
    update,
)

from digest.records.hub import Dialect, Listener, Told
from digest.store.columns import Moment
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.hub.tables import HUB_LISTENER, HUB_PING, HUB_TOPIC

LISTENER = HUB_LISTENER.c


class HubStatements(Statements):
    """What HubStore asks of topics and listeners."""

    def topic_digests(self) -> Mapping[str, str]:
        """See HubStore."""
        query = select(HUB_TOPIC.c.topic, HUB_TOPIC.c.digest)
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query.order_by(HUB_TOPIC.c.topic))
            return {row.topic: row.digest for row in rows}

    def announce(
        self, digests: Mapping[str, str], hubs: Collection[str], *, now: datetime
    ) -> None:
        """See HubStore."""
        changes = [{"topic": topic, "digest": digests[topic]} for topic in digests]
        pings = [
            {**change, "hub": hub, "due": now, "tries": 0, "fault": ""}
            for hub in hubs
            for change in changes
        ]
        with self._database.transaction(Mode.DURABLE) as connection:
            _replace(connection, HUB_TOPIC, changes)
            if changes:
                bound = [{f"new_{k}": v for k, v in one.items()} for one in changes]
                connection.execute(_announcing(now), bound)
            connection.execute(
                delete(HUB_PING).where(HUB_PING.c.hub.not_in(sorted(hubs)))
            )
            _replace(connection, HUB_PING, pings)

    def due_listeners(self, count: int, *, now: datetime) -> tuple[Listener, ...]:
        """See HubStore."""
        query = (
            select(
                *(LISTENER.id, LISTENER.dialect, LISTENER.topic, LISTENER.callback),
                *(LISTENER.host, LISTENER.secret, LISTENER.wanted, LISTENER.failures),
            )
            .where(LISTENER.due <= now, LISTENER.until > now)
            .order_by(LISTENER.failures, LISTENER.due, LISTENER.id)
            .limit(count)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(map(_listener, connection.execute(query).mappings()))

    def record_told(self, told: Sequence[Told]) -> None:
        """See HubStore."""
        gone = [one.number for one in told if one.is_gone]
        taken = [_told_row(one) for one in told if one.digest]
        failed = [_told_row(one) for one in told if not one.digest and not one.is_gone]
        with self._database.transaction(Mode.WRITE) as connection:
            for start in range(0, len(gone), BATCH):
                among = LISTENER.id.in_(gone[start : start + BATCH])
                connection.execute(delete(HUB_LISTENER).where(among))
            if taken:
                connection.execute(_TAKING, taken)
            if failed:
                connection.execute(_FAILING, failed)

    def end_leases(self, *, now: datetime) -> int:
        """See HubStore."""
        ending = delete(HUB_LISTENER).where(LISTENER.until <= now)
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(ending).rowcount


_ITS_LISTENER = LISTENER.id == bindparam("its_number")
# what was announced while it was told comes next, and at once
_IS_NEWEST = LISTENER.wanted == bindparam("its_wanted")
# the bytes are those of the file, which may be newer than what was announced
_HAS_NEWEST = or_(_IS_NEWEST, LISTENER.wanted == bindparam("its_digest"))
_TAKING = (
    update(HUB_LISTENER)
    .where(_ITS_LISTENER)
    .values(
        told=bindparam("its_digest"),
        failures=0,
        due=case((_HAS_NEWEST, None), else_=LISTENER.due),
    )
)
_FAILING = (
    update(HUB_LISTENER)
    .where(_ITS_LISTENER)
    .values(
        failures=LISTENER.failures + 1,
        due=case((_IS_NEWEST, bindparam("its_due", type_=Moment)), else_=LISTENER.due),
    )
)


def _announcing(now: datetime) -> Any:
    """Let the listeners of a topic want its new bytes, unless they have them."""
    digest: BindParameter[str] = bindparam("new_digest")
    due = case((LISTENER.told == digest, None), else_=literal(now, Moment))
    return (
        update(HUB_LISTENER)
        .where(LISTENER.topic == bindparam("new_topic"))
        .values(wanted=digest, due=due)
    )


def _replace(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add the rows, over whatever rows have their keys."""
    if not rows:
        return
    adding = insert(table)
    others = [column.name for column in table.columns if not column.primary_key]
    connection.execute(
        adding.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: adding.excluded[name] for name in others},
        ),
        rows,
    )


def _listener(row: Mapping[Any, Any]) -> Listener:
    values = {**row, "number": row["id"], "dialect": Dialect(row["dialect"])}
    del values["id"]
    return Listener(**values)


def _told_row(told: Told) -> dict[str, Any]:
    return {
        "its_number": told.number,
        "its_wanted": told.wanted,
        "its_digest": told.digest,
        "its_due": told.due,
    }
