"""The tables, once for every database; how they came to be stands in migrations.

Times are whole microseconds since 1970 in UTC: exact, the same eight bytes in every
database, and ordered as they happened, which text is only as long as all agree on its
form. A value that is no key stays text, so that a query by hand can be read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    literal_column,
    select,
    text,
)

#: the newest version in migrations; a store of this version is opened as it is
HEAD = "0007"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as microseconds; it comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  asked for by SQLAlchemy
    ) -> int | None:
        """The microseconds; a time without zone raises TypeError: it means nothing."""
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002  asked for by SQLAlchemy
    ) -> datetime | None:
        """The moment, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _moment(name: str) -> Column[datetime]:
    return Column(name, Moment, nullable=False)


def _number() -> Column[int]:
    """An id that the database counts; SQLite does that for INTEGER only."""
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column("id", kind, primary_key=True, autoincrement=True)


def _of(parent: str, **options: Any) -> Column[int]:
    key = ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return Column(f"{parent}_id", BigInteger, key, **options)


ENTRY = Table(
    "entry",
    METADATA,
    _text("id", primary_key=True),
    _text("path"),
    _text("slug"),
    _text("identity"),
    _text("revision"),
    _moment("published"),
    _moment("updated"),
    # those before it, as JSON, oldest first
    _text("former_slugs", server_default="[]"),
    # when it was withdrawn; empty while it is public
    Column("gone", Moment),
)

FEED_ARCHIVE = Table(
    "feed_archive",
    METADATA,
    # 0 for what stands in the feed itself
    Column("number", Integer, primary_key=True, autoincrement=False),
    # ids of entries with their stamps, as JSON
    _text("entries"),
)

WATERMARK = Table(
    "watermark",
    METADATA,
    _text("newsletter", primary_key=True),
    _text("schedule"),
    _moment("moment"),
)

SLOT = Table(
    "slot",
    METADATA,
    _text("newsletter", primary_key=True),
    _text("name", primary_key=True),
    _moment("due_at"),
    _text("state"),
    Column("fence", BigInteger, nullable=False),
    Column("lease_until", Moment),
    # owner.name_owner of who had the last lease
    _text("owner", server_default=""),
    _text("note"),
)

ISSUE = Table(
    "issue",
    METADATA,
    _number(),
    _text("newsletter"),
    Column("number", Integer, nullable=False),
    _text("slot"),
    _text("subject"),
    _text("preheader"),
    _text("url"),
    _moment("published"),
    # the frozen Letter, as JSON
    _text("letter"),
    UniqueConstraint("newsletter", "number"),
    UniqueConstraint("newsletter", "slot"),
)

ISSUE_ENTRY = Table(
    "issue_entry",
    METADATA,
    # the key says that an entry is carried once by a newsletter, whatever races
    _text("newsletter", primary_key=True),
    _text("entry_id", primary_key=True),
    _of("issue", nullable=False),
    Column("position", Integer, nullable=False),
    # the Entry as readers saw it, as JSON
    _text("snapshot"),
    Index(None, "issue_id"),
)

SUBSCRIBER = Table(
    "subscriber",
    METADATA,
    _number(),
    _text("address"),
    # addresses.address_key of the address
    _text("key"),
    _text("name"),
    _text("consent"),
    _moment("created"),
    Column("confirmed", Moment),
    UniqueConstraint("key"),
    # links name this number: it must never come to mean somebody else
    sqlite_autoincrement=True,
)

SUBSCRIPTION = Table(
    "subscription",
    METADATA,
    _of("subscriber", primary_key=True),
    _text("newsletter", primary_key=True),
    _text("state"),
    _moment("since"),
    Index(None, "newsletter", "state"),
)

SUPPRESSION = Table(
    "suppression",
    METADATA,
    # the address's key; of a forgotten one only its digest
    _text("key", primary_key=True),
    _text("address"),
    _text("reason"),
    _moment("since"),
)

