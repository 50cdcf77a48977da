"""Entries remember former slugs and when they went; archives of feeds are sealed."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add nothing yet."""
