"""What readers choose: language, pause, another address; and tags of the owner.

On SQLite a subscription is kept in its key, without a row number: the audience of an
issue is then read from one index, in the order in which its deliveries are planned.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


MOMENT = sa.BigInteger()
SUBSCRIBER = sa.BigInteger()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: letters that any visitor of the site can ask for
ASKS = "issue_id IS NULL AND purpose IN ('confirmation', 'move')"
COPY = """
INSERT INTO subscription (subscriber_id, newsletter, state, since)
SELECT subscriber_id, newsletter, state, since FROM old_subscription
ORDER BY subscriber_id, newsletter
"""
#: by which an audience is read
INDEX = "ix_subscription_newsletter_state"
#: who takes a pause
PAUSES = "paused_until IS NOT NULL"


def upgrade() -> None:
    """Add what readers choose, the owner's labels, and a log of consent."""
    for name in ("tags", "language"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("subscriber", column)
    for name in ("paused_until", "asked"):
        op.add_column("subscriber", sa.Column(name, MOMENT, nullable=True))
    op.create_index(
        "ix_subscriber_pausing",
        "subscriber",
        ["paused_until"],
        sqlite_where=sa.text(PAUSES),
        postgresql_where=sa.text(PAUSES),
    )
    if op.get_bind().dialect.name == "sqlite":
        _remake_subscriptions()
    else:
        _index_subscriptions()
    _add_moves()
    _add_events()
    op.create_index(
        "ix_delivery_question",
        "delivery",
        ["planned"],
        sqlite_where=sa.text(ASKS),
        postgresql_where=sa.text(ASKS),
    )


def _index_subscriptions() -> None:
    """Have PostgreSQL read an audience from one index, too."""
    op.drop_index(INDEX, "subscription")
    op.create_index(INDEX, "subscription", ["newsletter", "state", "subscriber_id"])


def _remake_subscriptions() -> None:
    table, index = "subscription", INDEX
    op.drop_index(index, table)
    op.rename_table(table, "old_subscription")
    op.create_table(
        table,
        sa.Column("subscriber_id", SUBSCRIBER, nullable=False),
        sa.Column("newsletter", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", "newsletter", name=op.f(f"pk_{table}")),
        _of_subscriber(table),
        sqlite_with_rowid=False,
    )
    op.execute(COPY)
    op.drop_table("old_subscription")
    op.create_index(index, table, ["newsletter", "state"])


def _add_moves() -> None:
    table = "address_move"
    op.create_table(
        table,
        sa.Column("subscriber_id", SUBSCRIBER, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("asked", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", name=op.f(f"pk_{table}")),
        _of_subscriber(table),
    )
    op.create_index(op.f(f"ix_{table}_key"), table, ["key"])


def _add_events() -> None:
    table = "consent_event"
    op.create_table(
        table,
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("subscriber_id", SUBSCRIBER, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("newsletter", "step", "way")
        ),
        sa.Column("moment", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        _of_subscriber(table),
    )
    op.create_index(op.f(f"ix_{table}_subscriber_id"), table, ["subscriber_id"])


def _of_subscriber(table: str) -> sa.ForeignKeyConstraint:
    """Its rows go with their reader."""
    return sa.ForeignKeyConstraint(
        ["subscriber_id"],
        ["subscriber.id"],
        name=op.f(f"fk_{table}_subscriber_id"),
        ondelete="CASCADE",
    )
