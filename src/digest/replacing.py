"""Files that are whole or not there: under a new name, or in the place of an old one.

Each is written as a draft beside its place first, and then takes its name in one step.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

#: a file that is not whole yet; its name fits wherever that of the whole one does
DRAFT = re.compile(r"\.digest-[0-9a-f]{16}\.new")


def replace_file(path: Path, data: bytes, *, is_durable: bool) -> None:
    """Put the bytes at the path in one step; raises OSError, and leaves no draft then.

    A durable file is on the disk before its name is: after a loss of power it is the
    old or the new one.
    """
    draft = _draft(path.parent)
    try:
        _write(draft, data, is_durable=is_durable)
        os.replace(draft, path)  # noqa: PTH105  the system call is the point here
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def add_file(folder: Path, names: Iterable[str], data: bytes) -> str:
    """Put the bytes into the folder under the first of the names that is free.

    File and name are on the disk when this returns. Raises FileExistsError where all
    of the names are taken, and OSError.
    """
    draft = _draft(folder)
    try:
        _write(draft, data, is_durable=True)
        name = _first_free(draft, folder, names)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(folder)
    return name


def sync_folder(folder: Path) -> None:
    """The names in the folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _draft(folder: Path) -> Path:
    return folder / f".digest-{token_hex(8)}.new"


def _write(draft: Path, data: bytes, *, is_durable: bool) -> None:
    # made without tempfile, which would keep it from all readers but the owner
    with draft.open("xb") as file:
        file.write(data)
        if is_durable:
            file.flush()
            os.fsync(file.fileno())


def _first_free(draft: Path, folder: Path, names: Iterable[str]) -> str:
    for name in names:
        with suppress(FileExistsError):
            _name(draft, folder / name)
            return name
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def _name(draft: Path, path: Path) -> None:
    """Give the draft its name; raises FileExistsError where another file has it."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # some file systems have no second names: then the name is taken first
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        draft.replace(path)
