"""What the bytes of files were when they were last read.

A file whose stamp is the same has the same bytes, so that a picture of many megabytes
need not be read again to know what was made of it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from digest.replacing import replace_file


class Sightings:
    """The stamps of files and the hashes of their bytes, kept in one file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = _read(file)
        self._now: dict[str, list[str]] = {}

    def find(self, path: str, stamp: str) -> str | None:
        """The hash of the file's bytes; None where it may have changed since."""
        found = self._before.get(path)
        if found is None or found[0] != stamp:
            return None
        self._now[path] = found
        return found[1]

    def note(self, path: str, stamp: str, fingerprint: str) -> None:
        """Keep what was read just now."""
        self._now[path] = [stamp, fingerprint]

    def save(self) -> None:
        """Keep what was found and noted for the next time, and nothing else."""
        if self._now == self._before:
            return
        kept = json.dumps(self._now, sort_keys=True).encode()
        with suppress(OSError):
            replace_file(self._file, kept, is_durable=False)


def _read(file: Path) -> dict[str, list[str]]:
    """What the file holds; nothing where it is missing or damaged."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    is_sound = isinstance(kept, dict) and all(
        isinstance(each, list) and [type(part) for part in each] == [str, str]
        for each in kept.values()
    )
    return kept if is_sound else {}
