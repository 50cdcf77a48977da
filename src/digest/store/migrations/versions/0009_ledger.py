"""The deliveries as a ledger that is planned and settled in bulk.

A delivery is open as long as it has a due moment, so that one index finds whatever can
be claimed; foreign keys, which cost a million look-ups an issue, are given up for rules
of the store's own. Who holds a lease is a number, as its name is longer than the rest
of the row. Issues can be paused, and their links counted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.BigInteger()

#: the deliveries that come along, and what is open of them
OPEN = "state IN ('pending', 'deferred', 'claimed')"
COPIED = (
    "id, purpose, newsletter, issue_id, subscriber_id, state, attempts, planned, "
    "lease_until, answered, in_doubt, code, status, reply"
)
HOLDERS = "INSERT INTO holder (name) SELECT DISTINCT owner FROM old_delivery"
# what is leased comes back when the lease ends
COPY = f"""
INSERT INTO delivery ({COPIED}, due, holder_id)
SELECT {COPIED},
    CASE WHEN {OPEN} THEN coalesce(lease_until, due) END,
    CASE WHEN lease_until IS NOT NULL THEN
        (SELECT holder.id FROM holder WHERE holder.name = old_delivery.owner) END
FROM old_delivery ORDER BY id
"""  # noqa: S608  our own words
#: the numbers of those that were forgotten are not given again
COUNTER = """
UPDATE sqlite_sequence SET seq = max(seq,
    (SELECT seq FROM sqlite_sequence WHERE name = 'old_delivery'))
WHERE name = 'delivery'
"""
FIRST_COUNTER = """
INSERT INTO sqlite_sequence (name, seq)
SELECT 'delivery', seq FROM sqlite_sequence WHERE name = 'old_delivery'
AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'delivery')
"""
#: on PostgreSQL, where these names are the schema's and do not go with the table
FREED_NAMES = (
    "ALTER TABLE old_delivery DROP CONSTRAINT pk_delivery",
    "ALTER TABLE old_delivery DROP CONSTRAINT uq_delivery_issue_id_subscriber_id",
    "ALTER SEQUENCE delivery_id_seq RENAME TO old_delivery_id_seq",
)
SERVER_COUNTER = """
SELECT setval('delivery_id_seq', last_value, is_called) FROM old_delivery_id_seq
"""


def upgrade() -> None:
    """Make the ledger anew from the deliveries that there are."""
    op.create_table(
        "holder",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
        sa.UniqueConstraint("name", name=op.f("uq_holder_name")),
        sqlite_autoincrement=True,
    )
    for index in ("leased", "open", "subscriber_id"):
        op.drop_index(f"ix_delivery_{index}", "delivery")
    op.rename_table("delivery", "old_delivery")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in () if is_sqlite else FREED_NAMES:
        op.execute(statement)
    _make_deliveries()
    op.execute(HOLDERS)
    op.execute(COPY)
    for counter in (FIRST_COUNTER, COUNTER) if is_sqlite else (SERVER_COUNTER,):
        op.execute(counter)
    op.drop_table("old_delivery")
    _index_deliveries()
    op.add_column("issue", sa.Column("paused", MOMENT, nullable=True))
    op.add_column(
        "issue",
        sa.Column("pause_reason", sa.Text(), server_default="", nullable=False),
    )
    op.create_index(
        "ix_issue_paused",
        "issue",
        ["paused"],
        unique=False,
        sqlite_where=sa.text("paused IS NOT NULL"),
        postgresql_where=sa.text("paused IS NOT NULL"),
    )
    op.create_table(
        "relay_minute",
        sa.Column("relay", sa.Text(), nullable=False),
        sa.Column("minute", MOMENT, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("relay", "minute", name=op.f("pk_relay_minute")),
    )
    op.create_table(
        "link",
        sa.Column("newsletter", sa.Text(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("clicks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("newsletter", "issue", "number", name=op.f("pk_link")),
    )


def _make_deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("newsletter", sa.Text(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("subscriber_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "attempts", sa.Integer(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("planned", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("holder_id", sa.BigInteger(), nullable=True),
        sa.Column("answered", MOMENT, nullable=True),
        sa.Column("in_doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("code", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.Column("new_address", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sqlite_autoincrement=True,
    )


def _index_deliveries() -> None:
    op.create_index(
        "uq_delivery_issue_id_subscriber_id",
        "delivery",
        ["issue_id", "subscriber_id"],
        unique=True,
    )
    # SQLite has the number of its row in each index: what is due together has an order
    number = [] if op.get_bind().dialect.name == "sqlite" else ["id"]
    for name, columns, condition in (
        ("open", ["issue_id", "due", *number], "due IS NOT NULL"),
        ("intended", ["state"], "state = 'claimed'"),
        ("personal", ["subscriber_id"], "issue_id IS NULL"),
    ):
        op.create_index(
            f"ix_delivery_{name}",
            "delivery",
            columns,
            unique=False,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
