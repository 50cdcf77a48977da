"""Other sites' feeds are polled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Add what is remembered of the feeds, and of the items taken from them."""
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("last_poll", MOMENT, nullable=False),
        sa.Column("next_poll", MOMENT, nullable=False),
        sa.Column("last_read", MOMENT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "source_item",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.name"],
            name=op.f("fk_source_item_source"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_source_item")),
    )
