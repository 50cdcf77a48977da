"""The file of a backup: a compressed tar archive, its manifest first.

What is read may have been cut, changed or made by somebody else: nothing of it gets a
place on the disk that we did not choose, and nothing is used before all was verified.
"""

from __future__ import annotations

import gzip
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import disk_usage
from typing import IO

from digest.backups import manifest as form
from digest.backups.manifest import (
    File,
    Manifest,
    read_manifest,
    unusable,
    write_manifest,
)
from digest.backups.members import Members
from digest.errors import BackupError
from digest.replacing import sync_folder

STORE, KEY, SETTINGS = "digest.sqlite", "secret.key", "digest.toml"
#: the folder of keys that sign messages, here and in the state folder
DKIM = "dkim"
#: what may stand in an archive behind its manifest; `dkim/` holds keys by selector
NAMES = re.compile(r"digest\.sqlite|secret\.key|digest\.toml|dkim/[\w-][\w.-]{0,254}")
#: whoever reads it has the readers' addresses and signs as the site does
MODE = 0o600
#: half as large as the fastest makes it, and twice as fast as the usual
EFFORT = 3
CHUNK = 1 << 20
#: what the library says of an archive that is none, or not whole
BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError)


def describe(name: str, path: Path) -> File:
    """What the manifest says of the file that is to stand under this name."""
    digest = sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return File(name=name, size=size, digest=digest.hexdigest())


def write_archive(path: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Put the archive at the path in one step, for its owner alone.

    It is on the disk when this returns. Raises OSError, and leaves no draft then.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
        with os.fdopen(handle, "wb") as file:
            _write(file, manifest, files)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def peek(path: Path) -> Manifest:
    """The manifest alone, unverified; raises BackupError where there is none."""
    with _reading(path) as archive:
        return _manifest(path, archive)


def unpack(path: Path, folder: Path) -> Manifest:
    """Put the files of the archive into the folder, and verify every one of them.

    Raises BackupError; what stands in the folder is worth nothing then.
    """
    with _reading(path) as archive:
        manifest = _manifest(path, archive)
        _check_names(path, manifest)
        _check_room(manifest, folder)
        for expected in manifest.files:
            _unpack_one(path, archive, expected, folder)
        if archive.next() is not None:
            raise unusable(str(path), "has more in it than its manifest names")
    return manifest


def _write(file: IO[bytes], manifest: Manifest, files: dict[str, Path]) -> None:
    stamp = int(manifest.made.timestamp())
    with (
        gzip.GzipFile(
            filename="", mode="wb", compresslevel=EFFORT, fileobj=file, mtime=stamp
        ) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        told = write_manifest(manifest)
        archive.addfile(_member(form.NAME, len(told), stamp), BytesIO(told))
        for one in manifest.files:
            with files[one.name].open("rb") as source:
                archive.addfile(_member(one.name, one.size, stamp), source)


def _member(name: str, size: int, stamp: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, stamp, MODE
    return member


@contextmanager
def _reading(path: Path) -> Iterator[Members]:
    try:
        with gzip.open(path) as packed:
            yield Members(packed)
    except BROKEN as error:
        raise unusable(str(path), f"is no backup, or not whole ({error})") from error
    except OSError as error:
        fact = f"cannot be read or unpacked ({error.strerror or error})"
        raise BackupError(f"{path}: {fact}; mend the path or the disk") from error


def _manifest(path: Path, archive: Members) -> Manifest:
    first = archive.next()
    if first is None or first.name != form.NAME or not first.isreg():
        raise unusable(str(path), "is no backup of digest")
    if first.size > form.LARGEST:
        raise unusable(str(path), "has too large a manifest")
    return read_manifest(str(path), archive.open(first).read())


def _check_names(path: Path, manifest: Manifest) -> None:
    names = [file.name for file in manifest.files]
    if len(set(names)) < len(names) or not all(map(NAMES.fullmatch, names)):
        raise unusable(str(path), "names files that no backup has")
    if STORE not in names or SETTINGS not in names:
        raise unusable(str(path), f"lacks {STORE} or {SETTINGS}")


def _check_room(manifest: Manifest, folder: Path) -> None:
    needed = sum(file.size for file in manifest.files)
    if disk_usage(folder).free < needed:
        fact = f"needs {needed // 1_000_000 + 1} megabytes to be unpacked"
        raise BackupError(f"{folder}: {fact}; make room on its disk")


def _unpack_one(path: Path, archive: Members, expected: File, folder: Path) -> None:
    member = archive.next()
    if member is None or not member.isreg() or member.name != expected.name:
        raise unusable(str(path), f"lacks {expected.name}")
    if member.size != expected.size:
        raise unusable(str(path), f"has another {expected.name} than its manifest says")
    target = folder / expected.name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
    digest = sha256()
    with os.fdopen(handle, "wb") as file:
        stream = archive.open(member)
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != expected.digest:
        raise unusable(str(path), f"has another {expected.name} than its manifest says")
