"""Issues with a note, issues that wait for approval, and why one was forced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; what is there was published, without a note."""
    for name, default in (("state", "published"), ("note", ""), ("forced", "")):
        column = sa.Column(name, sa.Text(), nullable=False, server_default=default)
        op.add_column("issue", column)
