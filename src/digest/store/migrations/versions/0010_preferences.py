"""What readers choose: language, pause, another address; and tags of the owner."""

from __future__ import annotations

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing is changed yet."""
