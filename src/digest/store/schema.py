"""The tables, once for every database; how they came to be stands in migrations.

Those of sources, of the hub and of machines are in source_tables, hub.tables and
machine_tables: nobody else's rows name theirs.
"""

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
    and_,
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
HEAD = "0013"

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
    # no slot up to it was ever meant to come
    moment_column("begun"),
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
    # since when none of its letters go out; empty where they do
    Column("paused", Moment),
    text_column("pause_reason", server_default=""),
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
    # the owner's labels, columns.write_tags
    text_column("tags", server_default=""),
    # BCP 47 tag; empty where they chose none
    text_column("language", server_default=""),
    Column("paused_until", Moment),
    # when a form was last allowed to have a letter sent to the address
    Column("asked", Moment),
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
    # ends with the reader, as there is no row number: an audience is read in its order
    Index(None, "newsletter", "state"),
    sqlite_with_rowid=False,
)

ADDRESS_MOVE = Table(
    "address_move",
    METADATA,
    # a reader has one wish at a time, the last one
    parent_column("subscriber", primary_key=True),
    text_column("address"),
    # addresses.address_key of the address
    text_column("key"),
    # the letter to the new address was planned then, and its link names that moment
    moment_column("asked"),
    Index(None, "key"),
)

CONSENT_EVENT = Table(
    "consent_event",
    METADATA,
    number_column(),
    parent_column("subscriber", nullable=False),
    # empty where it is about all of them
    text_column("newsletter"),
    # of readers.ConsentStep
    text_column("step"),
    # of readers.ConsentWay
    text_column("way"),
    moment_column("moment"),
    Index(None, "subscriber_id"),
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

# a delivery has no foreign keys: a million look-ups an issue cost half of its planning.
# Issues are never deleted, and who deletes a subscriber erases what is theirs
DELIVERY = Table(
    "delivery",
    METADATA,
    number_column(),
    text_column("purpose"),
    text_column("newsletter"),
    # empty for what is for one reader alone
    Column("issue_id", BigInteger),
    Column("subscriber_id", BigInteger, nullable=False),
    text_column("state"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    moment_column("planned"),
    # when it can be claimed: at its time, or when its lease ends; empty once settled
    Column("due", Moment),
    Column("lease_until", Moment),
    # of who has the lease; empty where nobody has
    Column("holder_id", BigInteger),
    # when the relay's last answer came
    Column("answered", Moment),
    # True where nobody knows whether the relay took it, until the next intent
    Column("in_doubt", Boolean, nullable=False, server_default=false()),
    Column("code", Integer, nullable=False, server_default=text("0")),
    text_column("status", server_default=""),
    text_column("reply", server_default=""),
    # where a reader wants to move to, in the letter that asks them there
    text_column("new_address", server_default=""),
    Index(
        "uq_delivery_issue_id_subscriber_id", "issue_id", "subscriber_id", unique=True
    ),
    # a process that slept may still name one that is gone
    sqlite_autoincrement=True,
)

HOLDER = Table(
    "holder",
    METADATA,
    number_column(),
    # owner.name_owner of who has leases
    text_column("name"),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,
)

LINK = Table(
    "link",
    METADATA,
    text_column("newsletter", primary_key=True),
    Column("issue", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("url"),
    Column("clicks", Integer, nullable=False, server_default=text("0")),
)

BOUNCE = Table(
    "bounce",
    METADATA,
    number_column(),
    # who brought it, and what tells it from any other of theirs
    text_column("source"),
    text_column("key"),
    # of records.bounces.BounceKind
    text_column("kind"),
    # of reasons.Reason
    text_column("reason"),
    text_column("status"),
    text_column("detail"),
    moment_column("received"),
    # of the address that it names; nothing else is kept of those who are no readers
    text_column("domain"),
    Column("believed", Boolean, nullable=False),
    parent_column("subscriber"),
    # a number that outlives its delivery
    Column("delivery_id", BigInteger),
    UniqueConstraint("source", "key"),
    Index(None, "subscriber_id"),
    Index(None, "received"),
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


#: of slots: what may bring an issue yet
IS_UNSETTLED = in_states(SLOT.c.state, "due", "busy")
# of the slots of many years hardly one is
Index("ix_slot_open", SLOT.c.newsletter, SLOT.c.due_at, sqlite_where=IS_UNSETTLED)

#: what is neither settled nor withdrawn nor held
IS_OPEN = DELIVERY.c.due.is_not(None)
#: what is for one reader alone
IS_PERSONAL = DELIVERY.c.issue_id.is_(None)
#: its body may be on its way, or came to nobody knows what end
IS_INTENDED = DELIVERY.c.state == literal_column("'claimed'", Text)

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
#: of an issue: its letters stay where they are
IS_PAUSED = ISSUE.c.paused.is_not(None)
# a paused issue is found without a look at the letters of all others
Index("ix_issue_paused", ISSUE.c.paused, sqlite_where=IS_PAUSED)
# few are, and each planning of an issue asks who
Index(
    "ix_subscriber_pausing",
    SUBSCRIBER.c.paused_until,
    sqlite_where=SUBSCRIBER.c.paused_until.is_not(None),
)
# in the order in which they are claimed, each issue by itself
Index("ix_delivery_open", DELIVERY.c.issue_id, DELIVERY.c.due, sqlite_where=IS_OPEN)
# never more than are out at the moment
Index("ix_delivery_intended", DELIVERY.c.state, sqlite_where=IS_INTENDED)
# those of issues are found by issue and reader
Index("ix_delivery_personal", DELIVERY.c.subscriber_id, sqlite_where=IS_PERSONAL)

#: what any visitor can have sent
IS_QUESTION = and_(
    # first, as it is asked of each delivery that is planned
    IS_PERSONAL,
    in_states(DELIVERY.c.purpose, "confirmation", "move"),
)
# so that all of it can be held to a number an hour
Index("ix_delivery_question", DELIVERY.c.planned, sqlite_where=IS_QUESTION)

#: on a query of subscribers: the address gets no mail
IS_SUPPRESSED = (
    select(SUPPRESSION.c.key)
    .where(SUPPRESSION.c.key == SUBSCRIBER.c.key)
    .correlate(SUBSCRIBER)
    .exists()
)
