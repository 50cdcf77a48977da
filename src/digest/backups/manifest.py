"""What a backup says of itself, ahead of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec

from digest.errors import BackupError

#: differs when the form of a backup does
FORM = "digest backup 1"
#: in the archive
NAME = "manifest.json"
#: octets; more is no manifest of ours
LARGEST = 1 << 20

Size = Annotated[int, msgspec.Meta(ge=0)]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the archive."""

    name: str
    size: Size
    #: SHA-256 of its bytes, hexadecimal
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a backup, whose it is, and who made it when."""

    form: str
    #: of the program
    version: str
    #: of the store's tables
    schema: str
    #: all that stands in the store was there at this moment
    made: datetime
    #: the site's address
    site: str
    #: tells the key that signs links from any other; see `fingerprint`
    key: str
    #: in the order in which they stand in the archive
    files: tuple[File, ...]
    #: rows of each table
    rows: Mapping[str, Size]


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as it stands in the archive: JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2)


def read_manifest(place: str, data: bytes) -> Manifest:
    """What `write_manifest` wrote; raises BackupError."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise unusable(place, f"its manifest cannot be read ({error})") from error
    if manifest.form != FORM:
        fact = f"was written in another form ({manifest.form!r})"
        raise BackupError(f"{place}: {fact}; install the digest that wrote it")
    return manifest


def unusable(place: str, fact: str) -> BackupError:
    """What to raise of a backup that nobody can use."""
    return BackupError(f"{place}: {fact}; take another backup")
