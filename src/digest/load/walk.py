"""The names in the content folder with their stamps, from one quick walk through it.

What is in the files is read by snapshots, which has the last word on each of them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from digest.config import ContentSection
from digest.errors import ContentError
from digest.load.filename import SUFFIXES
from digest.load.snapshots import OUTSIDE, legible, stamp_of


def walk(
    root: Path, section: ContentSection, problems: list[ContentError]
) -> Mapping[str, str]:
    """The stamps of all files that may be articles, in the order of their paths.

    A stamp is empty where the file has to be looked at whatever is known of it.
    """
    real_root = root.resolve()
    found: dict[str, str] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in _entries(root, folder, problems):
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            elif entry.is_symlink() and entry.is_dir():
                problems.extend(_led_out(entry, path, real_root))
            elif _may_be_article(path, section):
                found[path] = _stamp(entry, section)
    return dict(sorted(found.items()))


def _entries(
    root: Path, folder: str, problems: list[ContentError]
) -> Iterator[os.DirEntry[str]]:
    """What is in the folder, hidden files and folders left out."""
    try:
        with os.scandir(root / folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        fact, remedy = f"cannot be read ({error.strerror})", "mend its permissions"
        path = legible(folder.rstrip("/"))
        problems.append(ContentError(path, fact, remedy=remedy))


def _may_be_article(path: str, section: ContentSection) -> bool:
    return path.lower().endswith(SUFFIXES) and not any(
        fnmatchcase(path, pattern) for pattern in section.ignore
    )


def _stamp(entry: os.DirEntry[str], section: ContentSection) -> str:
    try:
        status = entry.stat()
    except OSError:
        return ""
    is_fit = stat.S_ISREG(status.st_mode) and status.st_size <= section.largest_file
    return stamp_of(status) if is_fit else ""


def _led_out(
    entry: os.DirEntry[str], path: str, real_root: Path
) -> Iterator[ContentError]:
    """The problem of a link to a folder outside, whose articles are not read."""
    if not Path(entry.path).resolve().is_relative_to(real_root):
        yield ContentError(legible(path), OUTSIDE, remedy="copy the folder into it")
