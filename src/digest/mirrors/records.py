"""How the mirrors stand, for those who only look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from digest.config import MirrorSection
from digest.mirrors.ledger import UNKNOWN, ledger_path, read_ledger
from digest.mirrors.mirrored import MirrorRecord


def mirror_records(
    mirrors: Iterable[MirrorSection], state_folder: Path
) -> tuple[MirrorRecord, ...]:
    """A record of each, in the order of digest.toml; nobody is asked."""
    return tuple(_record(mirror, state_folder) for mirror in mirrors)


def _record(mirror: MirrorSection, state_folder: Path) -> MirrorRecord:
    ledger = read_ledger(ledger_path(state_folder, mirror.name))
    return MirrorRecord(
        name=mirror.name,
        url=mirror.url,
        files=sum(1 for copy in ledger.files.values() if copy.tag),
        pushed=ledger.pushed,
        # whoever tells it has said the name before
        fault=ledger.fault.removeprefix(f"mirror {mirror.name}: "),
        failing=ledger.failing,
    )


def standing_everywhere(
    mirrors: Iterable[MirrorSection], state_folder: Path, path: str
) -> bool:
    """Whether the file stands on each of them, in whatever version; nobody is asked."""
    ledgers = (read_ledger(ledger_path(state_folder, each.name)) for each in mirrors)
    return all(ledger.files.get(path, UNKNOWN).tag for ledger in ledgers)