DELIVERY = Table(
    "delivery",
    METADATA,
    _number(),
    _text("purpose"),
    _text("newsletter"),
    # empty for a confirmation
    _of("issue"),
    _of("subscriber", nullable=False),
    _text("state"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    _moment("planned"),
    _moment("due"),
    Column("lease_until", Moment),
    # owner.name_owner of who had the last lease
    _text("owner", server_default=""),
    # when the relay's last answer came
    Column("answered", Moment),
    # True once a claimed delivery was leased again, until its next intent
    Column("in_doubt", Boolean, nullable=False, server_default=false()),
    Column("code", Integer, nullable=False, server_default=text("0")),
    _text("status", server_default=""),
    _text("reply", server_default=""),
    UniqueConstraint("issue_id", "subscriber_id"),
    Index(None, "subscriber_id"),
    # a process that slept may still name one that is gone
    sqlite_autoincrement=True,
)

SOURCE = Table(
    "source",
    METADATA,
    _text("name", primary_key=True),
    _text("url"),
    _text("feed_url"),
    _text("etag"),
    _text("last_modified"),
    _moment("last_poll"),
    _moment("next_poll"),
    Column("last_read", Moment),
    Column("failures", Integer, nullable=False),
    _text("fault"),
    Column("is_gone", Boolean, nullable=False),
)

SOURCE_ITEM = Table(
    "source_item",
    METADATA,
    Column(
        "source",
        Text,
        ForeignKey("source.name", ondelete="CASCADE"),
        primary_key=True,
    ),
    _text("id", primary_key=True),
    # empty where no file was made of it
    _text("path"),
    _text("fingerprint"),
    _text("told"),
    Column("is_filed", Boolean, nullable=False),
)

HUB_TOPIC = Table(
    "hub_topic",
    METADATA,
    _text("topic", primary_key=True),
    # of the bytes that were announced last
    _text("digest"),
)

HUB_LISTENER = Table(
    "hub_listener",
    METADATA,
    _number(),
    _text("topic"),
    _text("callback"),
    _text("host"),
    _text("dialect"),
    _text("secret"),
    _moment("until"),
    # of the bytes that it is to be told of, and of those that it took last
    _text("wanted"),
    _text("told"),
    # empty where there is nothing to tell
    Column("due", Moment),
    Column("failures", Integer, nullable=False),
    UniqueConstraint("topic", "callback"),
    Index(None, "host"),
    Index(None, "due"),
    # a telling that is under way may name one that is gone
    sqlite_autoincrement=True,
)

HUB_REQUEST = Table(
    "hub_request",
    METADATA,
    _number(),
    _text("topic"),
    _text("callback"),
    _text("host"),
    _text("dialect"),
    _text("intent"),
    _text("secret"),
    # seconds
    Column("lease", Integer, nullable=False),
    Column("is_challenged", Boolean, nullable=False),
    _moment("due"),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("topic", "callback"),
    Index(None, "host"),
    Index(None, "due"),
    # one that is under way may have been replaced
    sqlite_autoincrement=True,
)

HUB_PING = Table(
    "hub_ping",
    METADATA,
    _text("hub", primary_key=True),
    _text("topic", primary_key=True),
    _text("digest"),
    _moment("due"),
    Column("tries", Integer, nullable=False),
    _text("fault"),
)


PRIVATE_FEED = Table(
    "private_feed",
    METADATA,
    # secret.token_digest of the token, which is kept nowhere
    _text("digest", primary_key=True),
    # empty once the subscriber is forgotten: who asks is told that the feed is gone
    Column(
        "subscriber_id", BigInteger, ForeignKey("subscriber.id", ondelete="SET NULL")
    ),
    _moment("created"),
    Column("revoked", Moment),
)


def in_states(column: Column[str], *states: str) -> ColumnElement[bool]:
    """Whether the column is one of the states, written out.

    A database uses a partial index only where it sees the index's own words.
    """
    return column.in_([literal_column(f"'{state}'", Text) for state in states])


#: what is neither settled nor withdrawn
IS_OPEN = in_states(DELIVERY.c.state, "pending", "deferred", "claimed")
IS_LEASED = DELIVERY.c.lease_until.is_not(None)

IS_STANDING = PRIVATE_FEED.c.revoked.is_(None)

# of all that a subscriber ever had, one feed opens, whatever races
Index(
    "uq_private_feed_standing",
    PRIVATE_FEED.c.subscriber_id,
    unique=True,
    sqlite_where=IS_STANDING,
    postgresql_where=IS_STANDING,
)
# in the order in which they are claimed
Index(
    "ix_delivery_open",
    DELIVERY.c.purpose,
    DELIVERY.c.due,
    DELIVERY.c.id,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index(
    "ix_delivery_leased",
    DELIVERY.c.lease_until,
    sqlite_where=IS_LEASED,
    postgresql_where=IS_LEASED,
)

#: on a query of subscribers: the address gets no mail
IS_SUPPRESSED = (
    select(SUPPRESSION.c.key)
    .where(SUPPRESSION.c.key == SUBSCRIBER.c.key)
    .correlate(SUBSCRIBER)
    .exists()
)
