"""A feed of one's own for each subscriber who wants one."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add nothing yet."""
