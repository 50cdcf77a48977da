"""What callbacks are to be asked back for, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    ScalarSelect,
    Table,
    delete,
    func,
    select,
    update,
)

from digest.records.hub import Dialect, Intent, Load, Request
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.hub.tables import HUB_LISTENER, HUB_PING, HUB_REQUEST, HUB_TOPIC

LISTENER, REQUEST = HUB_LISTENER.c, HUB_REQUEST.c


class HubRequestStatements(Statements):
    """What HubStore asks of requests, and of who listens by them."""

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

    def retire(self, topics: Collection[str], *, now: datetime) -> None:
        """See HubStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            for topic in sorted(topics):
                _deny_listeners(connection, topic, now)
                for table in (HUB_LISTENER, HUB_TOPIC, HUB_PING):
                    connection.execute(delete(table).where(table.c.topic == topic))


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


def _dropping(request: Request) -> Delete:
    return delete(HUB_REQUEST).where(REQUEST.id == request.number)


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


def _count(table: Table, host: str = "") -> ScalarSelect[int]:
    """How many rows the table has, in all or of this host."""
    query = select(func.count()).select_from(table)
    return (query.where(table.c.host == host) if host else query).scalar_subquery()


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
