"""Why an address is suppressed, as a reason and in words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Keep the words of earlier suppressions; what they mean was not kept."""
    column = sa.Column("detail", sa.Text(), nullable=False, server_default="")
    op.add_column("suppression", column)
    op.execute("UPDATE suppression SET detail = reason, reason = 'unknown'")
