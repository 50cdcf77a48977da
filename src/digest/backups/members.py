"""The members of a tar archive that somebody else may have made, one after the other.

A head can claim any size, and what is read for it is held in memory. So no more is
unpacked than what was called for can take.
"""

from __future__ import annotations

import tarfile
from io import BufferedIOBase
from typing import IO, cast

#: octets that the head of a member may take, with all that extends it
LARGEST_HEAD = 1 << 16
#: octets that are unpacked at a time
PIECE = 1 << 16


class Members:
    """Reads the archive from its beginning to its end."""

    def __init__(self, file: BufferedIOBase) -> None:
        """`file` is unpacked already; raises tarfile.TarError where it is no archive.

        It reads the first head.
        """
        self._ration = _Ration(file)
        self._ration.grant(LARGEST_HEAD)
        self._archive = tarfile.open(  # noqa: SIM115  the file is closed by its owner
            # of a file it only reads
            fileobj=cast("IO[bytes]", self._ration),
            mode="r|",
            bufsize=PIECE,
        )

    def next(self) -> tarfile.TarInfo | None:
        """The head of the next member; None behind the last."""
        self._ration.grant(LARGEST_HEAD)
        return self._archive.next()

    def open(self, member: tarfile.TarInfo) -> IO[bytes]:
        """The octets of the member whose head was just read."""
        self._ration.grant(member.size)
        stream = self._archive.extractfile(member)
        if stream is None:
            raise tarfile.ReadError(f"{member.name} is no regular file")
        return stream


class _Ration:
    """A file that ends with a fault where more of it is wanted than was granted."""

    def __init__(self, file: BufferedIOBase) -> None:
        self._file = file
        # the library reads a whole piece, whatever it needs of it
        self._left = PIECE

    def grant(self, octets: int) -> None:
        """Let so many more be read."""
        self._left += octets

    def read(self, size: int) -> bytes:
        """The next octets; raises tarfile.ReadError beyond what was granted."""
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            message = "it claims to be larger than any backup"
            raise tarfile.ReadError(message)
        return data
