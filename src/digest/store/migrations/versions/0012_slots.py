"""Slots that are skipped, and what the clock showed."""

from __future__ import annotations

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Nothing changes in what is kept."""
