"""Whole lists of readers, whose consent the owner vouches for.

What a list brings goes to the driver as it is, a million rows at a time: the statements
are written out, and times are turned to microseconds here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, exists, func, select

from digest.addresses import address_key
from digest.readers import SubscriberState
from digest.store.columns import EPOCH, write_tags
from digest.store.connection import BATCH, Mode, Statements
from digest.store.deliveries import deliveries_of, withdraw_open
from digest.store.protocols import NewSubscriber
from digest.store.schema import DELIVERY, SUBSCRIBER, SUBSCRIPTION
from digest.store.suppressions import has_forgotten, recall_forgotten

ADD_READER = """
INSERT INTO subscriber (address, key, name, consent, created, confirmed, language, tags)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
ADD_SUBSCRIPTION = """
INSERT INTO subscription (subscriber_id, newsletter, state, since) VALUES (?, ?, ?, ?)
"""
#: for all who were added just now
ADD_SUBSCRIPTIONS = """
INSERT INTO subscription (subscriber_id, newsletter, state, since)
SELECT id, ?, 'confirmed', ? FROM subscriber WHERE id > ? ORDER BY id
"""
#: for those who are confirmed to another newsletter, or have none at all
JOIN = """
INSERT INTO subscription (subscriber_id, newsletter, state, since)
SELECT id, ?2, 'confirmed', ?3 FROM subscriber
WHERE key = ?1 AND (
    EXISTS (SELECT 1 FROM subscription
            WHERE subscriber_id = subscriber.id AND state = 'confirmed')
    OR NOT EXISTS (SELECT 1 FROM subscription WHERE subscriber_id = subscriber.id)
) ON CONFLICT DO NOTHING
"""
#: for those who said yes before they left elsewhere
LEAVE = """
UPDATE subscription SET state = 'unsubscribed', since = ?4
WHERE subscriber_id = (SELECT id FROM subscriber WHERE key = ?1)
    AND newsletter = ?2 AND state <> 'unsubscribed' AND since <= ?3
"""
SUPPRESS = """
INSERT INTO suppression (key, address, reason, detail, since) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""
TELL_TAGS = "UPDATE subscriber SET tags = ?2 WHERE key = ?1"

Rows = Mapping[str, NewSubscriber]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What holds for every row of an import that says nothing else."""

    newsletters: tuple[str, ...]
    consent: str
    now: int


class ReaderListStatements(Statements):
    """What protocols.SubscriberStore asks for many readers at once."""

    def import_subscribers(
        self,
        rows: Sequence[NewSubscriber],
        newsletters: Sequence[str],
        *,
        consent: str,
        now: datetime,
    ) -> int:
        """See SubscriberStore."""
        whole = Import(
            newsletters=tuple(dict.fromkeys(newsletters)),
            consent=consent,
            now=_stamp(now),
        )
        first: dict[str, NewSubscriber] = {}
        again: list[tuple[str, NewSubscriber]] = []
        for row in rows:
            if not whole.newsletters and _says_nothing(row):
                continue
            key = address_key(row.address)
            if first.setdefault(key, row) is not row:
                again.append((key, row))
        with self._database.transaction(Mode.DURABLE) as connection:
            known = _add(connection, first, whole)
            _merge(connection, [*((key, first[key]) for key in known), *again], whole)
            # before what the rows say, as one address has one suppression
            _recall(connection, first, known)
            _suppress(connection, rows)
        return len(first) - len(known)

    def count_known(self, addresses: Iterable[str]) -> int:
        """See SubscriberStore."""
        count = 0
        with self._database.transaction(Mode.READ) as connection:
            for keys in _pages({address_key(address) for address in addresses}):
                query = select(func.count()).where(SUBSCRIBER.c.key.in_(keys))
                count += connection.execute(query).scalar_one()
        return count


def _says_nothing(row: NewSubscriber) -> bool:
    """Whether the row is about mail alone: a suppression of who is no reader."""
    return (
        row.suppression is not None
        and row.state is SubscriberState.UNCONFIRMED
        and not (row.newsletters or row.left or row.unconfirmed)
    )


def _add(connection: Connection, rows: Rows, whole: Import) -> list[str]:
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
    created = whole.now if row.created is None else _stamp(row.created)
    confirmed = None if row.confirmed is None else _stamp(row.confirmed)
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
    )


def _subscriptions(
    number: int, row: NewSubscriber, whole: Import
) -> Iterator[tuple[int, str, str, int | None]]:
    since = _since(row, whole)
    for newsletter in row.newsletters or whole.newsletters:
        yield number, newsletter, row.state.value, since
    for newsletter in row.left:
        yield number, newsletter, "unsubscribed", since
    for newsletter in row.unconfirmed:
        yield number, newsletter, "unconfirmed", since


