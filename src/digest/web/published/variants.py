"""The bytes of a document in one encoding, and the fields that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from starlette.types import Send

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
    #: the same as it goes over the wire, but for its date and its end
    unchanged_head: bytes
    #: of a whole answer, but for what depends on who asks
    headers: RawHeaders


def tag_of(digest: str) -> str:
    """An entity tag of 128 bits of the SHA-256 in hexadecimal."""
    return f'"{digest[:32]}"'


def tag_for(data: bytes) -> str:
    """The entity tag of these bytes."""
    return tag_of(sha256(data).hexdigest())


def raw(fields: Mapping[str, str]) -> RawHeaders:
    """The fields as ASGI takes them."""
    return [(k.lower().encode(), v.encode("latin-1")) for k, v in fields.items()]


def wire_head(status: HTTPStatus, headers: RawHeaders) -> bytes:
    """The head of an answer as it goes over the wire, but for its date and its end."""
    lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
    lines += [b"%b: %b" % field for field in headers]
    return b"".join(b"%b\r\n" % line for line in lines)


async def send_answer(
    send: Send, status: int, headers: RawHeaders, body: bytes = b""
) -> None:
    """Send the answer in one go."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
