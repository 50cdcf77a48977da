from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
)
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import (
    generate_private_key as new_rsa,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
)

from digest.config import DkimSection, load_config
from digest.errors import ConfigError
from digest.mail.messages.keys import Key, open_keys, open_signer
from digest.wiring import find_signer
from publications import write_publication
from signatures import the_keys

SECTION = DkimSection(selector="digest")
BOTH = DkimSection(selector="digest", ed25519_selector="digest-ed")


PRIVATE_FORMS = {
    "PKCS8": PrivateFormat.PKCS8,
    "PKCS1": PrivateFormat.TraditionalOpenSSL,
}


def pem_of(
    key: RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey,
    form: str = "PKCS8",
) -> str:
    """A private key as `openssl` writes it."""
    made = key.private_bytes(Encoding.PEM, PRIVATE_FORMS[form], NoEncryption())
    return made.decode()


def rsa(bits: int = 2048) -> RSAPrivateKey:
    """A new RSA key."""
    return new_rsa(public_exponent=65537, key_size=bits)


def a_locked_key() -> str:
    """One that only a password opens."""
    lock = BestAvailableEncryption(b"tide")
    return rsa().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock).decode()


def a_public_key() -> str:
    """The half that is for everybody."""
    form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return rsa().public_key().public_bytes(*form).decode()


def opened(folder: Path, section: DkimSection = SECTION, **environ: str) -> Key:
    """The first key."""
    return open_keys(section, folder, environ)[0]


def test_a_key_is_made_at_its_first_need_and_then_kept(tmp_path: Path) -> None:
    """What stands in DNS goes on being right; nobody else can read the key."""
    first = opened(tmp_path)
    path = tmp_path / "dkim" / "digest.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["digest.pem"]
    assert opened(tmp_path).record == first.record
    assert first.bits == 2048


def test_without_a_selector_there_is_no_key(tmp_path: Path) -> None:
    """Nothing is made for nothing."""
    assert open_keys(DkimSection(), tmp_path, {}) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_the_public_key(tmp_path: Path) -> None:
    """Of RSA as SubjectPublicKeyInfo (RFC 6376 3.6.1), which openssl prints, too."""
    version, kind, key = the_keys()[0].record.split("; ")
    assert (version, kind) == ("v=DKIM1", "k=rsa")
    public = load_der_public_key(b64decode(key.removeprefix("p=")))
    private = the_keys()[0].private
    assert isinstance(private, RSAPrivateKey)
    assert public == private.public_key()
    assert "private" not in repr(the_keys())


def test_the_ed25519_record_is_that_of_the_standard(tmp_path: Path) -> None:
    """The key and the record of RFC 8463, appendix A."""
    seed = b64decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
    given = pem_of(Ed25519PrivateKey.from_private_bytes(seed))
    environ = {"DIGEST_DKIM_ED25519_KEY": given}
    key = open_keys(BOTH, tmp_path, environ)[1]
    assert key.record == (
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    )
    assert (key.selector, key.algorithm) == ("digest-ed", "ed25519-sha256")
    assert [file.name for file in (tmp_path / "dkim").iterdir()] == ["digest.pem"]


@pytest.mark.parametrize("form", ["PKCS8", "PKCS1"])
def test_a_given_key_goes_before_a_kept_one(tmp_path: Path, form: str) -> None:
    """From the environment or the file that it names; nothing is made then."""
    given = pem_of(rsa(), form)
    (tmp_path / "given.pem").write_text(given)
    by_text = opened(tmp_path, DIGEST_DKIM_KEY=given)
    by_file = opened(tmp_path, DIGEST_DKIM_KEY_FILE=str(tmp_path / "given.pem"))
    assert by_text.record == by_file.record
    assert not (tmp_path / "dkim").exists()


def test_those_who_start_together_agree_on_the_key(tmp_path: Path) -> None:
    """Whoever was first: all sign with one key, and none sees half of it."""
    start = Barrier(3)

    def open_one(_number: int) -> str:
        start.wait()
        return opened(tmp_path).record

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(open_one, range(3)))) == 1


def test_a_key_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    """The remedy can be typed as it stands."""
    opened(tmp_path)
    path = tmp_path / "dkim" / "digest.pem"
    path.chmod(0o644)
    with pytest.raises(ConfigError, match=f"run `chmod 600 {path}`"):
        opened(tmp_path)


