"""Files that are too large to be held, or do not shrink: sent from the disk in parts.

Only the very version that the fields were made of is sent, whatever stands at the path
meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from starlette.types import Send

from digest.web.published.variants import RawHeaders, tag_of

#: octets that are read, and wait for the reader, at a time
PIECE = 256 * 1024
#: one range of octets (RFC 9110 14.1.2); several at once are not worth their parts
RANGE = re.compile(
    r"bytes[ \t]*=[ \t]*(\d{0,18})[ \t]*-[ \t]*(\d{0,18})", re.IGNORECASE
)


class ReplacedError(Exception):
    """Another version took the file's place before anything was sent of it."""


class Version(NamedTuple):
    """What differs when a file was replaced or written to."""

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Version:
        """The version that the file system tells."""
        return cls(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


class Place(NamedTuple):
    """One version of a file, and where it stands or stood."""

    path: Path
    version: Version


def tag_on_disk(place: Place) -> str:
    """The entity tag of this version; raises ReplacedError."""
    with open(_open(place), "rb") as file:
        return tag_of(file_digest(file, "sha256").hexdigest())


def range_asked(field: str | None, size: int) -> range | None:
    """The octets that are asked for; empty where there are none such (416).

    None for the whole: also where the field is none that we know (RFC 9110 14.2).
    """
    found = RANGE.fullmatch(field.strip()) if field else None
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


async def send_from_disk(
    send: Send, place: Place, status: int, headers: RawHeaders, part: range
) -> None:
    """Send this part of this version; raises ReplacedError before anything is sent."""
    with _held(place) as number:
        await send(
            {"type": "http.response.start", "status": status, "headers": headers}
        )
        for start in range(part.start, part.stop, PIECE):
            length = min(PIECE, part.stop - start)
            data = await asyncio.to_thread(os.pread, number, length, start)
            if len(data) < length:
                # the connection has to break: what was promised does not come
                message = (
                    f"{place.path}: was cut while it was sent; replace files as a whole"
                )
                raise OSError(message)
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


@contextmanager
def _held(place: Place) -> Iterator[int]:
    number = _open(place)
    try:
        yield number
    finally:
        os.close(number)


def _open(place: Place) -> int:
    """A descriptor of this version of the file; raises ReplacedError, and OSError."""
    try:
        number = os.open(place.path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise ReplacedError from error
    if Version.of(os.fstat(number)) != place.version:
        os.close(number)
        raise ReplacedError
    return number
