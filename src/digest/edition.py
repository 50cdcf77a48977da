"""Which digest this is: what it made may differ when the program does.

It is on the way of each build, and works with paths as text: pathlib takes its time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from digest import __version__

#: at the top of a checkout; a wheel has them in the package
TEMPLATES = "templates"


@cache
def edition() -> str:
    """Differs when digest does, its templates, its libraries or its Python.

    What a developer edits counts at once. Asked once in a process: a daemon goes on as
    the program that was started.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    above = os.path.dirname(os.path.dirname(package))
    seen = sha256(f"{__version__} {sys.version}".encode())
    for folder in (package, os.path.join(above, TEMPLATES)):
        for line in sorted(_files(folder)):
            seen.update(line.encode("utf-8", "surrogateescape"))
    for place in _library_folders():
        seen.update(f"{place} {_time(place)}".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Each source and template in the folder, with its size and time."""
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}\n"


def _library_folders() -> tuple[str, ...]:
    """Where libraries are: what is installed or renewed changes the folder's time."""
    return tuple(path for path in sys.path if path.endswith("-packages"))


def _time(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0
