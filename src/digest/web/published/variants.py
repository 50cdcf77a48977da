"""The bytes of a document in one encoding, and the fields that go with them.

The only importer of brotli.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import brotli
from starlette.types import Send

from digest.web.published.negotiation import IDENTITY

#: our order among those that a reader likes equally
CODINGS = ("br", "gzip", IDENTITY)
#: octets; less does not shrink
SMALLEST_TO_SHRINK = 256
#: octets; beyond, the best of brotli takes seconds, and the next level one of ten
LARGEST_FOR_BEST = 500_000
BEST, NEXT_BEST = 11, 9

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A document in one encoding."""

    #: strong: a hash of the very bytes, so each encoding has its own (RFC 9110 8.8.3.3)
    etag: str
    coding: str
    #: None where it is sent from the disk
    data: bytes | None
    #: of a 304: what tells a cache that its copy is good, and not an octet more
    unchanged: RawHeaders
    #: of a whole answer, but for what depends on who asks
    headers: RawHeaders


def codings_for(data: bytes) -> tuple[str, ...]:
    """What it is worth to offer of a text."""
    return CODINGS if len(data) >= SMALLEST_TO_SHRINK else (IDENTITY,)


def shrink(data: bytes, coding: str, *, best: int = BEST) -> bytes:
    """The bytes in this encoding, the same for the same input at any time."""
    if coding == "br":
        quality = best if len(data) <= LARGEST_FOR_BEST else min(best, NEXT_BEST)
        return brotli.compress(data, quality=quality)  # type: ignore[no-any-return]
    return gzip.compress(data, mtime=0) if coding == "gzip" else data


def tag_of(digest: str) -> str:
    """An entity tag of 128 bits of the SHA-256 in hexadecimal."""
    return f'"{digest[:32]}"'


def tag_for(data: bytes) -> str:
    """The entity tag of these bytes."""
    return tag_of(sha256(data).hexdigest())


def raw(fields: Mapping[str, str]) -> RawHeaders:
    """The fields as ASGI takes them."""
    return [(k.lower().encode(), v.encode("latin-1")) for k, v in fields.items()]


async def send_answer(
    send: Send, status: int, headers: RawHeaders, body: bytes = b""
) -> None:
    """Send the answer in one go."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
