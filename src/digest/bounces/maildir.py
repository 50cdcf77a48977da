"""A Maildir of bounces: what waits lies in `new`, what was read in `cur`.

Written by others while it is read. A message is renamed and nothing else, so that none
is ever lost; one that was read has the flag S (Seen), one left for a person has the
flag F, so that it is named once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.bounces.message import LARGEST_MESSAGE
from digest.errors import BounceError

#: parts a message's name from its flags
INFO = ":2,"
SEEN, FLAGGED = "S", "F"
#: an uploaded name may be anything; the longest that a file may have is 255 octets
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Maildir:
    """The Maildir in this folder."""

    folder: Path

    def waiting(self) -> Iterator[WaitingFile]:
        """What has neither flag, the oldest first by its name; raises BounceError."""
        try:
            found = [
                path
                for part in ("new", "cur")
                for path in (self.folder / part).iterdir()
                if path.is_file() and not path.name.startswith(".")
            ]
        except OSError as error:
            raise _fault(self.folder, error) from error
        for path in sorted(found, key=lambda path: path.name):
            if not {SEEN, FLAGGED} & set(_flags(path)):
                yield WaitingFile(path)

    def close(self) -> None:
        """Nothing is held open."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A message that waits in `new` or `cur`."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name without its flags."""
        return self.path.name.partition(INFO)[0][:LONGEST_NAME]

    def read(self) -> bytes:
        """The message, or so much of it that it is too large."""
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST_MESSAGE + 1)
        except OSError as error:
            raise _fault(self.path, error) from error

    def put_away(self) -> None:
        """Move it to `cur` as seen."""
        self._flag(SEEN)

    def leave(self) -> None:
        """Move it to `cur`, unseen and flagged: mail programs show it at the top."""
        self._flag(FLAGGED)

    def _flag(self, flag: str) -> None:
        stem = self.path.name.partition(INFO)[0]
        flags = "".join(sorted({*_flags(self.path), flag}))
        aim = self.path.parent.parent / "cur" / f"{stem}{INFO}{flags}"
        try:
            # to replace another message of the same name would lose it
            os.link(self.path, aim)
            self.path.unlink()
        except FileNotFoundError:
            # a mail program moved it meanwhile; what it said was acted on
            return
        except OSError as error:
            raise _fault(self.path, error) from error


def _flags(path: Path) -> str:
    return path.name.partition(INFO)[2]


def _fault(path: Path, error: OSError) -> BounceError:
    fact = f"cannot be read or moved ({error.strerror})"
    remedy = "make it a Maildir that belongs to the user of digest"
    return BounceError(f"{path}: {fact}; {remedy}")
