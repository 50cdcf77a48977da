"""Values <-> bytes with a sum before them: damage is never taken for a value."""

from __future__ import annotations

from typing import Generic, TypeVar
from zlib import crc32

import msgspec

Packed = TypeVar("Packed")
SUM_SIZE = 4


class Packing(Generic[Packed]):
    """How the values of one type are kept."""

    def __init__(self, kind: type[Packed]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def pack(self, value: Packed) -> bytes:
        """The value as bytes; raises ValueError where it cannot be kept."""
        data = self._encoder.encode(value)
        return crc32(data).to_bytes(SUM_SIZE, "big") + data

    def unpack(self, packed: bytes) -> Packed | None:
        """The value in the bytes; None where they are damaged or of another type."""
        data = memoryview(packed)[SUM_SIZE:]
        if crc32(data).to_bytes(SUM_SIZE, "big") != packed[:SUM_SIZE]:
            return None
        try:
            return self._decoder.decode(data)
        except msgspec.MsgspecError:
            return None