def _since(row: NewSubscriber, whole: Import) -> int:
    """When the row's state came, as far as it tells."""
    if row.state is SubscriberState.CONFIRMED:
        found = row.since or row.confirmed or row.created
    else:
        found = row.since
    return whole.now if found is None else _stamp(found)


def _merge(
    connection: Connection, rows: Sequence[tuple[str, NewSubscriber]], whole: Import
) -> None:
    """Bring to those who are known what an import may: see SubscriberStore."""
    if not rows:
        return
    _join(connection, rows, whole)
    _end(connection, rows, whole)
    _label(connection, {key: row for key, row in rows if row.tags})


def _join(
    connection: Connection, rows: Sequence[tuple[str, NewSubscriber]], whole: Import
) -> None:
    # newsletter by newsletter: the first one is no reason to be given the second
    joining: dict[str, list[str]] = {}
    for key, row in rows:
        if row.state is SubscriberState.CONFIRMED:
            for newsletter in row.newsletters or whole.newsletters:
                joining.setdefault(newsletter, []).append(key)
    for newsletter, keys in joining.items():
        # most lists that come again bring nothing new
        missing = [
            (key, newsletter, whole.now)
            for page in _pages(keys)
            for key in _missing(connection, page, newsletter)
        ]
        if missing:
            connection.exec_driver_sql(JOIN, missing)


def _missing(
    connection: Connection, keys: Sequence[str], newsletter: str
) -> Sequence[str]:
    """Those who never had a subscription to the newsletter."""
    theirs = exists().where(
        SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id,
        SUBSCRIPTION.c.newsletter == newsletter,
    )
    query = select(SUBSCRIBER.c.key).where(SUBSCRIBER.c.key.in_(keys), ~theirs)
    return connection.execute(query).scalars().all()


def _end(
    connection: Connection, rows: Sequence[tuple[str, NewSubscriber]], whole: Import
) -> None:
    """A no that is not older than the yes wins; what waits for it is withdrawn."""
    ending = [
        (key, newsletter, _since(row, whole), whole.now)
        for key, row in rows
        for newsletter in _left(row, whole)
    ]
    if not ending:
        return
    connection.exec_driver_sql(LEAVE, ending)
    for keys in _pages({key for key, *_ in ending}):
        whose = select(SUBSCRIPTION.c.subscriber_id).join_from(SUBSCRIBER, SUBSCRIPTION)
        is_over = whose.where(
            SUBSCRIBER.c.key.in_(keys),
            SUBSCRIPTION.c.newsletter == DELIVERY.c.newsletter,
            SUBSCRIPTION.c.subscriber_id == DELIVERY.c.subscriber_id,
            SUBSCRIPTION.c.state == SubscriberState.UNSUBSCRIBED,
        )
        numbers = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key.in_(keys))
        withdraw_open(
            connection,
            deliveries_of(numbers) & is_over.correlate(DELIVERY).exists(),
        )


def _left(row: NewSubscriber, whole: Import) -> tuple[str, ...]:
    if row.state is SubscriberState.UNSUBSCRIBED:
        return (*(row.newsletters or whole.newsletters), *row.left)
    return row.left


def _label(connection: Connection, rows: Rows) -> None:
    """Add the rows' tags to those that the readers have."""
    for keys in _pages(rows):
        query = select(SUBSCRIBER.c.key, SUBSCRIBER.c.tags)
        known = connection.execute(query.where(SUBSCRIBER.c.key.in_(keys))).all()
        labelled = [
            (key, tags)
            for key, text in known
            if (tags := write_tags((*text.split("\n")[1:-1], *rows[key].tags))) != text
        ]
        if labelled:
            connection.exec_driver_sql(TELL_TAGS, labelled)


def _suppress(connection: Connection, rows: Iterable[NewSubscriber]) -> None:
    suppressed = [
        (
            address_key(row.address),
            row.address,
            row.suppression.reason.value,
            row.suppression.detail,
            _stamp(row.suppression.since),
        )
        for row in rows
        if row.suppression
    ]
    if not suppressed:
        return
    connection.exec_driver_sql(SUPPRESS, suppressed)
    for keys in _pages({key for key, *_ in suppressed}):
        numbers = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key.in_(keys))
        withdraw_open(connection, deliveries_of(numbers))


def _recall(connection: Connection, rows: Rows, known: Collection[str]) -> None:
    """Suppress those of the new ones who were so when they were forgotten."""
    if has_forgotten(connection):
        new = rows.keys() - known
        recall_forgotten(connection, {key: rows[key].address for key in sorted(new)})


def _pages(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in order, some at a time: a statement takes only so many values."""
    ordered = iter(sorted(keys))
    while page := list(islice(ordered, BATCH)):
        yield page


def _stamp(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
