"""A folder for files that are not ready yet, on the disk where they will stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from digest.private_folder import make_private


@contextmanager
def open_scratch(state_folder: Path, name: str) -> Iterator[Path]:
    """An empty folder for its owner alone, gone at the end.

    What a process that was killed left there goes first: only one at a time may ask.
    Raises OSError.
    """
    folder = state_folder / f"{name}.unfinished"
    rmtree(folder, ignore_errors=True)
    make_private(folder)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