#: 768 bits, which the library reads and makes no more
SHORT = """\
-----BEGIN RSA PRIVATE KEY-----
MIIBywIBAAJhAJnkX7SaW3V9JzRzHQmH+JXkMJ1uxZR0b5dgDstqkIw9cYpBFjCx
va8zIcR/XBz7mRaztxqP5OcjRVfpDLMDkKhgFGKYH1prDo4BT1GCIkRu1mvzHIn+
k8mfF7L46IIW4wIDAQABAmBpM04dhxuYkGq5lyu1dUcBKJH3PV9B4era/2Z9tiaE
SAiS63WA6jByUTD3Q90zTuZD04e32CWcuPeXrHI1nmxpIPQC6RMTSIekd2vR3tQ2
47Xt8GPaz10eJDjzPvgoLzkCMQDI04TW+8j+MAb7yS/pMJw6w1aK7tsxNKRwDv36
Dp86TedCkrWRxRcsrHXngDnjH9cCMQDEK+OA67oxYSjKfMxWQd3O8fYzstrNIZNN
/acqpgTSNdfmuwNHfu5svzWz/4RND9UCMQCmYVd1JTToIrImeBARigxlQuC4Shuf
MJXroQAZ43NXwqMOLK3xDvCcOmWUXk+XNBECMQCY0Qu4CWoRP3vUSWWwqDzPEmRV
n7Wc6NPkhH1t1siYrMMUhYincHTxl/6QyrLYiUUCMD4LAE0h7rovZuVKH23gdK9u
BQPsdef1XCl4QE2GUtD4CS6FNw4HUGWJ96qtF6xsWQ==
-----END RSA PRIVATE KEY-----
"""
FAULTS: dict[str, tuple[Callable[[], str], str]] = {
    "empty": (lambda: "", r"holds no private key in PEM; restore it"),
    "cut": (lambda: pem_of(rsa())[:400], r"holds no private key in PEM"),
    "binary": (lambda: "\x00\x01\x02", r"holds no private key in PEM"),
    "of a curve": (lambda: pem_of(new_ec(SECP256R1())), r"is no RSA key; make one"),
    "of Ed25519": (lambda: pem_of(Ed25519PrivateKey.generate()), r"is no RSA key"),
    "too short": (lambda: SHORT, r"has 768 bits, which receivers do not take"),
    "too long": (lambda: pem_of(rsa(4104)), r"has 4104 bits, which receivers do not"),
    "locked": (a_locked_key, r"is locked with a password; unlock it"),
    "public": (a_public_key, r"holds no private key"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_key_that_cannot_sign_is_told_with_its_place(
    tmp_path: Path, kind: str
) -> None:
    """Where it is kept, and where it was given; nothing of it is shown."""
    make, told = FAULTS[kind]
    text = make()
    path = tmp_path / "dkim" / "digest.pem"
    path.parent.mkdir()
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match=told) as error:
        opened(tmp_path)
    assert str(error.value).startswith(f"{path}: ")
    if text:
        with pytest.raises(ConfigError, match=f"DIGEST_DKIM_KEY: .*{told}"):
            opened(tmp_path, DIGEST_DKIM_KEY=text)


def test_an_rsa_key_is_no_ed25519_key(tmp_path: Path) -> None:
    """Each selector has the kind of key that the settings say."""
    environ = {"DIGEST_DKIM_ED25519_KEY": pem_of(rsa())}
    with pytest.raises(ConfigError, match=r"ED25519_KEY: is no Ed25519 key; make one"):
        open_keys(BOTH, tmp_path, environ)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """As of every key that digest keeps."""
    (tmp_path / "dkim").write_text("")
    with pytest.raises(ConfigError, match=r"digest\.pem: cannot be kept or read"):
        opened(tmp_path)


def test_a_signer_has_all_keys_and_the_domain(tmp_path: Path) -> None:
    """As digest.toml says; names in DNS are in lower case."""
    section = DkimSection(
        selector="digest", ed25519_selector="digest-ed", domain="Example.ORG"
    )
    signer = open_signer(section, tmp_path, {})
    assert [key.algorithm for key in signer.keys] == ["rsa-sha256", "ed25519-sha256"]
    assert signer.domain == "example.org"


def test_the_wiring_opens_a_signer_where_dkim_is_asked_for(tmp_path: Path) -> None:
    """And nothing of the library where it is not."""
    root = write_publication(tmp_path)
    assert find_signer(load_config(root, {})) is None
    with (root / "digest.toml").open("a") as file:
        file.write('[dkim]\nselector = "digest"\n')
    signer = find_signer(load_config(root, {}))
    assert signer is not None
    assert [key.selector for key in signer.keys] == ["digest"]
    assert (root / ".digest" / "dkim" / "digest.pem").is_file()
