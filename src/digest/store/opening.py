"""The store that [store] asks for, opened: a file's, or a server's."""

from __future__ import annotations

from digest.config import Config
from digest.errors import StoreError
from digest.store.sql import SqlStore
from digest.store.sqlite import open_sqlite

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
        from digest.store.postgres import open_postgres  # noqa: PLC0415

        return open_postgres(
            config.store.url,
            config.store_password,
            owner=owner,
            is_durable=is_durable,
        )
    except ImportError as error:
        raise StoreError(MISSING) from error
