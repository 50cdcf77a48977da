"""The private keys that sign messages. The only importer of cryptography.

They are given by the environment, or made once and kept in the state folder.
"""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from digest.config import DkimSection
from digest.errors import ConfigError
from digest.mail.messages.signing import Signer
from digest.secret import Secret, keep_text, read_secret

#: bits that verifiers take at least and at most (RFC 8301 3.2), and that they wish for
FEWEST_BITS, WISHED_BITS, MOST_BITS = 1024, 2048, 4096
#: in the state folder
FOLDER = "dkim"
RSA_KEY, ED25519_KEY = "DIGEST_DKIM_KEY", "DIGEST_DKIM_ED25519_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class RsaKey:
    """A key that every verifier knows (RFC 6376 3.3.2)."""

    selector: str
    private: RSAPrivateKey = field(repr=False)
    algorithm: str = field(default="rsa-sha256", init=False)

    @property
    def bits(self) -> int:
        """How long it is."""
        return self.private.key_size

    @property
    def record(self) -> str:
        """What is to stand in DNS (RFC 6376 3.6.1)."""
        public = self.private.public_key()
        octets = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"v=DKIM1; k=rsa; p={b64encode(octets).decode('ascii')}"

    def sign(self, data: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 over SHA-256."""
        return self.private.sign(data, PKCS1v15(), SHA256())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ed25519Key:
    """A small and quick key that few verifiers know yet (RFC 8463)."""

    selector: str
    private: Ed25519PrivateKey = field(repr=False)
    algorithm: str = field(default="ed25519-sha256", init=False)

    @property
    def bits(self) -> int:
        """How strong it is, in the bits of an RSA key."""
        return WISHED_BITS

    @property
    def record(self) -> str:
        """What is to stand in DNS (RFC 8463 section 4)."""
        octets = self.private.public_key().public_bytes_raw()
        return f"v=DKIM1; k=ed25519; p={b64encode(octets).decode('ascii')}"

    def sign(self, data: bytes) -> bytes:
        """PureEdDSA over the SHA-256 of the data (RFC 8463 section 3)."""
        digest = Hash(SHA256())
        digest.update(data)
        return self.private.sign(digest.finalize())


Key = RsaKey | Ed25519Key


def open_keys(
    section: DkimSection, state_folder: Path, environ: Mapping[str, str] = os.environ
) -> tuple[Key, ...]:
    """The keys of [dkim], the one of RSA first; none where it names no selector.

    Those that nobody gave are made and kept. Raises ConfigError.
    """
    keys: list[Key] = []
    if name := section.selector:
        place, secret = _text(RSA_KEY, name, state_folder, environ)
        keys.append(RsaKey(selector=name, private=_read_rsa(place, secret)))
    if name := section.ed25519_selector:
        place, secret = _text(ED25519_KEY, name, state_folder, environ)
        keys.append(Ed25519Key(selector=name, private=_read_ed25519(place, secret)))
    return tuple(keys)


def open_signer(
    section: DkimSection, state_folder: Path, environ: Mapping[str, str] = os.environ
) -> Signer:
    """Who signs with the keys of [dkim]; raises ConfigError."""
    keys = open_keys(section, state_folder, environ)
    return Signer(keys=keys, domain=section.domain.lower())


def key_path(state_folder: Path, selector: str) -> Path:
    """Where the key of this selector is kept."""
    return state_folder / FOLDER / f"{selector}.pem"


def _text(
    variable: str, selector: str, state_folder: Path, environ: Mapping[str, str]
) -> tuple[str, Secret]:
    """The key as text, and where it comes from."""
    if given := read_secret(variable, environ):
        return variable, given
    path = key_path(state_folder, selector)
    make = _new_rsa if variable == RSA_KEY else _new_ed25519
    kept = keep_text(path, make)
    if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        fact = "can be read by everybody here, who could sign in your name"
        raise ConfigError(f"{path}: {fact}; run `chmod 600 {path}`")
    return str(path), Secret(kept)


def _read_rsa(place: str, text: Secret) -> RSAPrivateKey:
    key = _read(place, text)
    if not isinstance(key, RSAPrivateKey):
        remedy = f"make one with `openssl genrsa {WISHED_BITS}`"
        raise ConfigError(f"{place}: is no RSA key; {remedy}")
    if not FEWEST_BITS <= key.key_size <= MOST_BITS:
        fact = f"has {key.key_size} bits, which receivers do not take"
        remedy = f"make one with `openssl genrsa {WISHED_BITS}`"
        raise ConfigError(f"{place}: {fact}; {remedy}")
    return key


def _read_ed25519(place: str, text: Secret) -> Ed25519PrivateKey:
    key = _read(place, text)
    if not isinstance(key, Ed25519PrivateKey):
        remedy = "make one with `openssl genpkey -algorithm ed25519`"
        raise ConfigError(f"{place}: is no Ed25519 key; {remedy}")
    return key


def _read(place: str, text: Secret) -> object:
    """Any private key; what the library says of a broken one stays out of sight."""
    try:
        return load_pem_private_key(text.reveal().encode(), password=None)
    except TypeError:
        fact = "is locked with a password"
        remedy = "unlock it with `openssl pkey`"
    except (ValueError, UnsupportedAlgorithm):
        fact = "holds no private key in PEM"
        remedy = "restore it, or take it away: a new one has to be put into DNS then"
    raise ConfigError(f"{place}: {fact}; {remedy}")


def _new_rsa() -> str:
    return _pem(generate_private_key(public_exponent=65537, key_size=WISHED_BITS))


def _new_ed25519() -> str:
    return _pem(Ed25519PrivateKey.generate())


def _pem(key: RSAPrivateKey | Ed25519PrivateKey) -> str:
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key.private_bytes(*form).decode("ascii")
