"""Who asked the hub to be told of new feeds."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add nothing yet."""
