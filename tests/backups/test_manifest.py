"""What a backup says of itself."""

from __future__ import annotations

import pytest

from builders import NOW
from digest.backups.manifest import (
    FORM,
    File,
    Manifest,
    read_manifest,
    write_manifest,
)
from digest.errors import BackupError

MANIFEST = Manifest(
    form=FORM,
    version="0.1.0",
    schema="0013",
    made=NOW,
    site="https://notes.example.org",
    key="0123456789abcdef",
    files=(File(name="digest.sqlite", size=9, digest="00" * 32),),
    rows={"subscriber": 3, "issue": 1},
)


def test_a_manifest_is_read_as_it_was_written() -> None:
    """And a person can read it, too."""
    written = write_manifest(MANIFEST)
    assert read_manifest("here", written) == MANIFEST
    assert b'\n  "schema": "0013",\n' in written


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b"null"),
        write_manifest(MANIFEST).replace(b'"size": 9', b'"size": -9'),
        write_manifest(MANIFEST).replace(b'"made": "2', b'"made": "x'),
    ],
    ids=range(8),
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    """With the place, and what to do."""
    with pytest.raises(BackupError, match=r"^here: its manifest .*take another backup"):
        read_manifest("here", data)


def test_a_later_form_is_said_to_be_one() -> None:
    """The digest that wrote it can read it."""
    data = write_manifest(MANIFEST).replace(FORM.encode(), b"digest backup 2")
    with pytest.raises(BackupError, match="install the digest that wrote it"):
        read_manifest("here", data)
