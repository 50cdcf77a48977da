"""The store of a site moved from its file into the database that [store] names."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digest.config import Config
from digest.errors import BackupError
from digest.store.copies.snapshots import settle_file
from digest.store.databases.opening import DATABASE, open_store
from digest.store.databases.sqlite import open_sqlite
from digest.store.sql import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was moved, and where the old file is."""

    #: rows of each table; none where all of it was there already
    rows: Mapping[str, int]
    kept: Path


def move_store(config: Config, *, now: datetime) -> Moved:
    """Copy the store's file into the database, verified, and put the file aside.

    The database has all of it or nothing. Whatever ends this midway, it can be called
    again. Raises BackupError where there is nothing to move or to move it to, and
    StoreError.
    """
    if not config.store.url:
        fact = "names no database to move to"
        raise BackupError(f"[store] url: {fact}; write postgresql://USER@HOST/DATABASE")
    file = config.state_folder / DATABASE
    if not file.exists():
        fact = "is not there, and so there is nothing to move"
        raise BackupError(f"{file}: {fact}; restore a backup")
    settle_file(file)
    with closing(open_sqlite(file)) as old, closing(open_store(config)) as new:
        rows = _copy(config, old, new)
    settle_file(file)
    kept = file.with_name(f"digest-moved-{now:%Y%m%dT%H%M%SZ}.sqlite")
    try:
        file.replace(kept)
    except OSError as error:
        fact = f"was moved, but cannot be renamed ({error.strerror})"
        raise BackupError(f"{file}: {fact}; put it elsewhere yourself") from error
    return Moved(rows=rows, kept=kept)


def refuse_others(store: SqlStore, place: str) -> None:
    """Raise BackupError where somebody else is at work in the server's database."""
    if others := store.count_others():
        fact = f"{others} other connections to it are open"
        remedy = "stop every digest of this site first, on every machine"
        raise BackupError(f"{place}: {fact}; {remedy}")


def _copy(config: Config, old: SqlStore, new: SqlStore) -> Mapping[str, int]:
    refuse_others(new, config.store.url)
    if new.is_untouched():
        return new.take_all(old)
    if new.has_the_same(old):
        return {}
    fact = "has readers or issues of its own, which would be replaced"
    raise BackupError(f"{config.store.url}: {fact}; name an empty database")
