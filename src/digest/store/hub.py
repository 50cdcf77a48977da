"""Who wants to be told of changed feeds, and what is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    ScalarSelect,
    Table,
    bindparam,
    case,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from digest.hub_records import (
    Dialect,
    HubCounts,
    Intent,
    Listener,
    Load,
    Ping,
    Request,
    Told,
)
from digest.store.connection import BATCH, Mode, Statements
from digest.store.schema import (
    HUB_LISTENER,
    HUB_PING,
    HUB_REQUEST,
    HUB_TOPIC,
    Moment,
)

LISTENER, REQUEST, PING = HUB_LISTENER.c, HUB_REQUEST.c, HUB_PING.c


class HubStatements(Statements):
    """What protocols.HubStore asks."""

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
            connection.execute(delete(HUB_PING).where(PING.hub.not_in(sorted(hubs))))
            _replace(connection, HUB_PING, pings)

    def retire(self, topics: Collection[str], *, now: datetime) -> None:
        """See HubStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            for topic in sorted(topics):
                _deny_listeners(connection, topic, now)
                for table in (HUB_LISTENER, HUB_TOPIC, HUB_PING):
                    connection.execute(delete(table).where(table.c.topic == topic))

    def hub_load(self, *, topic: str, callback: str, host: str) -> Load:
        """See HubStore."""
        known = (LISTENER.topic == topic, LISTENER.callback == callback)
        query = select(
            (_count(HUB_LISTENER) + _count(HUB_REQUEST)).label("together"),
            (_count(HUB_LISTENER, host) + _count(HUB_REQUEST, host)).label("of_host"),
            select(LISTENER.id).where(*known).exists().label("is_known"),
        )
        with self._database.transaction(Mode.READ) as connection:
            return Load(**connection.execute(query).mappings().one())

    def add_request(self, request: Request, *, now: datetime) -> None:
        """See HubStore."""
        pair = (
            REQUEST.topic == request.topic,
            REQUEST.callback == request.callback,
        )
        with self._database.transaction(Mode.WRITE) as connection:
            # a new number, so that whoever asks back for the old one settles nothing
            connection.execute(delete(HUB_REQUEST).where(*pair))
            connection.execute(insert(HUB_REQUEST), _request_row(request, now))

    def due_requests(self, count: int, *, now: datetime) -> tuple[Request, ...]:
        """See HubStore."""
        query = select(HUB_REQUEST).where(REQUEST.due <= now)
        query = query.order_by(REQUEST.due, REQUEST.id).limit(count)
        with self._database.transaction(Mode.READ) as connection:
            return tuple(map(_request, connection.execute(query).mappings()))

    def grant(self, request: Request, *, until: datetime) -> None:
        """See HubStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            if request.intent is Intent.SUBSCRIBE:
                _listen(connection, request, until)
            else:
                ending = delete(HUB_LISTENER).where(
                    LISTENER.topic == request.topic,
                    LISTENER.callback == request.callback,
                )
                connection.execute(ending)
            connection.execute(_dropping(request))

    def drop_request(self, request: Request) -> None:
        """See HubStore."""
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(_dropping(request))

    def put_off_request(self, request: Request, *, due: datetime) -> None:
        """See HubStore."""
        later = update(HUB_REQUEST).where(REQUEST.id == request.number)
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(later.values(due=due, tries=REQUEST.tries + 1))

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
        failing = select(func.count()).where(LISTENER.failures > 0)
        query = select(
            _count(HUB_LISTENER).label("listeners"),
            failing.scalar_subquery().label("failing"),
            _count(HUB_REQUEST).label("requests"),
            _count(HUB_PING).label("pings"),
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
_ITS_LISTENER = LISTENER.id == bindparam("its_number")
# what was announced while it was told comes next, and at once
_IS_NEWEST = LISTENER.wanted == bindparam("its_wanted")
_TAKING = (
    update(HUB_LISTENER)
    .where(_ITS_LISTENER)
    .values(
        told=bindparam("its_digest"),
        failures=0,
        due=case(
            (LISTENER.wanted == bindparam("its_digest"), None), else_=LISTENER.due
        ),
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


def _deny_listeners(connection: Connection, topic: str, now: datetime) -> None:
    query = select(LISTENER.callback, LISTENER.host).where(
        LISTENER.topic == topic, LISTENER.dialect == Dialect.WEBSUB
    )
    rows = [
        _request_row(
            Request(
                dialect=Dialect.WEBSUB,
                intent=Intent.DENIED,
                topic=topic,
                callback=row.callback,
                host=row.host,
            ),
            now,
        )
        for row in connection.execute(query)
    ]
    connection.execute(delete(HUB_REQUEST).where(REQUEST.topic == topic))
    if rows:
        connection.execute(insert(HUB_REQUEST), rows)


def _listen(connection: Connection, request: Request, until: datetime) -> None:
    """Add the listener, who has the bytes of now; who listened already goes on."""
    known = select(HUB_TOPIC.c.digest).where(HUB_TOPIC.c.topic == request.topic)
    digest = connection.scalar(known) or ""
    adding = insert(HUB_LISTENER).values(
        topic=request.topic,
        callback=request.callback,
        host=request.host,
        dialect=request.dialect,
        secret=request.secret,
        until=until,
        wanted=digest,
        told=digest,
        failures=0,
    )
    renewed = ("dialect", "secret", "until")
    connection.execute(
        adding.on_conflict_do_update(
            index_elements=[LISTENER.topic, LISTENER.callback],
            set_={name: adding.excluded[name] for name in renewed},
        )
    )


def _dropping(request: Request) -> Any:
    return delete(HUB_REQUEST).where(REQUEST.id == request.number)


def _count(table: Table, host: str = "") -> ScalarSelect[int]:
    """How many rows the table has, in all or of this host."""
    query = select(func.count()).select_from(table)
    return (query.where(table.c.host == host) if host else query).scalar_subquery()


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


def _request_row(request: Request, due: datetime) -> dict[str, Any]:
    return {
        "topic": request.topic,
        "callback": request.callback,
        "host": request.host,
        "dialect": request.dialect,
        "intent": request.intent,
        "secret": request.secret,
        "lease": int(request.lease.total_seconds()),
        "is_challenged": request.is_challenged,
        "due": due,
        "tries": request.tries,
    }


def _request(row: Mapping[Any, Any]) -> Request:
    return Request(
        number=row["id"],
        dialect=Dialect(row["dialect"]),
        intent=Intent(row["intent"]),
        topic=row["topic"],
        callback=row["callback"],
        host=row["host"],
        secret=row["secret"],
        lease=timedelta(seconds=row["lease"]),
        is_challenged=row["is_challenged"],
        tries=row["tries"],
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


def _ping_rows(pings: Collection[Ping]) -> list[dict[str, str]]:
    return [
        {"its_hub": one.hub, "its_topic": one.topic, "its_digest": one.digest}
        for one in pings
    ]
