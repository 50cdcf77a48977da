"""Those of an import who were not known, with their subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, func, select

from digest.readers import SubscriberState
from digest.store.columns import stamp, write_tags
from digest.store.protocols import NewSubscriber
from digest.store.readers.imported import Import, Rows, since_of
from digest.store.schema import SUBSCRIBER

ADD_READER = """
INSERT INTO subscriber (address, key, name, consent, created, confirmed, language, tags,
    paused_until)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
ADD_SUBSCRIPTION = """
INSERT INTO subscription (subscriber_id, newsletter, state, since) VALUES (?, ?, ?, ?)
"""
#: for all who were added just now
ADD_SUBSCRIPTIONS = """
INSERT INTO subscription (subscriber_id, newsletter, state, since)
SELECT id, ?, 'confirmed', ? FROM subscriber WHERE id > ? ORDER BY id
"""


def add_newcomers(connection: Connection, rows: Rows, whole: Import) -> list[str]:
    """Add those who are not known, with their subscriptions; the keys of all others."""
    last = connection.execute(select(func.max(SUBSCRIBER.c.id))).scalar() or 0
    is_bare = all(map(_is_bare, rows.values()))
    # in the order of the index: it is gone through once, and not all over
    keys = sorted(rows)
    readers = [_reader(key, rows[key], whole) for key in keys]
    if not readers:
        return []
    added = connection.exec_driver_sql(ADD_READER, readers).rowcount
    if is_bare and added == len(keys):
        for newsletter in whole.newsletters:
            values = (newsletter, whole.now, last)
            connection.exec_driver_sql(ADD_SUBSCRIPTIONS, values)
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
        connection.exec_driver_sql(ADD_SUBSCRIPTION, theirs)
    return [key for key in keys if key not in numbers]


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
