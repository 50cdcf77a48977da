"""The files of the content folder, each as it stood at one moment: what reads in load.

A file is taken whole or not at all. The order never depends on the file system.
"""

from __future__ import annotations

import os
import posixpath
import stat
import unicodedata
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from digest.config import ContentSection
from digest.errors import ContentError
from digest.load.filename import SUFFIXES

Read = TypeVar("Read")
OUTSIDE = "leads out of the content folder"
JOINERS = "\u200c\u200d"


class Snapshots:
    """The files of the content folder, by their paths in it."""

    def __init__(self, root: Path, section: ContentSection) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._section = section

    def article_paths(self, problems: list[ContentError]) -> list[str]:
        """The paths of all files that may be articles, sorted."""

        def blame(error: OSError) -> None:
            path = self._relative(Path(error.filename))
            fact, remedy = f"cannot be read ({error.strerror})", "mend its permissions"
            problems.append(ContentError(legible(path), fact, remedy=remedy))

        found: list[str] = []
        for folder, folders, names in os.walk(self._root, onerror=blame):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for place in (Path(folder, name) for name in folders):
                if not place.resolve().is_relative_to(self._real_root):
                    path = legible(self._relative(place))
                    remedy = "copy the folder into it"
                    problems.append(ContentError(path, OUTSIDE, remedy=remedy))
            paths = (self._relative(Path(folder, name)) for name in names)
            found += (path for path in paths if self._may_be_article(path))
        return sorted(found)

    def _may_be_article(self, path: str) -> bool:
        name = posixpath.basename(path)
        return (
            name.lower().endswith(SUFFIXES)
            and not name.startswith(".")
            and not any(fnmatchcase(path, pattern) for pattern in self._section.ignore)
        )

    def read(self, path: str) -> bytes:
        """The bytes of an article as they stood at one moment; raises ContentError."""
        return self._taken(path, "largest_file", self._section.largest_file)

    def read_media(self, path: str) -> bytes:
        """The bytes of what an article refers to; raises ContentError."""
        return self._taken(path, "largest_media", self._section.largest_media)

    def stamp(self, path: str) -> str:
        """What changes whenever the file does; raises ContentError.

        It includes the time of the system's own, which nobody can set back.
        """

        def look(path: str) -> str:
            status = self._place(path).stat()
            _check_kind(path, status)
            _check_size(path, status, "largest_media", self._section.largest_media)
            times = (status.st_mtime_ns, status.st_ctime_ns)
            return "-".join(map(str, (status.st_size, *times, status.st_ino)))

        return _blamed(path, look)

    def _taken(self, path: str, setting: str, largest: int) -> bytes:
        return _blamed(path, lambda path: self._read(path, setting, largest))

    def _read(self, path: str, setting: str, largest: int) -> bytes:
        place = self._place(path)
        # a pipe would keep us waiting for its other end
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(handle)
            _check_kind(path, before)
            _check_size(path, before, setting, largest)
            data = file.read()
            after = os.fstat(handle)
        # an editor that saves by renaming leaves our handle on the old file
        is_same_file = os.path.samestat(after, place.stat())
        is_whole = (before.st_mtime_ns, len(data)) == (after.st_mtime_ns, after.st_size)
        if not (is_same_file and is_whole):
            remedy = "it is read again at the next look"
            raise ContentError(path, "is being written", remedy=remedy)
        return data

    def _place(self, path: str) -> Path:
        place = (self._root / path).resolve(strict=True)
        if not place.is_relative_to(self._real_root):
            raise ContentError(path, OUTSIDE, remedy="copy the file into it")
        return place

    def _relative(self, place: Path) -> str:
        return place.relative_to(self._root).as_posix()


def legible(path: str) -> str:
    """The path in characters that every terminal and file can hold, and all can see."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(sign if _is_seen(sign) else ascii(sign)[1:-1] for sign in text)


def _is_seen(sign: str) -> bool:
    # photographs are named with blanks of all widths, and the joiners make words
    return sign.isprintable() or sign in JOINERS or unicodedata.category(sign) == "Zs"


def _blamed(path: str, read: Callable[[str], Read]) -> Read:
    """What is read at the path; what the system says against it as ContentError."""
    if path != legible(path):
        fact = "its name has characters that nobody can read or see"
        raise ContentError(legible(path), fact, remedy="rename it")
    try:
        return read(path)
    except FileNotFoundError as error:
        fact, remedy = "is not in the content folder", "add the file or mend the link"
        raise ContentError(path, fact, remedy=remedy) from error
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        remedy = "mend it or its permissions"
        raise ContentError(path, fact, remedy=remedy) from error
    except ValueError as error:
        raise ContentError(path, "is no name of a file", remedy="mend it") from error


def _check_size(path: str, status: os.stat_result, setting: str, largest: int) -> None:
    if status.st_size > largest:
        fact = f"has {status.st_size} bytes, more than {largest}"
        remedy = f"make it smaller, or raise [content] {setting}"
        raise ContentError(path, fact, remedy=remedy)


def _check_kind(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ContentError(path, "is no plain file", remedy="remove it")
