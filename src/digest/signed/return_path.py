"""Who a bounce is about: an envelope sender for each delivery (VERP), signed.

The address names no reader, and nobody but us can make one: a forged bounce has none.
"""

from __future__ import annotations

import hmac
import re

from digest.signed.seal import seal

#: octets of the signature; 80 bits in 16 letters
SIGNATURE_OCTETS = 10
#: what the token adds to the local part, at the most: `+`, a number, `-`, a signature
LONGEST_TOKEN = 1 + 19 + 1 + 16
#: base 32 (RFC 4648 section 6) in lower case, by two letters: each message has one
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
_SHIFTS = range(70, -10, -10)
_TOKEN = re.compile(r"\+([1-9][0-9]{0,18})-([a-z2-7]{16})")


def return_address(base: str, key: bytes, delivery: int) -> str:
    """The envelope sender of the delivery: the address `base` with a token behind `+`.

    The same for each attempt; in lower case only, as some receivers fold it.
    """
    local, _, domain = base.rpartition("@")
    return f"{local}+{delivery}-{_signature(key, delivery)}@{domain}"


def read_return_address(address: str, base: str, key: bytes) -> int | None:
    """The delivery that the address was made for; None where we did not make it."""
    local, _, domain = base.lower().rpartition("@")
    theirs, _, where = address.strip().lower().rpartition("@")
    if where != domain or not theirs.startswith(local):
        return None
    found = _TOKEN.fullmatch(theirs.removeprefix(local))
    if found is None:
        return None
    delivery = int(found[1])
    is_ours = hmac.compare_digest(found[2], _signature(key, delivery))
    return delivery if is_ours else None


def _signature(key: bytes, delivery: int) -> str:
    octets = seal(key, b"return:%d" % delivery)[:SIGNATURE_OCTETS]
    number = int.from_bytes(octets)
    return "".join([_PAIRS[number >> shift & 0x3FF] for shift in _SHIFTS])
