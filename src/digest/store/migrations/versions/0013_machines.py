"""What several machines share beside readers and letters: paces, and who is at work."""

from __future__ import annotations

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Nothing changes in what is kept."""
