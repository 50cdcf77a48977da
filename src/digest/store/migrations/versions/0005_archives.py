"""Entries remember former slugs and when they went; archives of feeds are sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both, and forget revisions: those of before were counted in another way."""
    former = sa.Column("former_slugs", sa.Text(), nullable=False, server_default="[]")
    op.add_column("entry", former)
    op.add_column("entry", sa.Column("gone", sa.BigInteger(), nullable=True))
    # else every entry would be told to readers as changed
    op.execute("UPDATE entry SET revision = ''")
    op.create_table(
        "feed_archive",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_feed_archive")),
    )
