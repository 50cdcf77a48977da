"""Signed links out, checked links in: confirm, leave, preferences, move.

A token tells for whom it is and what it may do, and is worth nothing for anything else.
It holds no address: who reads it over a shoulder learns a number. Those that only an
answer to a letter needs say when that letter was planned, and are good for a while.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from digest.errors import LinkError
from digest.signed.seal import seal

#: octets of the signature; 128 bits cannot be guessed (RFC 2104 section 5)
SIGNATURE_OCTETS = 16
LARGEST_TOKEN = 200
#: digits of a date in seconds; it is written so until the year 2286
DATE_DIGITS = 10
#: before every date that a token has
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class LinkPurpose(StrEnum):
    """What the bearer of a token may do; also the first word of its path."""

    CONFIRM = "confirm"
    LEAVE = "leave"
    PREFERENCES = "preferences"
    MOVE = "move"


#: purposes of links that are good for a while only
ENDING = frozenset({LinkPurpose.CONFIRM, LinkPurpose.MOVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a token says: this subscriber, and this newsletter ("" for all)."""

    subscriber: int
    newsletter: str = ""
    #: when the letter with the link was planned, in whole seconds; None for a link
    #: without an end
    made: datetime | None = None


def make_token(key: str, purpose: LinkPurpose, claim: Claim) -> str:
    """A token for a URL: letters, digits, hyphen, underscore and dots only."""
    body = f"{claim.subscriber}.{claim.newsletter}"
    if claim.made is not None:
        body = f"{body}.{int(claim.made.timestamp()):0{DATE_DIGITS}}"
    return f"{body}.{_signature(key, purpose, body)}"


def check_token(
    key: str, purpose: LinkPurpose, token: str, *, since: datetime = ALWAYS
) -> Claim:
    """What the token says, if we made it for this purpose and since then.

    Else raises LinkError, which says the same and takes as long whatever is wrong.
    Compares in constant time, so that nobody finds a signature letter by letter.
    """
    body, _, signature = token[:LARGEST_TOKEN].rpartition(".")
    expected = _signature(key, purpose, body)
    is_ours = hmac.compare_digest(
        signature.encode("utf-8", "surrogatepass"), expected.encode()
    )
    claim = _read(body, has_end=purpose in ENDING)
    is_old = claim is not None and claim.made is not None and claim.made < since
    if claim is None or is_old or not is_ours:
        fact = "is not complete, or too old"
        remedy = "open it from the letter again, or ask for a new one"
        raise LinkError(f"this link: {fact}; {remedy}")
    return claim


def link_url(site_url: str, purpose: LinkPurpose, token: str) -> str:
    """Where the token is brought to."""
    return f"{site_url}/{purpose}/{token}"


def _read(body: str, *, has_end: bool) -> Claim | None:
    """What stands in the body of a token; None where it is none of ours."""
    number, *rest = body.split(".")
    if len(rest) != 1 + has_end or not _is_number(number):
        return None
    if not has_end:
        return Claim(subscriber=int(number), newsletter=rest[0])
    if len(rest[1]) != DATE_DIGITS or not _is_number(rest[1]):
        return None
    made = datetime.fromtimestamp(int(rest[1]), UTC)
    return Claim(subscriber=int(number), newsletter=rest[0], made=made)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _signature(key: str, purpose: LinkPurpose, body: str) -> str:
    text = f"{purpose}:{body}".encode("utf-8", "surrogatepass")
    octets = seal(key.encode(), text)[:SIGNATURE_OCTETS]
    return base64.urlsafe_b64encode(octets).decode("ascii").rstrip("=")
