"""One version of one published file, and its answer to a request (RFC 9110).

Its bytes are read in one go and kept with what they shrink to. A publish replaces files
as a whole, so no answer is half old and half new.
"""

from __future__ import annotations

import asyncio
import gzip
import os
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

import brotli
from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from digest.web.content_types import XML, content_type, is_feed_for_browsers, is_text
from digest.web.headers import SECURITY
from digest.web.negotiation import IDENTITY, choose_coding, has_it_already

#: our order among those that a reader likes equally
CODINGS = ("br", "gzip", IDENTITY)
#: octets; larger text is sent from the disk as it is
LARGEST_IN_MEMORY = 16_000_000
#: octets; less does not shrink
SMALLEST_TO_SHRINK = 256
#: octets; beyond, the best of brotli takes seconds, and the next level one of ten
LARGEST_FOR_BEST = 500_000
#: octets that a file takes in memory beside its bytes
OVERHEAD = 2_000


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


RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The file in one encoding."""

    #: strong: a hash of the very bytes, so each encoding has its own (RFC 9110 8.8.3.3)
    etag: str
    #: None where the file is sent from the disk
    data: bytes | None
    #: what both 200 and 304 carry (RFC 9110 15.4.5)
    headers: RawHeaders


class PublishedFile:
    """One version of a file, as an ASGI application for GET and HEAD."""

    def __init__(self, path: Path, name: str, *, max_age: int) -> None:
        self._path = path
        self._type = content_type(name)
        self._is_feed = is_feed_for_browsers(name)
        self._max_age = max_age
        self._variants: dict[str, Variant] = {}
        self._making = asyncio.Lock()
        with path.open("rb") as file:
            self._stat = os.fstat(file.fileno())
            is_small = self._stat.st_size <= LARGEST_IN_MEMORY
            #: the bytes as they are; None for what is sent from the disk
            self.data = file.read() if is_small and is_text(self._type) else None
        self.version = Version.of(self._stat)
        shrinks = self.data is not None and len(self.data) >= SMALLEST_TO_SHRINK
        self._codings = CODINGS if shrinks else (IDENTITY,)

    @property
    def weight(self) -> int:
        """Octets that the file may come to take in memory, in all its encodings."""
        return OVERHEAD + 2 * len(self.data or b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the bytes, some of them, or that the reader has them already."""
        asked = Headers(scope=scope)
        variant = await self._variant(asked.get("accept-encoding"))
        if has_it_already(
            none_match=_joined(asked, "if-none-match"),
            modified_since=asked.get("if-modified-since"),
            etag=variant.etag,
            modified=int(self._stat.st_mtime),
        ):
            await _send(send, 304, variant.headers)
        elif variant.data is None:
            await self._from_disk(variant)(scope, receive, send)
        else:
            length = str(len(variant.data)).encode()
            headers = [
                *variant.headers,
                (b"content-type", self._type_for(asked).encode()),
                (b"content-length", length),
            ]
            body = b"" if scope["method"] == "HEAD" else variant.data
            await _send(send, 200, headers, body)

    def _type_for(self, asked: Headers) -> str:
        """A browser that goes to a feed shows it only as plain XML."""
        is_visit = self._is_feed and asked.get("sec-fetch-dest") == "document"
        return XML if is_visit else self._type

    def _from_disk(self, variant: Variant) -> FileResponse:
        headers = {name.decode(): value.decode() for name, value in variant.headers}
        return FileResponse(
            self._path, headers=headers, media_type=self._type, stat_result=self._stat
        )

    async def _variant(self, accept: str | None) -> Variant:
        """The encoding that the reader likes best, made when first asked for."""
        coding = choose_coding(accept, self._codings)
        if found := self._variants.get(coding):
            return found
        async with self._making:
            if coding not in self._variants:
                made = await asyncio.to_thread(self._make, coding)
                self._variants[coding] = made
        return self._variants[coding]

    def _make(self, coding: str) -> Variant:
        data = self.data and shrink(self.data, coding)
        etag = f'"{_hash(data, self._path)}"'
        fields = {
            **SECURITY,
            "ETag": etag,
            "Last-Modified": formatdate(self._stat.st_mtime, usegmt=True),
            "Cache-Control": f"public, max-age={self._max_age}",
        }
        if coding != IDENTITY:
            fields["Content-Encoding"] = coding
        varies = ["Accept-Encoding"] * (self.data is not None)
        varies += ["Sec-Fetch-Dest"] * self._is_feed
        if varies:
            fields["Vary"] = ", ".join(varies)
        return Variant(
            etag=etag,
            data=data,
            headers=[(k.lower().encode(), v.encode()) for k, v in fields.items()],
        )


def shrink(data: bytes, coding: str) -> bytes:
    """The bytes in this encoding, the same for the same input at any time."""
    if coding == "br":
        quality = 11 if len(data) <= LARGEST_FOR_BEST else 9
        return brotli.compress(data, quality=quality)  # type: ignore[no-any-return]
    return gzip.compress(data, mtime=0) if coding == "gzip" else data


def _hash(data: bytes | None, path: Path) -> str:
    """128 bits of the SHA-256 of the bytes, or of the file where they are not held."""
    if data is not None:
        return sha256(data).hexdigest()[:32]
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:32]


def _joined(headers: Headers, name: str) -> str | None:
    """A field that may come in several lines, as one (RFC 9110 5.3)."""
    lines = headers.getlist(name)
    return ", ".join(lines) if lines else None


async def _send(
    send: Send, status: int, headers: RawHeaders, body: bytes = b""
) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
