"""The files of one push as they stood at one moment, whatever is published meanwhile.

They are second names of the published files, which a publish never writes to but puts
others in the place of; where the file system has none, they are copies.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import MirrorError
from digest.private_folder import make_private


@contextmanager
def open_shelf(folder: Path) -> Iterator[Path]:
    """An empty folder for the files of one push, gone at the end; raises MirrorError.

    What a process that died left in it is thrown away.
    """
    shutil.rmtree(folder, ignore_errors=True)
    try:
        make_private(folder)
    except OSError as error:
        raise _fault(folder, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shelve(shelf: Path, tree: Path, paths: Iterable[str]) -> None:
    """Put these files of the tree on the shelf; raises MirrorError."""
    made: set[str] = set()
    try:
        for path in paths:
            folder = path.rpartition("/")[0]
            if folder not in made:
                (shelf / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            _take(tree / path, shelf / path)
    except OSError as error:
        raise _fault(shelf, error) from error


def _take(source: Path, place: Path) -> None:
    with suppress(OSError):
        os.link(source, place, follow_symlinks=False)
        return
    # another file system, or one without second names
    shutil.copy2(source, place)


def _fault(folder: Path, error: OSError) -> MirrorError:
    place = error.filename or folder
    return MirrorError(f"{place}: cannot be kept ({error.strerror}); mend the folder")
