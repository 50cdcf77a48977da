"""Those of an import who were not known, with their subscriptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal, select

from digest.readers import SubscriberState
from digest.store.columns import stamp, write_tags
from digest.store.databases.connection import is_server
from digest.store.databases.prepared import execute_rows
from digest.store.databases.upserts import insert
from digest.store.protocols import NewSubscriber
from digest.store.readers.copied_in import copy_readers
from digest.store.readers.imported import Import, Rows, since_of
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION

#: what an import tells of a reader
READER = (
    *("address", "key", "name", "consent", "created", "confirmed"),
    *("language", "tags", "paused_until"),
)
ADD_READER = (
    insert(SUBSCRIBER)
    .values({name: bindparam(name) for name in READER})
    .on_conflict_do_nothing()
    .inline()
)
#: readers for whom a table of their own is soon made
MANY = 100
SAID = ("subscriber_id", "newsletter", "state", "since")
ADD_SUBSCRIPTION = insert(SUBSCRIPTION).values({name: bindparam(name) for name in SAID})


def add_newcomers(connection: Connection, rows: Rows, whole: Import) -> list[str]:
    """Add those who are not known, with their subscriptions; the keys of all others."""
    last = connection.execute(select(func.max(SUBSCRIBER.c.id))).scalar() or 0
    is_bare = all(map(_is_bare, rows.values()))
    # in the order of the index: it is gone through once, and not all over
    keys = sorted(rows)
    readers = [_reader(key, rows[key], whole) for key in keys]
    if not readers:
        return []
    added = _add_readers(connection, readers)
    if is_bare and added == len(keys):
        for newsletter in whole.newsletters:
            _subscribe_added(connection, newsletter, whole, last)
        return []
    query = select(SUBSCRIBER.c.key, SUBSCRIBER.c.id).where(SUBSCRIBER.c.id > last)
    found = connection.execute(query.order_by(SUBSCRIBER.c.id)).all()
    numbers = {row.key: row.id for row in found}
    theirs = [
        values
        for key, number in numbers.items()
        for values in _subscriptions(number, rows[key], whole)
    ]
    if theirs:
        execute_rows(connection, ADD_SUBSCRIPTION, SAID, theirs)
    return [key for key in keys if key not in numbers]


def _add_readers(connection: Connection, readers: Sequence[tuple[object, ...]]) -> int:
    """How many of the readers are new, and are there now."""
    if not is_server(connection.dialect) or len(readers) < MANY:
        return execute_rows(connection, ADD_READER, READER, readers)
    return copy_readers(connection, READER, readers)


def _subscribe_added(
    connection: Connection, newsletter: str, whole: Import, last: int
) -> None:
    """Confirm all whose numbers come after the last one."""
    state = literal(SubscriberState.CONFIRMED.value)
    columns = (SUBSCRIBER.c.id, literal(newsletter), state, literal(whole.now))
    added = select(*columns).where(SUBSCRIBER.c.id > last).order_by(SUBSCRIBER.c.id)
    connection.execute(insert(SUBSCRIPTION).from_select(SAID, added))


def _is_bare(row: NewSubscriber) -> bool:
    """Whether the row says no more than who somebody is: most lists are just that."""
    return (
        row.state is SubscriberState.CONFIRMED
        and row.since is row.confirmed is row.created is None
        and not (row.newsletters or row.left or row.unconfirmed)
    )


def _reader(key: str, row: NewSubscriber, whole: Import) -> tuple[object, ...]:
    created = whole.now if row.created is None else stamp(row.created)
    confirmed = _stamp(row.confirmed)
    if confirmed is None and row.state is SubscriberState.CONFIRMED:
        confirmed = created
    return (
        row.address,
        key,
        row.name,
        row.consent or whole.consent,
        created,
        confirmed,
        row.language,
        write_tags(row.tags) if row.tags else "",
        _stamp(row.paused_until),
    )


def _stamp(moment: datetime | None) -> int | None:
    return None if moment is None else stamp(moment)


def _subscriptions(
    number: int, row: NewSubscriber, whole: Import
) -> Iterator[tuple[int, str, str, int | None]]:
    for names, state in (
        (row.newsletters or whole.newsletters, row.state.value),
        (row.left, "unsubscribed"),
        (row.unconfirmed, "unconfirmed"),
    ):
        for newsletter in names:
            yield number, newsletter, state, since_of(row, newsletter, whole)
