"""A site brought back from a backup: verified, held, and only then put in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from digest.backups.archive import KEY, SETTINGS, STORE, describe, unpack
from digest.backups.holding import hold_back
from digest.backups.making import fingerprint, make_backup
from digest.backups.manifest import Manifest, unusable
from digest.backups.moving import refuse_others
from digest.backups.placing import find_old, keep_old, put_in_place
from digest.backups.scratch import open_scratch
from digest.config import FILE, Config, Secret, secret_key
from digest.errors import BackupError
from digest.private_folder import make_private
from digest.store.copies.snapshots import count_rows, drop_programs, find_damage
from digest.store.databases.opening import open_store
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import HeldBack
from digest.store.sql import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was brought back, and what waits for its owner."""

    manifest: Manifest = field(repr=False)
    held: HeldBack
    #: where the old files are, or the backup of the old database; None without any
    replaced: Path | None = None
    #: what else the owner should know
    remarks: tuple[str, ...] = ()


def verify(path: Path, folder: Path) -> Manifest:
    """Unpack the backup into the folder, and look through all of it.

    Raises BackupError or StoreError.
    """
    manifest = unpack(path, folder)
    damage = find_damage(folder / STORE)
    if damage:
        raise unusable(str(path), f"its store is damaged ({damage})")
    if count_rows(folder / STORE) != manifest.rows:
        raise unusable(str(path), "its store has other rows than its manifest says")
    return manifest


def bring_settings(path: Path, root: Path) -> None:
    """Put the digest.toml of the backup into the folder; raises BackupError."""
    try:
        make_private(root)
        with open_scratch(root, ".restore") as scratch:
            verify(path, scratch)
            (scratch / SETTINGS).replace(root / FILE)
    except OSError as error:
        fact = f"cannot be written ({error.strerror or error})"
        raise BackupError(f"{root / FILE}: {fact}; mend the folder") from error


def restore(
    config: Config, given_key: Secret, path: Path, *, force: bool, now: datetime
) -> Restored:
    """Bring back what the backup holds, into the store that [store] names.

    `given_key` is the key of the environment, empty where it has none. Only with
    `force` is a store that is there replaced; its files, or a backup of it, are kept.
    Nothing changes before all was verified. Raises BackupError or StoreError.
    """
    try:
        with open_scratch(config.state_folder, "restore") as scratch:
            manifest = verify(path, scratch)
            _check_key(scratch, manifest, given_key)
            programs = drop_programs(scratch / STORE)
            held = hold_back(scratch / STORE, config.newsletters, manifest.made, now)
            place = _place_on_server if config.store.url else _place_file
            return Restored(
                manifest=manifest,
                held=held,
                replaced=place(config, scratch, force=force, now=now),
                remarks=(
                    *(f"{each} of its store is left out" for each in programs),
                    *_remarks(config, manifest, given_key),
                ),
            )
    except OSError as error:
        where, fact = error.filename or config.state_folder, error.strerror or error
        remedy = "mend the folder, or make room"
        raise BackupError(f"{where}: cannot be written ({fact}); {remedy}") from error


def _check_key(scratch: Path, manifest: Manifest, given: Secret) -> None:
    """Raise BackupError where links in letters that went out would lead nowhere."""
    if given and fingerprint(given) != manifest.key:
        remedy = "set it as it was"
        if (scratch / KEY).exists():
            remedy = "unset it: the backup has the right one"
        fact = "is not the key with which this site signed its links"
        raise BackupError(f"DIGEST_SECRET_KEY: {fact}; {remedy}")


def _place_file(
    config: Config, scratch: Path, *, force: bool, now: datetime
) -> Path | None:
    state = config.state_folder
    old = find_old(state, scratch)
    if old and not force:
        fact = "is there, and would be replaced"
        remedy = "give --force to have it moved away"
        raise BackupError(f"{old[0]}: {fact}; {remedy}")
    return _swap(state, scratch, old, now)


def _place_on_server(
    config: Config, scratch: Path, *, force: bool, now: datetime
) -> Path | None:
    kept = None
    with (
        closing(open_store(config)) as store,
        closing(open_sqlite(scratch / STORE)) as copy,
    ):
        refuse_others(store, config.store.url)
        if not store.is_untouched():
            kept = _keep_old(config, store, force=force, now=now)
        store.take_all(copy)
    (scratch / STORE).unlink()
    old = find_old(config.state_folder, scratch)
    moved = _swap(config.state_folder, scratch, old, now)
    return kept or moved


def _swap(
    state_folder: Path, scratch: Path, old: tuple[Path, ...], now: datetime
) -> Path | None:
    """Where the old files are kept; None where there were none."""
    replaced = keep_old(state_folder, old, now) if old else None
    put_in_place(state_folder, scratch)
    return replaced


def _keep_old(config: Config, store: SqlStore, *, force: bool, now: datetime) -> Path:
    """The backup of what is in the database now."""
    if not force:
        fact = "has readers or issues, which would be replaced"
        remedy = "give --force to have a backup made of it first"
        raise BackupError(f"{config.store.url}: {fact}; {remedy}")
    return make_backup(config, store, secret_key(config), None, now=now).path


def _remarks(config: Config, manifest: Manifest, given_key: Secret) -> Iterator[str]:
    names = {file.name: file.digest for file in manifest.files}
    if KEY not in names and not given_key:
        yield (
            "the backup has no key: it was in the environment; set DIGEST_SECRET_KEY "
            "to it before you start, or links in letters lead nowhere"
        )
    if manifest.site != config.site.url:
        yield f"the backup is of {manifest.site}, digest.toml says {config.site.url}"
    if names.get(SETTINGS) != describe(SETTINGS, config.root / FILE).digest:
        yield "digest.toml is not the one of the backup; yours stays"
