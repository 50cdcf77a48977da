"""What is remembered of a mirror."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.errors import MirrorError
from digest.mirrors.ledger import (
    Copy,
    MirrorLedger,
    ledger_path,
    read_ledger,
    write_ledger,
)


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    """With times, fault and files; the folder is for its owner alone."""
    path = ledger_path(tmp_path, "storage")
    ledger = MirrorLedger(
        place="s3://bucket",
        pushed=NOW,
        fault="it is away",
        failing=NOW,
        files={"a b/ü.html": Copy(b"\x00" * 32, '"tag"')},
    )
    write_ledger(path, ledger)
    assert read_ledger(path) == ledger
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "data", [b"", b"\xff\x00 no ledger", b"\x81\xa4form\xa1x", b"\x91" * 9999]
)
def test_what_is_no_ledger_is_an_empty_one(tmp_path: Path, data: bytes) -> None:
    """Half-written, of another program, of another form: everything is pushed anew."""
    path = tmp_path / "storage.ledger"
    path.write_bytes(data)
    assert read_ledger(path) == MirrorLedger()


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    """Before the first push there is none."""
    assert read_ledger(tmp_path / "none") == MirrorLedger()


def test_a_ledger_that_cannot_be_kept_ends_the_push(tmp_path: Path) -> None:
    """Without it nobody would know what stands there."""
    (tmp_path / "mirrors").write_text("a file")
    with pytest.raises(MirrorError, match=r"cannot be written .*; mend the folder"):
        write_ledger(ledger_path(tmp_path, "storage"), MirrorLedger())
