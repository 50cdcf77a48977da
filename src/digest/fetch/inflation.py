"""What was sent packed, unpacked within a limit. Pure."""

from __future__ import annotations

import zlib
from typing import Protocol

#: zlib's number for gzip with its header (RFC 1952)
GZIP = 16 + zlib.MAX_WBITS
#: how a member of a gzip file begins
MAGIC = b"\x1f\x8b"


class Unpacking(Protocol):
    """Takes what comes in, piece by piece."""

    @property
    def is_complete(self) -> bool:
        """False while the end is still to come."""
        ...

    def take(self, piece: bytes, room: int) -> bytes:
        """The piece unpacked, of which no more than `room` bytes are made."""
        ...


class Plain:
    """For what was sent as it is."""

    is_complete = True

    def take(self, piece: bytes, room: int) -> bytes:
        """The piece itself."""
        return piece[:room]


class Gunzip:
    """For gzip, with as many members as there are; raises ValueError where it is none.

    zlib itself stops at the limit, so a small file that unpacks to a vast one costs no
    more memory than the limit.
    """

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP)
        self._has_begun = False

    @property
    def is_complete(self) -> bool:
        """Whether the last member came to its end, or nothing came at all."""
        return self._member.eof or not self._has_begun

    def take(self, piece: bytes, room: int) -> bytes:
        """The piece unpacked, of which no more than `room` bytes are made."""
        unpacked = bytearray()
        while piece and len(unpacked) < room:
            if self._member.eof:
                if not MAGIC.startswith(piece[:2]):
                    # what stands behind a gzip file is no part of it
                    break
                self._member = zlib.decompressobj(GZIP)
            self._has_begun = True
            try:
                unpacked += self._member.decompress(piece, room - len(unpacked))
            except zlib.error as error:
                raise ValueError(str(error)) from error
            piece = self._member.unused_data
        return bytes(unpacked)


def unpacking(encoding: str) -> Unpacking | None:
    """What unpacks this Content-Encoding; None for one that we never asked for."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Gunzip()
    return None
