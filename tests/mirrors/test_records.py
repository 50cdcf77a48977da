"""How mirrors stand, as those see them who only look."""

from __future__ import annotations

from pathlib import Path

from builders import NOW
from digest.config import MirrorSection
from digest.mirrors.ledger import (
    UNKNOWN,
    Copy,
    MirrorLedger,
    ledger_path,
    write_ledger,
)
from digest.mirrors.records import mirror_records, standing_everywhere

MIRRORS = (
    MirrorSection(name="storage", url="s3://bucket"),
    MirrorSection(name="web", url="rsync:host:/www"),
)


def keep(state: Path, name: str, **files: Copy) -> None:
    """What is known of the mirror."""
    ledger = MirrorLedger(
        pushed=NOW, fault=f"mirror {name}: is away", failing=NOW, files=files
    )
    write_ledger(ledger_path(state, name), ledger)


def test_a_record_counts_what_stands_there(tmp_path: Path) -> None:
    """What may or may not have arrived does not; a new mirror has nothing."""
    keep(tmp_path, "storage", a=Copy(b"1", "t"), b=UNKNOWN)
    storage, web = mirror_records(MIRRORS, tmp_path)
    assert (storage.name, storage.url, storage.files) == ("storage", "s3://bucket", 1)
    assert (storage.pushed, storage.fault, storage.failing) == (NOW, "is away", NOW)
    assert (web.files, web.pushed, web.fault, web.failing) == (0, None, "", None)


def test_a_page_stands_everywhere_once_the_last_mirror_has_it(tmp_path: Path) -> None:
    """Where there is no mirror it does, too."""
    keep(tmp_path, "storage", page=Copy(b"1", "t"))
    assert not standing_everywhere(MIRRORS, tmp_path, "page")
    keep(tmp_path, "web", page=UNKNOWN)
    assert not standing_everywhere(MIRRORS, tmp_path, "page")
    keep(tmp_path, "web", page=Copy(b"1", "t"))
    assert standing_everywhere(MIRRORS, tmp_path, "page")
    assert standing_everywhere((), tmp_path, "other")
