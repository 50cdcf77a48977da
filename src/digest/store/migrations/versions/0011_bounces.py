"""Why an address is suppressed, as a reason and in words; what came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Keep the words of earlier suppressions; what they mean was not kept."""
    op.create_table(
        "bounce",
        sa.Column("id", NUMBER, nullable=False, autoincrement=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("source", "key", "kind", "reason", "status", "detail")
        ),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("believed", sa.Boolean(), nullable=False),
        sa.Column(
            "subscriber_id",
            sa.BigInteger(),
            sa.ForeignKey(
                "subscriber.id",
                name="fk_bounce_subscriber_id_subscriber",
                ondelete="CASCADE",
            ),
        ),
        sa.Column("delivery_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_bounce"),
        sa.UniqueConstraint("source", "key", name="uq_bounce_source_key"),
    )
    for column in ("subscriber_id", "received"):
        op.create_index(f"ix_bounce_{column}", "bounce", [column])
    column = sa.Column("detail", sa.Text(), nullable=False, server_default="")
    op.add_column("suppression", column)
    op.execute("UPDATE suppression SET detail = reason, reason = 'unknown'")
