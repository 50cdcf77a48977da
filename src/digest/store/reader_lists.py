"""Whole lists of readers, whose consent the owner vouches for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, exists, literal, or_, select
from sqlalchemy.dialects.sqlite import insert

from digest.addresses import address_key
from digest.readers import SubscriberState
from digest.store.columns import Moment
from digest.store.connection import BATCH, Mode, Statements
from digest.store.protocols import NewSubscriber
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION
from digest.store.suppressions import recall_forgotten


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
        # of two rows with the same address the first counts
        by_key = {address_key(row.address): row for row in reversed(rows)}
        added = 0
        with self._database.transaction(Mode.DURABLE) as connection:
            for keys in _pages(by_key):
                new = [
                    {
                        "address": by_key[key].address,
                        "key": key,
                        "name": by_key[key].name,
                        "consent": consent,
                        "created": now,
                        "confirmed": now,
                    }
                    for key in _unknown(connection, keys)
                ]
                self._add(connection, new)
                for newsletter in newsletters:
                    self._subscribe(connection, keys, newsletter, now)
                added += len(new)
        return added

    def _add(
        self, connection: Connection, rows: Sequence[Mapping[str, object]]
    ) -> None:
        if rows:
            adding = insert(SUBSCRIBER).on_conflict_do_nothing()
            connection.execute(adding, rows)
            recall_forgotten(
                connection, {str(r["key"]): str(r["address"]) for r in rows}
            )

    def _subscribe(
        self,
        connection: Connection,
        keys: Sequence[str],
        newsletter: str,
        now: datetime,
    ) -> None:
        """A confirmed subscription for those who are confirmed, or have none at all."""
        theirs = SUBSCRIPTION.alias()
        is_theirs = theirs.c.subscriber_id == SUBSCRIBER.c.id
        is_confirmed = theirs.c.state == SubscriberState.CONFIRMED
        readers = select(
            SUBSCRIBER.c.id,
            literal(newsletter),
            literal(SubscriberState.CONFIRMED.value),
            literal(now, Moment),
        ).where(
            SUBSCRIBER.c.key.in_(keys),
            or_(
                exists().where(is_theirs, is_confirmed),
                ~exists().where(is_theirs),
            ),
        )
        columns = ["subscriber_id", "newsletter", "state", "since"]
        adding = insert(SUBSCRIPTION).from_select(columns, readers)
        connection.execute(adding.on_conflict_do_nothing())


def _pages(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in order, some at a time: a statement takes only so many values."""
    ordered = iter(sorted(keys))
    while page := list(islice(ordered, BATCH)):
        yield page


def _unknown(connection: Connection, keys: Sequence[str]) -> list[str]:
    query = select(SUBSCRIBER.c.key).where(SUBSCRIBER.c.key.in_(keys))
    known = set(connection.execute(query).scalars())
    return [key for key in keys if key not in known]
