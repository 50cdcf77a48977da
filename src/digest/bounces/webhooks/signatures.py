"""Signatures of services. With mail.messages.keys the only importer of cryptography."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import load_pem_x509_certificate

#: what a signature, a key or a certificate may be wrong in
FAULTS = (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, binascii.Error)


def is_signed_by_certificate(
    certificate: bytes, signature: str, data: bytes, *, is_sha1: bool
) -> bool:
    """Whether the RSA key of the PEM certificate made the base64 signature."""
    try:
        key = load_pem_x509_certificate(certificate).public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            return False
        # SHA-1 is what version 1 of SNS has; its owner chooses version 2
        digest = hashes.SHA1() if is_sha1 else hashes.SHA256()  # noqa: S303
        octets = base64.b64decode(signature, validate=True)
        key.verify(octets, data, padding.PKCS1v15(), digest)
    except FAULTS:
        return False
    return True


def is_signed_by_key(public_key: str, signature: str, data: bytes) -> bool:
    """Whether the ECDSA key, base64 of its DER, made the base64 signature."""
    try:
        key = load_der_public_key(base64.b64decode(_bare(public_key), validate=True))
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        octets = base64.b64decode(signature, validate=True)
        key.verify(octets, data, ec.ECDSA(hashes.SHA256()))
    except FAULTS:
        return False
    return True


def _bare(public_key: str) -> str:
    """The key without the lines of PEM, in which some keep it."""
    lines = public_key.split()
    text = " ".join(lines).replace("-----BEGIN PUBLIC KEY-----", "")
    return "".join(text.replace("-----END PUBLIC KEY-----", "").split())
