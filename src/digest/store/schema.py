"""The tables, once for every database; how they came to be stands in migrations."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    select,
    text,
)

from digest.store.columns import (
    Moment,
    moment_column,
    number_column,
    parent_column,
    text_column,
)

#: the newest version in migrations; a store of this version is opened as it is
HEAD = "0011"

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

ENTRY = Table(
    "entry",
    METADATA,
    text_column("id", primary_key=True),
    text_column("path"),
    text_column("slug"),
    text_column("identity"),
    text_column("revision"),
    moment_column("published"),
    moment_column("updated"),
    # those before it, as JSON, oldest first
    text_column("former_slugs", server_default="[]"),
    # when it was withdrawn; empty while it is public
    Column("gone", Moment),
)

FEED_ARCHIVE = Table(
    "feed_archive",
    METADATA,
    # 0 for what stands in the feed itself
    Column("number", Integer, primary_key=True, autoincrement=False),
    # ids of entries with their stamps, as JSON
    text_column("entries"),
)

WATERMARK = Table(
    "watermark",
    METADATA,
    text_column("newsletter", primary_key=True),
    text_column("schedule"),
    moment_column("moment"),
)

SLOT = Table(
    "slot",
    METADATA,
    text_column("newsletter", primary_key=True),
    text_column("name", primary_key=True),
    moment_column("due_at"),
    text_column("state"),
    Column("fence", BigInteger, nullable=False),
    Column("lease_until", Moment),
    # owner.name_owner of who had the last lease
    text_column("owner", server_default=""),
    text_column("note"),
)

ISSUE = Table(
    "issue",
    METADATA,
    number_column(),
    text_column("newsletter"),
    Column("number", Integer, nullable=False),
    text_column("slot"),
    text_column("subject"),
    text_column("preheader"),
    text_column("url"),
    moment_column("published"),
    # the frozen Letter, as JSON
    text_column("letter"),
    # of issues.IssueState
    text_column("state", server_default="published"),
    # the editor's Note, as JSON; empty where there is none
    text_column("note", server_default=""),
    # why it went out in spite of errors
    text_column("forced", server_default=""),
    UniqueConstraint("newsletter", "number"),
    UniqueConstraint("newsletter", "slot"),
)

ISSUE_ENTRY = Table(
    "issue_entry",
    METADATA,
    # the key says that an entry is carried once by a newsletter, whatever races
    text_column("newsletter", primary_key=True),
    text_column("entry_id", primary_key=True),
    parent_column("issue", nullable=False),
    Column("position", Integer, nullable=False),
    # the Entry as readers saw it, as JSON
    text_column("snapshot"),
    Index(None, "issue_id"),
)

SUBSCRIBER = Table(
    "subscriber",
    METADATA,
    number_column(),
    text_column("address"),
    # addresses.address_key of the address
    text_column("key"),
    text_column("name"),
    text_column("consent"),
    moment_column("created"),
    Column("confirmed", Moment),
    UniqueConstraint("key"),
    # links name this number: it must never come to mean somebody else
    sqlite_autoincrement=True,
)

SUBSCRIPTION = Table(
    "subscription",
    METADATA,
    parent_column("subscriber", primary_key=True),
    text_column("newsletter", primary_key=True),
    text_column("state"),
    moment_column("since"),
    Index(None, "newsletter", "state"),
)

SUPPRESSION = Table(
    "suppression",
    METADATA,
    # the address's key; of a forgotten one only its digest
    text_column("key", primary_key=True),
    text_column("address"),
    # of reasons.Reason
    text_column("reason"),
    text_column("detail", server_default=""),
    moment_column("since"),
)

DELIVERY = Table(
    "delivery",
    METADATA,
    number_column(),
    text_column("purpose"),
    text_column("newsletter"),
    # empty for a confirmation
    parent_column("issue"),
    parent_column("subscriber", nullable=False),
    text_column("state"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    moment_column("planned"),
    moment_column("due"),
    Column("lease_until", Moment),
    # owner.name_owner of who had the last lease
    text_column("owner", server_default=""),
    # when the relay's last answer came
    Column("answered", Moment),
    # True once a claimed delivery was leased again, until its next intent
    Column("in_doubt", Boolean, nullable=False, server_default=false()),
    Column("code", Integer, nullable=False, server_default=text("0")),
    text_column("status", server_default=""),
    text_column("reply", server_default=""),
    UniqueConstraint("issue_id", "subscriber_id"),
    Index(None, "subscriber_id"),
    # a process that slept may still name one that is gone
    sqlite_autoincrement=True,
)

SOURCE = Table(
    "source",
    METADATA,
    text_column("name", primary_key=True),
    text_column("url"),
    text_column("feed_url"),
    text_column("etag"),
    text_column("last_modified"),
    moment_column("last_poll"),
    moment_column("next_poll"),
    Column("last_read", Moment),
    Column("failures", Integer, nullable=False),
    text_column("fault"),
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
    text_column("id", primary_key=True),
    # empty where no file was made of it
    text_column("path"),
    text_column("fingerprint"),
    text_column("told"),
    Column("is_filed", Boolean, nullable=False),
)

HUB_TOPIC = Table(
    "hub_topic",
    METADATA,
    text_column("topic", primary_key=True),
    # of the bytes that were announced last
    text_column("digest"),
)

HUB_LISTENER = Table(
    "hub_listener",
    METADATA,
    number_column(),
    text_column("topic"),
    text_column("callback"),
    text_column("host"),
    text_column("dialect"),
    text_column("secret"),
    moment_column("until"),
    # of the bytes that it is to be told of, and of those that it took last
    text_column("wanted"),
    text_column("told"),
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
    number_column(),
    text_column("topic"),
    text_column("callback"),
    text_column("host"),
    text_column("dialect"),
    text_column("intent"),
    text_column("secret"),
    # seconds
    Column("lease", Integer, nullable=False),
    Column("is_challenged", Boolean, nullable=False),
    moment_column("due"),
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
    text_column("hub", primary_key=True),
    text_column("topic", primary_key=True),
    text_column("digest"),
    moment_column("due"),
    Column("tries", Integer, nullable=False),
    text_column("fault"),
)

PRIVATE_FEED = Table(
    "private_feed",
    METADATA,
    # secret.token_digest of the token, which is kept nowhere
    text_column("digest", primary_key=True),
    # empty once the subscriber is forgotten: who asks is told that the feed is gone
    Column(
        "subscriber_id", BigInteger, ForeignKey("subscriber.id", ondelete="SET NULL")
    ),
    moment_column("created"),
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

# the migrations make these, for PostgreSQL as well: to name it here would load all that
# speaks with it at each start

# of all that a subscriber ever had, one feed opens, whatever races
Index(
    "uq_private_feed_standing",
    PRIVATE_FEED.c.subscriber_id,
    unique=True,
    sqlite_where=IS_STANDING,
)
# in the order in which they are claimed
Index(
    "ix_delivery_open",
    DELIVERY.c.purpose,
    DELIVERY.c.due,
    DELIVERY.c.id,
    sqlite_where=IS_OPEN,
)
Index(
    "ix_delivery_leased",
    DELIVERY.c.lease_until,
    sqlite_where=IS_LEASED,
)

#: on a query of subscribers: the address gets no mail
IS_SUPPRESSED = (
    select(SUPPRESSION.c.key)
    .where(SUPPRESSION.c.key == SUBSCRIBER.c.key)
    .correlate(SUBSCRIBER)
    .exists()
)
