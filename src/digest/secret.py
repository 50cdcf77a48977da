"""Texts that must not be shown: where they come from, and the key that we make."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from digest.errors import ConfigError
from digest.private_folder import make_private

KEY_OCTETS = 32
#: of a token that is all one needs to be let in: 192 bits cannot be guessed
TOKEN_OCTETS = 24
#: characters of what tells two keys apart
FINGERPRINT = 16


class Secret:
    """A text that hides itself wherever it is printed or logged."""

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret('...')"

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        """The text itself, to be handed to the one who needs it and to nobody else."""
        return self._value


def read_secret(name: str, environ: Mapping[str, str]) -> Secret:
    """The secret of this name from the environment, or from the file NAME_FILE tells.

    Empty where neither is given. Raises ConfigError where the file cannot be read.
    """
    if name in environ:
        return Secret(environ[name])
    if f"{name}_FILE" not in environ:
        return Secret("")
    path = Path(environ[f"{name}_FILE"])
    try:
        return Secret(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name}_FILE: {path} cannot be read ({error}); mend the path"
        raise ConfigError(message) from error


def keep_key(path: Path) -> Secret:
    """The key in this file, which is made with mode 0600 where there is none.

    Two processes that start together agree on it. Raises ConfigError.
    """
    key = keep_text(path, _new_key)
    if not key:
        message = f"{path}: is empty; restore it, or delete it: old links end then"
        raise ConfigError(message)
    return Secret(key)


def keep_text(path: Path, make: Callable[[], str]) -> str:
    """The text in this file; what `make` returns is put there where there is none.

    The same promises as those of `keep_key`.
    """
    try:
        if not path.exists():
            _put(path, make())
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        fact = getattr(error, "strerror", None) or "it is no text"
        message = f"{path}: cannot be kept or read ({fact}); mend the file or folder"
        raise ConfigError(message) from error


def new_token() -> Secret:
    """A token for a URL that nobody can guess: letters, digits, hyphen, underscore."""
    return Secret(secrets.token_urlsafe(TOKEN_OCTETS))


def token_digest(token: str) -> str:
    """What is kept of a token: enough to know it again, and no way back to it."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(key: Secret) -> str:
    """What tells the key from another one, and nothing else of it."""
    return sha256(f"digest key {key.reveal()}".encode()).hexdigest()[:FINGERPRINT]


def _new_key() -> str:
    return secrets.token_hex(KEY_OCTETS)


def _put(path: Path, text: str) -> None:
    """Put the text at the path, whole, unless another process did so before."""
    make_private(path.parent)
    # a temporary file has mode 0600, and a link brings it into place in one step
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(text)
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)
