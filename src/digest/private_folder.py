"""A folder for its owner alone, as readers' addresses and keys need."""

from __future__ import annotations

from pathlib import Path

OWN_MODE = 0o700


def make_private(folder: Path) -> None:
    """Make the folder where there is none, with those above it, each for its owner.

    One that is there keeps its mode, which somebody chose. Raises OSError.
    """
    if not folder.parent.is_dir():
        make_private(folder.parent)
    folder.mkdir(mode=OWN_MODE, exist_ok=True)
