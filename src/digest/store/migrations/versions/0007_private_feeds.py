"""A feed of one's own for each subscriber who wants one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Add the feeds, by digests of their tokens."""
    op.create_table(
        "private_feed",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("subscriber_id", sa.BigInteger(), nullable=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("revoked", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_private_feed_subscriber_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_private_feed")),
    )
    is_standing = sa.text("revoked IS NULL")
    op.create_index(
        "uq_private_feed_standing",
        "private_feed",
        ["subscriber_id"],
        unique=True,
        sqlite_where=is_standing,
        postgresql_where=is_standing,
    )
