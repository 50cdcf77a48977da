"""Signed links out, checked links in: confirm, leave, preferences.

A token tells for whom it is and what it may do, and is worth nothing for anything else.
It holds no address: who reads it over a shoulder learns a number.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from digest.errors import LinkError

#: octets of the signature; 128 bits cannot be guessed (RFC 2104 section 5)
SIGNATURE_OCTETS = 16
LARGEST_TOKEN = 200


class LinkPurpose(StrEnum):
    """What the bearer of a token may do; also the first word of its path."""

    CONFIRM = "confirm"
    LEAVE = "leave"
    PREFERENCES = "preferences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a token says: this subscriber, and this newsletter ("" for all)."""

    subscriber: int
    newsletter: str = ""


def make_token(key: str, purpose: LinkPurpose, claim: Claim) -> str:
    """A token for a URL: letters, digits, hyphen, underscore and dots only."""
    body = f"{claim.subscriber}.{claim.newsletter}"
    return f"{body}.{_signature(key, purpose, body)}"


def check_token(key: str, purpose: LinkPurpose, token: str) -> Claim:
    """What the token says, if we made it for this purpose; else LinkError.

    Compares in constant time, so that nobody finds a signature letter by letter.
    """
    body, _, signature = token[:LARGEST_TOKEN].rpartition(".")
    number, dot, newsletter = body.partition(".")
    expected = _signature(key, purpose, body)
    is_ours = hmac.compare_digest(signature.encode(), expected.encode())
    if not (is_ours and dot and number.isascii() and number.isdecimal()):
        message = "this link: is not complete; open it from the letter again"
        raise LinkError(message)
    return Claim(subscriber=int(number), newsletter=newsletter)


def link_url(site_url: str, purpose: LinkPurpose, token: str) -> str:
    """Where the token is brought to."""
    return f"{site_url}/{purpose}/{token}"


def _signature(key: str, purpose: LinkPurpose, body: str) -> str:
    text = f"{purpose}:{body}".encode("utf-8", "surrogatepass")
    digest = hmac.new(key.encode(), text, sha256).digest()[:SIGNATURE_OCTETS]
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
