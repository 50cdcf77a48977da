"""Issues with a note, issues that wait for approval, and why one was forced."""

from __future__ import annotations

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
