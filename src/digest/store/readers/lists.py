"""Whole lists of readers, whose consent the owner vouches for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from digest.addresses import address_key
from digest.readers import SubscriberState
from digest.store.columns import stamp
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.prepared import execute_rows
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import deliveries_of, withdraw_open
from digest.store.protocols import NewSubscriber
from digest.store.readers.imported import Import, Rows, pages_of
from digest.store.readers.merging import merge_known
from digest.store.readers.newcomers import add_newcomers
from digest.store.readers.suppressions import has_forgotten, recall_forgotten
from digest.store.schema import SUBSCRIBER, SUPPRESSION

#: what an import tells of an address that gets no mail
SUPPRESSED = ("key", "address", "reason", "detail", "since")
SUPPRESS = (
    insert(SUPPRESSION)
    .values({name: bindparam(name) for name in SUPPRESSED})
    .on_conflict_do_nothing()
)


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
            now=stamp(now),
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
            known = add_newcomers(connection, first, whole)
            merge_known(
                connection, [*((key, first[key]) for key in known), *again], whole
            )
            # before what the rows say, as one address has one suppression
            _recall(connection, first, known)
            _suppress(connection, rows)
        return len(first) - len(known)

    def count_known(self, addresses: Iterable[str]) -> int:
        """See SubscriberStore."""
        count = 0
        with self._database.transaction(Mode.READ) as connection:
            for keys in pages_of({address_key(address) for address in addresses}):
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


def _suppress(connection: Connection, rows: Iterable[NewSubscriber]) -> None:
    suppressed = [
        (
            address_key(row.address),
            row.address,
            row.suppression.reason.value,
            row.suppression.detail,
            stamp(row.suppression.since),
        )
        for row in rows
        if row.suppression
    ]
    if not suppressed:
        return
    execute_rows(connection, SUPPRESS, SUPPRESSED, suppressed)
    for keys in pages_of({key for key, *_ in suppressed}):
        numbers = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key.in_(keys))
        withdraw_open(connection, deliveries_of(numbers))


def _recall(connection: Connection, rows: Rows, known: Collection[str]) -> None:
    """Suppress those of the new ones who were so when they were forgotten."""
    if has_forgotten(connection):
        new = rows.keys() - known
        recall_forgotten(connection, {key: rows[key].address for key in sorted(new)})
