"""Who a bounce is about: an envelope sender for each delivery (VERP), signed.

The address names no reader, and nobody but us can make one: a forged bounce has none.
"""

from __future__ import annotations

import base64
import hmac
import re

#: octets of the signature; 80 bits in 16 letters
SIGNATURE_OCTETS = 10
#: what the token adds to the local part, at the most: `+`, a number, `-`, a signature
LONGEST_TOKEN = 1 + 19 + 1 + 16
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
    digest = hmac.digest(key, b"return:%d" % delivery, "sha256")
    return base64.b32encode(digest[:SIGNATURE_OCTETS]).decode("ascii").lower()
