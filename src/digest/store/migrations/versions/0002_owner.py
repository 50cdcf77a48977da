"""Leases name who holds them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the owner; of a lease that is there already, nobody knows it."""
    for table in ("delivery", "slot"):
        owner = sa.Column("owner", sa.Text(), server_default="", nullable=False)
        op.add_column(table, owner)
