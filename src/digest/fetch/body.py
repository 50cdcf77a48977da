"""The body of an answer, taken piece by piece within a limit."""

from __future__ import annotations

from collections.abc import AsyncIterable

from digest.errors import FetchError
from digest.fetch.inflation import unpacking


async def read_body(
    pieces: AsyncIterable[bytes], *, encoding: str, most: int, place: str
) -> bytes:
    """The body, unpacked; raises FetchError where it is too long, broken or strange.

    `most` is a number of bytes, and holds for what is sent as for what it unpacks to.
    """
    unpacker = unpacking(encoding)
    if unpacker is None:
        fact = f"is packed as {encoding[:40]!r}, which nobody asked for"
        raise FetchError(f"{place}: {fact}; tell its owner")
    data, sent = bytearray(), 0
    async for piece in pieces:
        sent += len(piece)
        try:
            data += unpacker.take(piece, most + 1 - len(data))
        except ValueError as error:
            fact = f"is no gzip, as it says ({error})"
            raise FetchError(f"{place}: {fact}; tell its owner") from error
        if max(sent, len(data)) > most:
            fact = f"is longer than {most} bytes"
            raise FetchError(f"{place}: {fact}; use another address")
    if not unpacker.is_complete:
        raise FetchError(f"{place}: breaks off in the middle; try again later")
    return bytes(data)
