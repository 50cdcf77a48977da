"""The files of the content folder, each as it stood at one moment: what reads in load.

A file is taken whole or not at all. The order never depends on the file system.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import TypeVar

from digest.config import ContentSection
from digest.errors import ContentError

Read = TypeVar("Read")
OUTSIDE = "leads out of the content folder"
#: bytes that tell what kind of file it is
BEGINNING = 4096
JOINERS = "\u200c\u200d"
#: seconds between two looks at a file that is being written
NAPS = (0.02, 0.05, 0.1, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file as it stood at one moment."""

    data: bytes = field(repr=False)
    stamp: str
    #: when the file was last touched, by the clock of its file system; nanoseconds
    changed: int


class Snapshots:
    """The files of the content folder, by their paths in it."""

    def __init__(self, root: Path, section: ContentSection) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._section = section

    def read(self, path: str) -> bytes:
        """The bytes of an article as they stood at one moment; raises ContentError."""
        return self.take(path).data

    def take(self, path: str) -> Snapshot:
        """The same with its stamp; a file that is being written is waited for."""
        return self._taken(path, "largest_file", self._section.largest_file)

    def read_media(self, path: str) -> bytes:
        """The bytes of what an article refers to; raises ContentError."""
        return self._taken(path, "largest_media", self._section.largest_media).data

    def read_beginning(self, path: str) -> bytes:
        """The first bytes of what an article refers to; raises ContentError."""

        def read(path: str) -> bytes:
            with self._place(path).open("rb") as file:
                return file.read(BEGINNING)

        return _blamed(path, read)

    def find_media(self, path: str) -> Path:
        """The file that an article refers to, to be copied; raises ContentError."""
        self.stamp(path)
        return _blamed(path, self._place)

    def stamp(self, path: str) -> str:
        """The stamp of what an article refers to; raises ContentError."""

        def look(path: str) -> str:
            status = self._place(path).stat()
            _check_kind(path, status)
            _check_size(path, status, "largest_media", self._section.largest_media)
            return stamp_of(status)

        return _blamed(path, look)

    def _taken(self, path: str, setting: str, largest: int) -> Snapshot:
        def read(path: str) -> Snapshot:
            for nap in NAPS:
                snapshot = self._read(path, setting, largest)
                if snapshot is not None:
                    return snapshot
                sleep(nap)
            remedy = "it is read again at the next look"
            raise ContentError(path, "is being written", remedy=remedy)

        return _blamed(path, read)

    def _read(self, path: str, setting: str, largest: int) -> Snapshot | None:
        """The file as it stands; None where it changed meanwhile."""
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
            return None
        return Snapshot(data=data, stamp=stamp_of(before), changed=_last_change(before))

    def _place(self, path: str) -> Path:
        place = (self._root / path).resolve(strict=True)
        if not place.is_relative_to(self._real_root):
            raise ContentError(path, OUTSIDE, remedy="copy the file into it")
        return place


def stamp_of(status: os.stat_result) -> str:
    """What changes whenever the file does.

    It includes the time of the system's own, which nobody can set back.
    """
    size, times = status.st_size, f"{status.st_mtime_ns}-{status.st_ctime_ns}"
    return f"{size}-{times}-{status.st_ino}"


def size_in(stamp: str) -> int:
    """The bytes of the file with this stamp."""
    return int(stamp.partition("-")[0])


def legible(path: str) -> str:
    """The path in characters that every terminal and file can hold, and all can see."""
    if path.isprintable() and path.isascii():
        return path
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
    except RuntimeError as error:
        # as Python told it up to 3.12; since then it is an OSError
        fact = "cannot be read (a link that leads to itself)"
        raise ContentError(path, fact, remedy="remove it") from error


def _last_change(status: os.stat_result) -> int:
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _check_size(path: str, status: os.stat_result, setting: str, largest: int) -> None:
    if status.st_size > largest:
        fact = f"has {status.st_size} bytes, more than {largest}"
        remedy = f"make it smaller, or raise [content] {setting}"
        raise ContentError(path, fact, remedy=remedy)


def _check_kind(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ContentError(path, "is no plain file", remedy="remove it")
