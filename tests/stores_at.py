"""Stores that several processes of a test open, wherever they are."""

from __future__ import annotations

from pathlib import Path

from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite
from digest.store.sql import SqlStore
from postgres_servers import NO_PASSWORD


def open_at(place: str, *, owner: str = "") -> SqlStore:
    """The store in this file, or in the database at this address."""
    if place.startswith("postgresql:"):
        return open_postgres(place, NO_PASSWORD, owner=owner)
    return open_sqlite(Path(place), owner=owner)
