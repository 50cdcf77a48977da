"""Those of an import who were known: what they said themselves stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, exists, select

from digest.readers import SubscriberState
from digest.store.columns import write_tags
from digest.store.deliveries import deliveries_of, withdraw_open
from digest.store.protocols import NewSubscriber
from digest.store.readers.imported import Import, Rows, pages_of, since_of
from digest.store.schema import DELIVERY, SUBSCRIBER, SUBSCRIPTION

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
TELL_TAGS = "UPDATE subscriber SET tags = ?2 WHERE key = ?1"


def merge_known(
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
            for page in pages_of(keys)
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
        (key, newsletter, since_of(row, newsletter, whole), whole.now)
        for key, row in rows
        for newsletter in _left(row, whole)
    ]
    if not ending:
        return
    connection.exec_driver_sql(LEAVE, ending)
    for keys in pages_of({key for key, *_ in ending}):
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
    for keys in pages_of(rows):
        query = select(SUBSCRIBER.c.key, SUBSCRIBER.c.tags)
        known = connection.execute(query.where(SUBSCRIBER.c.key.in_(keys))).all()
        labelled = [
            (key, tags)
            for key, text in known
            if (tags := write_tags((*text.split("\n")[1:-1], *rows[key].tags))) != text
        ]
        if labelled:
            connection.exec_driver_sql(TELL_TAGS, labelled)
