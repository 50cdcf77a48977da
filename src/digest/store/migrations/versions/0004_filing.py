"""Files of other sites' articles are announced before they are written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what an item's file is made of, and whether the file is there."""
    told = sa.Column("told", sa.Text(), nullable=False, server_default="")
    is_filed = sa.Column(
        "is_filed", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("source_item", told)
    op.add_column("source_item", is_filed)
