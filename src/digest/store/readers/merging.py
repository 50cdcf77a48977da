"""Those of an import who were known: what they said themselves stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    update,
)

from digest.readers import SubscriberState
from digest.store.columns import Moment, write_tags
from digest.store.databases.prepared import execute_rows
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import deliveries_of, withdraw_open
from digest.store.protocols import NewSubscriber
from digest.store.readers.imported import Import, Rows, pages_of, since_of
from digest.store.schema import DELIVERY, SUBSCRIBER, SUBSCRIPTION

_WHO = SUBSCRIBER.c.key == bindparam("whose", type_=Text)
_SAID_ANYTHING = exists().where(SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id)
_SAID_YES = _SAID_ANYTHING.where(SUBSCRIPTION.c.state == literal_column("'confirmed'"))
JOINING = ("whose", "wanted", "moment")
#: for those who are confirmed to another newsletter, or have none at all
JOIN = (
    insert(SUBSCRIPTION)
    .from_select(
        ["subscriber_id", "newsletter", "state", "since"],
        select(
            SUBSCRIBER.c.id,
            bindparam("wanted", type_=Text),
            literal_column("'confirmed'"),
            bindparam("moment", type_=Moment),
        ).where(_WHO, or_(_SAID_YES, ~_SAID_ANYTHING)),
    )
    .on_conflict_do_nothing()
)
LEAVING = ("whose", "left", "said", "moment")
#: for those who said yes before they left elsewhere
LEAVE = (
    update(SUBSCRIPTION)
    .where(
        SUBSCRIPTION.c.subscriber_id
        == select(SUBSCRIBER.c.id).where(_WHO).scalar_subquery(),
        SUBSCRIPTION.c.newsletter == bindparam("left"),
        SUBSCRIPTION.c.state != literal_column("'unsubscribed'"),
        SUBSCRIPTION.c.since <= bindparam("said"),
    )
    .values(state=literal_column("'unsubscribed'"), since=bindparam("moment"))
)
TELL_TAGS = update(SUBSCRIBER).where(_WHO).values(tags=bindparam("new_tags"))


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
            execute_rows(connection, JOIN, JOINING, missing)


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
    execute_rows(connection, LEAVE, LEAVING, ending)
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
            execute_rows(connection, TELL_TAGS, ("whose", "new_tags"), labelled)
