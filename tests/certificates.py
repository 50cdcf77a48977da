"""Throw-away certificates of this machine, for servers on the loopback."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """For the server that shows it, and for a client that trusts it."""

    server: ssl.SSLContext
    client: ssl.SSLContext
    ends: datetime


def a_certificate(folder: Path, *, days: int = 90) -> Certificate:
    """A certificate of localhost and 127.0.0.1 that ends so many days from now."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    # real servers ask the real clock whether it is good
    now = datetime.now(UTC).replace(microsecond=0)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, None)
    )
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pair = folder / f"pair-{days}.pem"
    certificate = made.public_bytes(Encoding.PEM)
    pair.write_bytes(key.private_bytes(*form) + certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pair)
    client = ssl.create_default_context(cadata=certificate.decode())
    return Certificate(server, client, now + timedelta(days=days))
