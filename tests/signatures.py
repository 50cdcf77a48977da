"""Keys that sign messages, and those who look whether a signature is right."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import dkim
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from dkim.canonicalization import Relaxed

from digest.config import DkimSection
from digest.mail.messages.keys import Key, open_keys
from digest.mail.messages.signing import Signer

SELECTOR, SECOND = "digest", "digest-ed"


@cache
def the_keys() -> tuple[Key, ...]:
    """A key of each kind, made once: that takes a while."""
    section = DkimSection(selector=SELECTOR, ed25519_selector=SECOND)
    with TemporaryDirectory() as folder:
        return open_keys(section, Path(folder), {})


def a_signer(domain: str = "", *, keys: int = 1) -> Signer:
    """Signs by RSA, and with two keys by Ed25519, too."""
    return Signer(keys=the_keys()[:keys], domain=domain)


def is_signed(data: bytes, domain: str = "notes.example.org") -> bool:
    """Whether dkimpy, another's library, takes the first signature for good."""

    def ask(name: bytes, timeout: int = 5) -> bytes:
        assert name.decode() == f"{SELECTOR}._domainkey.{domain}."
        return the_keys()[0].record.encode()

    try:
        return bool(dkim.verify(data, dnsfunc=ask, minkey=1024))
    except dkim.MessageFormatError:
        return False


def is_signed_by_ed25519(data: bytes) -> bool:
    """Whether the second signature is good, its message read by dkimpy."""
    fields, body = dkim.rfc822_parse(data)
    signed = [value for name, value in fields if name.lower() == b"dkim-signature"]
    tags = dict(re.findall(rb"(\w+)=([^;]*)", b"".join(signed[1].split())))
    assert tags[b"a"] == b"ed25519-sha256"
    rest = [pair for pair in fields if pair[0].lower() != b"dkim-signature"]
    chosen = dkim.select_headers(rest, tags[b"h"].split(b":"))
    own = (b"DKIM-Signature", re.sub(rb"b=[^;=]*=*\s*\Z", b"b=", signed[1].rstrip()))
    canonical = Relaxed.canonicalize_headers([*chosen, own])
    text = b"".join(b"%s:%s" % pair for pair in canonical)
    digest = _sha256(text.removesuffix(b"\r\n"))
    public = the_keys()[1].record.rpartition("p=")[2]
    key = Ed25519PublicKey.from_public_bytes(b64decode(public))
    try:
        key.verify(b64decode(tags[b"b"]), digest)
    except InvalidSignature:
        return False
    return b64decode(tags[b"bh"]) == _sha256(Relaxed.canonicalize_body(body))


def _sha256(data: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(data)
    return digest.finalize()
