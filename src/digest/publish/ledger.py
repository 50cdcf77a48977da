"""What each published file was made of, and how it looked when digest wrote it.

It lies in the cache: without it everything is made again, and nothing else changes.
"""

from __future__ import annotations

import os
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from digest.documents import Need
from digest.edition import edition
from digest.replacing import replace_file

#: differs when the form of the file does
FORM = "ledger 1"
#: for each file; most have a few of their own, and those of their template
MOST_NEEDS = 5


class Look(msgspec.Struct, frozen=True, array_like=True):
    """A file as it stands on the disk, as far as the system tells without reading."""

    size: int
    #: nanoseconds
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Look:
        """The look of the file with this status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)

    @property
    def facts(self) -> tuple[int, int, int]:
        """Size, time and inode."""
        return self.size, self.changed, self.inode


class Line(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one published file."""

    #: SHA-256 of its bytes
    digest: bytes
    look: Look
    #: numbers of the needs it was made of
    needs: tuple[Annotated[int, msgspec.Meta(ge=0)], ...]


class Ledger(msgspec.Struct, frozen=True, array_like=True):
    """All published files of one tree."""

    form: str = FORM
    #: of the program that made them
    edition: str = ""
    #: each once; lines name them by their numbers
    needs: tuple[Need, ...] = ()
    #: by path in the tree
    lines: dict[str, Line] = msgspec.field(default_factory=dict)

    def needs_of(self, line: Line) -> tuple[Need, ...]:
        """The needs of a file, in the order in which its target gave them."""
        return tuple(self.needs[number] for number in line.needs)


#: of a tree that was never published, or is not known any more
NOTHING = Ledger()


def read_ledger(path: Path) -> Ledger:
    """The ledger; an empty one where there is none that this program can trust."""
    try:
        ledger = msgspec.msgpack.decode(path.read_bytes(), type=Ledger)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return Ledger()
    most = max(
        (max(line.needs, default=0) for line in ledger.lines.values()), default=0
    )
    is_whole = ledger.form == FORM and (most < len(ledger.needs) or not most)
    return ledger if is_whole else Ledger()


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Keep the ledger in the place of the one that was, if the disk takes it.

    The tree is published by then, and a lost ledger costs no more than time.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, msgspec.msgpack.encode(ledger), is_durable=False)


def make_ledger(
    needs: Mapping[str, Sequence[Need]],
    files: Mapping[str, tuple[bytes, Look]],
    *,
    before: Ledger = NOTHING,
    same: Container[str] = (),
) -> Ledger:
    """The ledger of these files, each with its digest, its look and its needs.

    Those of the `same` paths need what the ledger from before says. Needs that no file
    has any more are thrown away once they are the greater part.
    """
    if len(before.needs) > MOST_NEEDS * len(before.lines):
        before, same = NOTHING, ()
    numbers = {need: number for number, need in enumerate(before.needs)}
    lines = {
        path: Line(
            digest,
            look,
            before.lines[path].needs
            if path in same
            else tuple(numbers.setdefault(need, len(numbers)) for need in needs[path]),
        )
        for path, (digest, look) in files.items()
    }
    return Ledger(edition=edition(), needs=tuple(numbers), lines=lines)
