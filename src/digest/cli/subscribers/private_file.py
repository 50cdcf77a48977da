"""Files with addresses in them, which are nobody else's business."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

from digest.errors import ListError


def open_private(path: Path) -> TextIO:
    """The file, made so that its owner alone can read it; raises ListError."""
    try:
        # pathlib does not let one say with which mode a file is made
        return open(path, "w", encoding="utf-8", newline="", opener=_private)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); mend its folder"
        raise ListError(message) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
