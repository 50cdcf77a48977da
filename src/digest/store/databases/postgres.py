"""The store on PostgreSQL, opened: its tables made where there are none."""

from __future__ import annotations

from digest.secret import Secret
from digest.store.databases.postgres_engine import PATIENCE, server_database
from digest.store.databases.upgrading import upgrade
from digest.store.sql import SqlStore


def open_postgres(
    url: str,
    password: Secret,
    *,
    owner: str = "",
    patience: float = PATIENCE,
    is_durable: bool = False,
) -> SqlStore:
    """The store in the database at this address, of the newest schema.

    As `open_sqlite` in everything else. Raises StoreError.
    """
    database = server_database(
        url, password, owner=owner, patience=patience, is_durable=is_durable
    )
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)
