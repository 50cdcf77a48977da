"""The store that [store] asks for, opened: a file's, or a server's."""

from __future__ import annotations

from digest.config import Config
from digest.errors import ConfigError, StoreError
from digest.store.databases.sqlite import open_sqlite
from digest.store.sql import SqlStore

#: the store's file in the state folder
DATABASE = "digest.sqlite"
MISSING = (
    "[store] url: PostgreSQL's driver is not installed; "
    "install digest-publisher[postgres]"
)


def open_store(config: Config, *, owner: str = "") -> SqlStore:
    """The store of this site, of the newest schema; made where there is none.

    Leases are taken in the name of `owner` (owner.name_owner). Raises StoreError.
    """
    is_durable = config.sending.durable
    if not config.store.url:
        path = config.state_folder / DATABASE
        return open_sqlite(path, owner=owner, is_durable=is_durable)
    try:
        # late: a site that keeps a file of its own need not have it, nor wait for it
        from digest.store.databases.postgres import open_postgres  # noqa: PLC0415

        return open_postgres(
            config.store.url,
            config.store_password,
            owner=owner,
            is_durable=is_durable,
        )
    except ImportError as error:
        raise StoreError(MISSING) from error


def has_file(config: Config) -> bool:
    """Whether the store's file is there; raises StoreError for who may not know."""
    file = config.state_folder / DATABASE
    try:
        return file.exists()
    except PermissionError as error:
        fact = f"cannot be read ({error.strerror})"
        remedy = "call digest as the user to whom it belongs"
        raise StoreError(f"{file}: {fact}; {remedy}") from error


def refuse_left_behind(config: Config, store: SqlStore) -> None:
    """Raise ConfigError where the readers stayed in the file, and the server has none.

    Who named a server and forgot to move would begin anew, with the first issue.
    """
    if config.store.url and has_file(config) and store.is_untouched():
        file = config.state_folder / DATABASE
        fact = f"names an empty database, and {file} has a store"
        remedy = "stop every digest of this site, and call `digest migrate-store`"
        raise ConfigError(f"[store] url: {fact}; {remedy}")
