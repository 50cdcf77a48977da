"""A backup, made while everything runs: store, keys and settings in one archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from digest import __version__
from digest.backups.archive import (
    DKIM,
    KEY,
    SETTINGS,
    STORE,
    describe,
    peek,
    write_archive,
)
from digest.backups.manifest import FORM, Manifest
from digest.backups.scratch import open_scratch
from digest.backups.shelf import FOLDER, name_backup, prune
from digest.config import FILE, Config, Secret
from digest.errors import BackupError
from digest.private_folder import make_private
from digest.signed.seal import seal
from digest.store.copies.snapshots import copy_file, count_rows, settle_file, version_of
from digest.store.databases.sqlite import open_sqlite
from digest.store.sql import SqlStore

#: letters of what tells one key from another
FINGERPRINT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What was written, and what had to go for it."""

    path: Path
    size: int
    manifest: Manifest = field(repr=False)
    pruned: tuple[Path, ...] = ()


def make_backup(
    config: Config,
    store: SqlStore,
    key: Secret,
    target: Path | None,
    *,
    now: datetime,
    keep: int = 0,
) -> Backup:
    """Write one archive of all that the site cannot make again.

    It goes into the file `target`, or under a name of its own into that folder (None:
    that of backups in the state folder); there, all but the newest `keep` are deleted
    then, none for 0. Raises BackupError or StoreError; what stood there stays whole.
    """
    place = config.state_folder / FOLDER if target is None else target
    site = config.site.url
    try:
        make_private(place if target is None else place.parent)
        path = _path(place, site, now)
        manifest = _write(config, store, key, path, now)
        has_others = keep and path != place
        return Backup(
            path=path,
            size=path.stat().st_size,
            manifest=manifest,
            pruned=prune(path.parent, site, keep=keep) if has_others else (),
        )
    except OSError as error:
        where, fact = error.filename or place, error.strerror or error
        remedy = "mend the path, or make room"
        raise BackupError(f"{where}: cannot be written ({fact}); {remedy}") from error


def fingerprint(key: Secret) -> str:
    """What tells the key from any other, and nothing about it."""
    return seal(key.reveal().encode(), b"backup").hex()[:FINGERPRINT]


def _path(target: Path, site: str, now: datetime) -> Path:
    """Where the archive is to stand; raises BackupError where another file does."""
    if target.is_dir():
        return target / name_backup(site, now)
    if target.exists():
        try:
            peek(target)
        except BackupError as error:
            fact = "is there, and is no backup"
            raise BackupError(f"{target}: {fact}; give it another name") from error
    return target


def _write(
    config: Config, store: SqlStore, key: Secret, path: Path, now: datetime
) -> Manifest:
    with open_scratch(config.state_folder, "backup") as folder:
        copy = folder / STORE
        _copy(store, copy)
        files = {STORE: copy} | dict(_kept_files(config))
        manifest = Manifest(
            form=FORM,
            version=__version__,
            schema=version_of(copy),
            made=now,
            site=config.site.url,
            key=fingerprint(key),
            files=tuple(describe(name, file) for name, file in files.items()),
            rows=count_rows(copy),
        )
        write_archive(path, manifest, files)
    return manifest


def _copy(store: SqlStore, path: Path) -> None:
    """Put all that is kept at this moment into a new SQLite file."""
    if store.file is not None:
        copy_file(store.file, path)
        return
    with closing(open_sqlite(path)) as copy:
        copy.take_all(store)
    settle_file(path)


def _kept_files(config: Config) -> Iterator[tuple[str, Path]]:
    """What stands beside the store; keys from the environment are kept there."""
    state = config.state_folder
    if (state / KEY).is_file():
        yield KEY, state / KEY
    for path in sorted((state / DKIM).glob("*.pem")):
        if path.is_file():
            yield f"{DKIM}/{path.name}", path
    yield SETTINGS, config.root / FILE
