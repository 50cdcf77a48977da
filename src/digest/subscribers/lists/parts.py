"""The files that a list consists of: itself, or what is in an archive."""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from digest.errors import ListError
from digest.lines import escape_invisible

#: what a list in an archive is called; anything else in it is none
SUFFIXES = (".csv", ".txt", ".tsv")
#: what one maker's system puts into every archive
RUBBISH = "__MACOSX/"
#: how many times as large as in the archive a list is, unless somebody made a trap of
#: it; and octets up to which it may be anything
MOST_GROWTH, HARMLESS = 200, 64_000_000
#: what a broken archive raises, or one with a password
FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError),
    *(RuntimeError, NotImplementedError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file with readers."""

    #: its own name, by which some programs tell what is in it
    name: str
    #: where it stands, for messages
    place: str
    #: in octets
    size: int
    is_in_archive: bool
    _open: Callable[[], BinaryIO]

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The part from its start; raises ListError where it cannot be read."""
        try:
            with self._open() as file:
                yield file
        except FAULTS as error:
            message = f"{self.place}: cannot be read ({error}); get the file once more"
            raise ListError(message) from error


def find_parts(path: Path) -> tuple[Part, ...]:
    """The parts of the file; raises ListError where it has none."""
    try:
        if zipfile.is_zipfile(path):
            return _in_archive(path)
        size = path.stat().st_size
    except FAULTS as error:
        message = f"{path}: cannot be read ({error}); get the file once more"
        raise ListError(message) from error
    part = Part(
        name=path.name,
        place=str(path),
        size=size,
        is_in_archive=False,
        _open=lambda: path.open("rb"),
    )
    return (part,)


def _in_archive(path: Path) -> tuple[Part, ...]:
    with zipfile.ZipFile(path) as archive:
        parts = tuple(
            Part(
                name=posixpath.basename(member.filename),
                place=f"{path}/{escape_invisible(member.filename)}",
                size=member.file_size,
                is_in_archive=True,
                _open=_opener(path, member.filename),
            )
            for member in archive.infolist()
            if member.filename.lower().endswith(SUFFIXES)
            and not member.filename.startswith(RUBBISH)
        )
        trap = next(filter(_is_trap, archive.infolist()), None)
    if trap is not None:
        fact = f"has {escape_invisible(trap.filename)}, which is all but endless"
        raise ListError(f"{path}: {fact}; get the list from its program once more")
    if not parts:
        fact = "is an archive without any .csv in it"
        raise ListError(f"{path}: {fact}; unpack it, and import the list that you mean")
    return parts


def _is_trap(member: zipfile.ZipInfo) -> bool:
    """Whether the archive was made to keep us busy for ever."""
    is_large = member.file_size > HARMLESS
    return is_large and member.file_size > MOST_GROWTH * member.compress_size


def _opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        # the file stays open as long as the member is
        return cast("BinaryIO", zipfile.ZipFile(path).open(name))

    return open_member
