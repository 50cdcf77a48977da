"""The store on SQLite, opened: made where there is none, and of the newest schema."""

from __future__ import annotations

from pathlib import Path

from digest.errors import StoreError
from digest.private_folder import make_private
from digest.store.databases.connection import Database
from digest.store.databases.sqlite_engine import (
    PATIENCE,
    file_database,
    memory_database,
)
from digest.store.databases.upgrading import upgrade
from digest.store.sql import SqlStore


def open_sqlite(
    path: Path,
    *,
    owner: str = "",
    patience: float = PATIENCE,
    is_durable: bool = False,
) -> SqlStore:
    """The store in this file, made or brought to the newest schema where need be.

    Leases are taken in the name of `owner` (owner.name_owner); who takes none needs no
    name. Writers wait `patience` seconds for each other. Where it is durable, each
    answer of a relay survives a loss of power, too. Raises StoreError.
    """
    try:
        make_private(path.parent)
        if not path.exists():
            # addresses are nobody else's business; its -wal and -shm follow its mode
            path.touch(mode=0o600)
    except OSError as error:
        message = f"{path}: cannot be made ({error.strerror}); mend its folder"
        raise StoreError(message) from error
    database = file_database(
        path, owner=owner, patience=patience, is_durable=is_durable
    )
    return _open(database)


def open_memory(*, owner: str = "") -> SqlStore:
    """A store that ends with the process."""
    return _open(memory_database(owner=owner))


def _open(database: Database) -> SqlStore:
    try:
        upgrade(database)
    except StoreError:
        database.close()
        raise
    return SqlStore(database)
