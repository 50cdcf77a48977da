"""Readers by what they have in common: found, and labelled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from digest.addresses import address_key
from digest.readers import SubscriberState
from digest.store.columns import read_tags, write_tags
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.databases.prepared import execute_rows
from digest.store.protocols import Listed, SubscriberQuery
from digest.store.readers.listed import read_listed
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION

LABEL = (
    update(SUBSCRIBER)
    .where(SUBSCRIBER.c.id == bindparam("number"))
    .values(tags=bindparam("new_tags"))
)


class ReaderSearchStatements(Statements):
    """What protocols.ReaderListStore asks about some of the readers."""

    def find_subscribers(
        self, query: SubscriberQuery, *, after: str = ""
    ) -> Iterator[Listed]:
        """See ReaderListStore."""
        keys = select(SUBSCRIBER.c.key).where(*_conditions(query))
        keys = keys.order_by(SUBSCRIBER.c.key).limit(BATCH)
        last = address_key(after)
        while True:
            with self._database.transaction(Mode.READ) as connection:
                page = keys.where(SUBSCRIBER.c.key > last)
                found = connection.execute(page).scalars().all()
                listed = read_listed(connection, found)
            yield from listed
            if len(found) < BATCH:
                return
            last = found[-1]

    def tag(self, query: SubscriberQuery, tags: Collection[str]) -> int:
        """See ReaderListStore."""
        return self._label(query, lambda had: {*had, *tags})

    def untag(self, query: SubscriberQuery, tags: Collection[str]) -> int:
        """See ReaderListStore."""
        return self._label(query, lambda had: set(had) - set(tags))

    def _label(
        self, query: SubscriberQuery, change: Callable[[Sequence[str]], set[str]]
    ) -> int:
        columns = (SUBSCRIBER.c.id, SUBSCRIBER.c.tags)
        readers = select(*columns).where(*_conditions(query))
        readers = readers.order_by(SUBSCRIBER.c.id).limit(BATCH)
        count, last = 0, 0
        while True:
            with self._database.transaction(Mode.DURABLE) as connection:
                page = readers.where(SUBSCRIBER.c.id > last)
                found = connection.execute(page).all()
                changed = [
                    (text, number)
                    for number, had in found
                    if (text := write_tags(change(read_tags(had)))) != had
                ]
                if changed:
                    execute_rows(connection, LABEL, ("new_tags", "number"), changed)
            count += len(changed)
            if len(found) < BATCH:
                return count
            last = found[-1].id


def _conditions(query: SubscriberQuery) -> Iterator[ColumnElement[bool]]:
    if query.exactly:
        yield SUBSCRIBER.c.key == address_key(query.exactly)
    if query.text:
        part = address_key(query.text)
        yield or_(
            SUBSCRIBER.c.key.contains(part, autoescape=True),
            SUBSCRIBER.c.name.icontains(query.text, autoescape=True),
        )
    for tag in query.tags:
        yield SUBSCRIBER.c.tags.icontains(f"\n{tag}\n", autoescape=True)
    if query.language:
        yield SUBSCRIBER.c.language == query.language
    if query.since is not None:
        yield SUBSCRIBER.c.created >= query.since
    if query.newsletter:
        yield _has(query.newsletter, query.state)
    elif query.state is not None:
        yield _is_as_a_whole(query.state)


def _has(newsletter: str, state: SubscriberState | None) -> ColumnElement[bool]:
    """Whether there is such a subscription."""
    is_to_it = SUBSCRIPTION.c.newsletter == newsletter
    if state is None:
        return _theirs(is_to_it)
    return _theirs(is_to_it, SUBSCRIPTION.c.state == state)


def _theirs(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id, *conditions)


def _is_as_a_whole(state: SubscriberState) -> ColumnElement[bool]:
    """Whether the best of what the reader said is this: see subscribers._consent."""
    said_yes = _theirs(SUBSCRIPTION.c.state == SubscriberState.CONFIRMED)
    was_asked = _theirs(SUBSCRIPTION.c.state == SubscriberState.UNCONFIRMED)
    has_none = ~_theirs()
    once = SUBSCRIBER.c.confirmed
    if state is SubscriberState.CONFIRMED:
        return or_(said_yes, and_(has_none, once.is_not(None)))
    if state is SubscriberState.UNCONFIRMED:
        return and_(~said_yes, or_(was_asked, and_(has_none, once.is_(None))))
    return and_(~said_yes, ~was_asked, ~has_none)
