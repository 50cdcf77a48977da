"""What proves that a link, a message or a return address is ours."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Protocol

#: octets of a block of SHA-256
BLOCK = 64
_INNER = bytes(octet ^ 0x36 for octet in range(256))
_OUTER = bytes(octet ^ 0x5C for octet in range(256))


class Hash(Protocol):
    """A hash on its way."""

    def copy(self) -> Hash:
        """Another one that has heard the same."""
        ...

    def update(self, octets: bytes, /) -> None:
        """Hear more."""
        ...

    def digest(self) -> bytes:
        """The hash of all that it heard."""
        ...


def seal(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104): the key is prepared once, as it seals many messages."""
    inner, outer = _begin(key)
    inner, outer = inner.copy(), outer.copy()
    inner.update(message)
    outer.update(inner.digest())
    return outer.digest()


@lru_cache(maxsize=8)
def _begin(key: bytes) -> tuple[Hash, Hash]:
    """Both hashes of the construction, which have heard the key."""
    short = sha256(key).digest() if len(key) > BLOCK else key
    padded = short.ljust(BLOCK, b"\0")
    return sha256(padded.translate(_INNER)), sha256(padded.translate(_OUTER))
