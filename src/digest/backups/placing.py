"""The files of a restored site put in their places, and the old ones kept elsewhere.

At each moment a store stands in its place: first the old one, then the new one. What
dies in between is done again by the next restore.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import copy2, rmtree

from digest.backups.archive import DKIM, KEY, STORE
from digest.errors import BackupError, StoreError
from digest.private_folder import make_private
from digest.replacing import sync_folder
from digest.store.copies.snapshots import settle_file


def find_old(state_folder: Path, scratch: Path) -> tuple[Path, ...]:
    """What stands in the places of the files in the scratch folder, the store first.

    A key that is the same is in nobody's way.
    """
    return tuple(
        path
        for name in _names(scratch)
        if (path := state_folder / name).exists()
        and (name == STORE or path.read_bytes() != (scratch / name).read_bytes())
    )


def keep_old(state_folder: Path, old: tuple[Path, ...], now: datetime) -> Path:
    """Give the old files second names in a folder of their own; that folder.

    Raises StoreError where somebody uses the store: what they wrote would be lost.
    """
    folder = state_folder / f"replaced-{now:%Y%m%dT%H%M%SZ}"
    if folder.exists():
        fact = "is there, with the files of another restore"
        raise BackupError(f"{folder}: {fact}; try again in a second")
    make_private(folder)
    if state_folder / STORE in old:
        _settle(state_folder / STORE, folder)
    for path in old:
        kept = folder / path.relative_to(state_folder)
        make_private(kept.parent)
        _name_again(path, kept)
        sync_folder(kept.parent)
    return folder


def put_in_place(state_folder: Path, scratch: Path) -> None:
    """Give the files their places, the store last: with it the site is whole."""
    if (scratch / STORE).exists():
        # of a damaged store; the new one would read it
        for log in _logs(state_folder):
            log.unlink()
    for name in reversed([*_names(scratch)]):
        path = state_folder / name
        make_private(path.parent)
        (scratch / name).replace(path)
        sync_folder(path.parent)


def _names(scratch: Path) -> Iterator[str]:
    for name in (STORE, KEY):
        if (scratch / name).exists():
            yield name
    for path in sorted((scratch / DKIM).glob("*")):
        yield f"{DKIM}/{path.name}"


def _logs(state_folder: Path) -> tuple[Path, ...]:
    return tuple(state_folder.glob(f"{STORE}-*"))


def _settle(store: Path, folder: Path) -> None:
    """Have nothing of the store in its log, or the log in the folder, too."""
    kept = [Path(copy2(log, folder)) for log in _logs(store.parent)]
    try:
        is_whole = settle_file(store)
    except StoreError:
        rmtree(folder)
        raise
    if is_whole:
        for log in kept:
            log.unlink()


def _name_again(path: Path, kept: Path) -> None:
    with suppress(OSError):
        os.link(path, kept)
        return
    # some file systems have no second names
    copy2(path, kept)
