"""DKIM: the fields that prove from which domain a message is (RFC 6376). Pure.

Every field of a message is signed, and its whole body. Both canonicalisations are
relaxed; for the body that is the identity, as `mail.body` says.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from digest.mail.messages.headers import header

FIELD = "DKIM-Signature"
#: fields of which a message may have one at the most (RFC 5322 3.6): another one that
#: somebody adds on the way breaks the signature (RFC 6376 8.15)
SINGLE = (
    *("From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
)
#: octets of a word of the field, so that its lines keep the width of all others
LONGEST_WORD = 70
#: a single blank, which most are, is one already
_BLANKS = re.compile(rb"[ \t]{2,}|\t")
_FOLDS = re.compile(rb"\r\n(?=[ \t])")


class SigningKey(Protocol):
    """A private key whose public half stands in DNS."""

    @property
    def selector(self) -> str:
        """Where it stands: SELECTOR._domainkey.DOMAIN (RFC 6376 3.6.2.1)."""
        ...

    @property
    def algorithm(self) -> str:
        """As in the tag a= (RFC 6376 3.3, RFC 8463 section 3)."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature of the data; always the same for the same data."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Signs messages with each of its keys."""

    keys: tuple[SigningKey, ...]
    #: whose keys they are; "": those of each sender's own domain
    domain: str = ""

    def sign(
        self,
        shared: bytes,
        own: bytes,
        body: bytes,
        *,
        sender_domain: str,
        date: datetime,
    ) -> bytes:
        """The DKIM-Signature fields, which are to stand before all headers.

        Those that many messages share are looked at once. The same message has the same
        signature: its time is the message's own.
        """
        names, fields = _relaxed_and_kept(shared)
        own_names, own_fields = _relaxed(own)
        tags = (
            "c=relaxed/relaxed;",
            f"d={self.domain or sender_domain};",
            f"t={int(date.timestamp())};",
            *_signed_names(names + own_names),
            f"bh={_base64(sha256(body).digest())};",
        )
        signed = fields + own_fields
        return b"".join([_signature(key, tags, signed) for key in self.keys])


def _signature(key: SigningKey, tags: Iterable[str], signed: bytes) -> bytes:
    """One field, which signs itself, too, but for the value of b= (RFC 6376 3.7)."""
    words = ("v=1;", f"a={key.algorithm};", f"s={key.selector};", *tags, "b=")
    own = f"{FIELD.lower()}:{' '.join(words)}".encode("ascii")
    value = _base64(key.sign(signed + own))
    lines = (value[at : at + LONGEST_WORD] for at in range(0, len(value), LONGEST_WORD))
    return header(FIELD, *words, *lines)


def _relaxed(headers: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The names of the fields, and all in their relaxed form (RFC 6376 3.4.2)."""
    names, fields = [], []
    for line in _BLANKS.sub(b" ", _FOLDS.sub(b"", headers)).split(b"\r\n")[:-1]:
        name, _, value = line.partition(b":")
        names.append(name.rstrip().lower())
        fields.append(b"%b:%b\r\n" % (names[-1], value.strip()))
    return tuple(names), b"".join(fields)


_relaxed_and_kept = lru_cache(maxsize=8)(_relaxed)


@lru_cache(maxsize=8)
def _signed_names(names: tuple[bytes, ...]) -> tuple[str, ...]:
    """The tag h= in words, between which the field may be folded.

    It names every field, and once more those that stand alone. The messages of a letter
    have the same one.
    """
    words = ["h="]
    for name in (*(name.decode("ascii") for name in names), *map(str.lower, SINGLE)):
        if len(words[-1]) + len(name) >= LONGEST_WORD:
            words.append("")
        words[-1] += f"{name}:"
    return (*words[:-1], f"{words[-1].removesuffix(':')};")


def _base64(octets: bytes) -> str:
    return b64encode(octets).decode("ascii")
