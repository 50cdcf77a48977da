"""Who reads: addresses with their subscriptions, looked up and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, exists, func, select

from digest.addresses import address_key
from digest.readers import Subscriber, SubscriberState
from digest.store.columns import read_tags
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION


class SubscriberStatements(Statements):
    """What protocols.SubscriberStore asks without changing anything."""

    def subscriber(self, number: int) -> Subscriber | None:
        """See SubscriberStore."""
        return self._one(SUBSCRIBER.c.id == number)

    def find_subscriber(self, address: str) -> Subscriber | None:
        """See SubscriberStore."""
        return self._one(SUBSCRIBER.c.key == address_key(address))

    def subscribers(self, newsletter: str | None = None) -> Iterator[Subscriber]:
        """See SubscriberStore."""
        query = select(SUBSCRIBER.c.key).order_by(SUBSCRIBER.c.key).limit(BATCH)
        if newsletter is not None:
            # a join would sort the whole list anew for each page
            theirs = SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id
            query = query.where(
                exists().where(theirs, SUBSCRIPTION.c.newsletter == newsletter)
            )
        last = ""
        while True:
            page = query.where(SUBSCRIBER.c.key > last)
            with self._database.transaction(Mode.READ) as connection:
                keys = connection.execute(page).scalars().all()
                found = read_subscribers(connection, SUBSCRIBER.c.key.in_(keys))
            yield from found
            if len(keys) < BATCH:
                return
            last = keys[-1]

    def count_subscribers(self) -> Mapping[str, Mapping[str, int]]:
        """See SubscriberStore."""
        columns = (SUBSCRIPTION.c.newsletter, SUBSCRIPTION.c.state)
        query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        with self._database.transaction(Mode.READ) as connection:
            for newsletter, state, count in connection.execute(query):
                counts[newsletter][state] = count
        return dict(counts)

    def _one(self, condition: ColumnElement[bool]) -> Subscriber | None:
        with self._database.transaction(Mode.READ) as connection:
            return next(iter(read_subscribers(connection, condition)), None)


def read_subscribers(
    connection: Connection, condition: ColumnElement[bool]
) -> list[Subscriber]:
    """The subscribers that meet the condition, by address key; meant for a page."""
    query = select(SUBSCRIBER).where(condition).order_by(SUBSCRIBER.c.key)
    rows = connection.execute(query).all()
    theirs = (
        select(SUBSCRIPTION)
        .where(SUBSCRIPTION.c.subscriber_id.in_([row.id for row in rows]))
        .order_by(SUBSCRIPTION.c.newsletter)
    )
    states: defaultdict[int, dict[str, SubscriberState]] = defaultdict(dict)
    for row in connection.execute(theirs):
        states[row.subscriber_id][row.newsletter] = SubscriberState(row.state)
    return [
        Subscriber(
            id=row.id,
            address=row.address,
            name=row.name,
            state=whole_consent(
                states[row.id].values(), is_confirmed=bool(row.confirmed)
            ),
            newsletters=tuple(
                newsletter
                for newsletter, state in states[row.id].items()
                if state is not SubscriberState.UNSUBSCRIBED
            ),
            consent=row.consent,
            created=row.created,
            confirmed=row.confirmed,
            language=row.language,
            paused_until=row.paused_until,
            tags=read_tags(row.tags),
        )
        for row in rows
    ]


def whole_consent(
    states: Collection[SubscriberState], *, is_confirmed: bool
) -> SubscriberState:
    """The consent as a whole: the best of what the reader gave to any newsletter."""
    for state in (SubscriberState.CONFIRMED, SubscriberState.UNCONFIRMED):
        if state in states:
            return state
    if states:
        return SubscriberState.UNSUBSCRIBED
    return SubscriberState.CONFIRMED if is_confirmed else SubscriberState.UNCONFIRMED
