"""The folder of backups."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from builders import NOW
from digest.backups.archive import write_archive
from digest.backups.shelf import find_backups, name_backup, prune
from kept_sites import SITE, manifest_of

HOUR = timedelta(hours=1)


def shelve(folder: Path, hours: int, site: str = SITE) -> Path:
    """A backup made so many hours from now."""
    path = folder / name_backup(site, NOW + hours * HOUR)
    settings = folder / "settings"
    settings.write_bytes(b"")
    manifest = manifest_of({"digest.toml": b""}, site=site)
    write_archive(path, manifest, {"digest.toml": settings})
    settings.unlink()
    return path


@pytest.mark.parametrize(
    ("site", "host"),
    [
        (SITE, "notes.example.org"),
        ("https://Notes.Example.org:8443/a/b", "notes.example.org"),
        ("http://[2001:db8::1]/", "2001-db8-1"),
        ("no address", "site"),
    ],
)
def test_a_backup_is_named_by_host_and_time(site: str, host: str) -> None:
    """In letters that any system has in names."""
    assert name_backup(site, NOW) == f"digest-{host}-{NOW:%Y%m%dT%H%M%SZ}.tar.gz"


def test_backups_are_found_oldest_first(tmp_path: Path) -> None:
    """Those of this site, and nothing that only bears such a name."""
    second, first = shelve(tmp_path, 2), shelve(tmp_path, 1)
    shelve(tmp_path, 3, "https://notes.example.org/another")
    shelve(tmp_path, 3, "https://elsewhere.example.org")
    (tmp_path / name_backup(SITE, NOW)).write_text("no backup")
    (tmp_path / "notes.txt").write_text("")
    assert find_backups(tmp_path, SITE) == (first, second)


@pytest.mark.parametrize(("keep", "left"), [(1, [3]), (2, [2, 3]), (9, [1, 2, 3])])
def test_only_the_newest_backups_are_kept(
    keep: int, left: list[int], tmp_path: Path
) -> None:
    """All else in the folder stays."""
    paths = {hours: shelve(tmp_path, hours) for hours in (1, 2, 3)}
    other = shelve(tmp_path, 0, "https://elsewhere.example.org")
    gone = prune(tmp_path, SITE, keep=keep)
    assert [*gone] == [paths[hours] for hours in paths if hours not in left]
    assert {*tmp_path.iterdir()} == {other, *(paths[hours] for hours in left)}


def test_drafts_of_the_dead_go_once_a_newer_backup_is_there(tmp_path: Path) -> None:
    """One that is being written just now stays."""
    old, new = (tmp_path / f".{name_backup(SITE, NOW + n * HOUR)}.new" for n in (1, 3))
    for draft in (old, new):
        draft.write_bytes(b"half")
    assert prune(tmp_path, SITE, keep=1) == ()
    assert old.exists()
    shelve(tmp_path, 2)
    prune(tmp_path, SITE, keep=1)
    assert not old.exists()
    assert new.exists()
