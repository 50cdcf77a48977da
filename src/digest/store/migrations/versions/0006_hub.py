"""Who asked the hub to be told of new feeds, and what hubs elsewhere do not know."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Add topics, listeners, requests that were not asked back, and pings."""
    op.create_table(
        "hub_topic",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_hub_topic")),
    )
    _add_listeners()
    _add_requests()
    op.create_table(
        "hub_ping",
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hub", "topic", name=op.f("pk_hub_ping")),
    )


def _add_listeners() -> None:
    op.create_table(
        "hub_listener",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("callback", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("dialect", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("due", MOMENT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hub_listener")),
        sa.UniqueConstraint(
            "topic", "callback", name=op.f("uq_hub_listener_topic_callback")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hub_listener_host"), "hub_listener", ["host"])
    op.create_index(op.f("ix_hub_listener_due"), "hub_listener", ["due"])


def _add_requests() -> None:
    op.create_table(
        "hub_request",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("callback", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("dialect", sa.Text(), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("is_challenged", sa.Boolean(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hub_request")),
        sa.UniqueConstraint(
            "topic", "callback", name=op.f("uq_hub_request_topic_callback")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hub_request_host"), "hub_request", ["host"])
    op.create_index(op.f("ix_hub_request_due"), "hub_request", ["due"])
