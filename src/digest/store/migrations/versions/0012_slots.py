"""From when on a newsletter's slots count, and those that are open at a glance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OPEN = "state IN ('due', 'busy')"


def upgrade() -> None:
    """Add where a schedule begins: of earlier ones, where they are known up to."""
    begun = sa.Column("begun", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("watermark", begun)
    op.execute("UPDATE watermark SET begun = moment")
    op.create_index(
        "ix_slot_open",
        "slot",
        ["newsletter", "due_at"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
