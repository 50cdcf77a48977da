"""The deliveries as a ledger that is planned and settled in bulk."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing is changed yet."""
