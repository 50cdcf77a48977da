"""Backups of a site that is at work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from builders import NOW
from digest.backups import making
from digest.backups.archive import peek, unpack
from digest.backups.making import fingerprint
from digest.config import Config, Secret
from digest.errors import BackupError
from digest.store.databases.opening import DATABASE, open_store
from digest.store.databases.sqlite import open_sqlite
from digest.store.schema import HEAD
from kept_sites import a_kept_site, back_up
from store_steps import add_readers


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site with readers, an issue on its way, and keys."""
    return a_kept_site(tmp_path / "site")


def unpacked(path: Path, folder: Path) -> Path:
    """A folder with what is in the backup."""
    folder.mkdir()
    unpack(path, folder)
    return folder


def test_a_backup_has_all_that_cannot_be_made_again(
    config: Config, tmp_path: Path
) -> None:
    """Store, keys and settings; what it says of itself is so."""
    backup = back_up(config)
    assert backup.path.parent == config.state_folder / "backups"
    assert backup.size == backup.path.stat().st_size
    folder = unpacked(backup.path, tmp_path / "to")
    for name in ("secret.key", "dkim/s1.pem"):
        kept = config.state_folder / name
        assert (folder / name).read_bytes() == kept.read_bytes()
    settings = config.root / "digest.toml"
    assert (folder / "digest.toml").read_bytes() == settings.read_bytes()
    manifest = peek(backup.path)
    assert manifest == backup.manifest
    assert (manifest.schema, manifest.made) == (HEAD, NOW)
    assert (manifest.rows["subscriber"], manifest.rows["issue"]) == (4, 1)
    with (
        closing(open_sqlite(folder / "digest.sqlite")) as copy,
        closing(open_store(config)) as store,
    ):
        assert copy.has_the_same(store)


def test_a_backup_of_a_server_is_one_of_a_file(
    tmp_path: Path, postgres_url: str
) -> None:
    """So that each can be brought back to either."""
    config = a_kept_site(tmp_path / "site", postgres_url)
    assert not (config.state_folder / DATABASE).exists()
    folder = unpacked(back_up(config).path, tmp_path / "to")
    with (
        closing(open_sqlite(folder / "digest.sqlite")) as copy,
        closing(open_store(config)) as store,
    ):
        assert copy.has_the_same(store)


def test_keys_of_the_environment_stay_there(config: Config, tmp_path: Path) -> None:
    """The backup only tells which one it was."""
    (config.state_folder / "secret.key").unlink()
    (config.state_folder / "dkim" / "s1.pem").unlink()
    with closing(open_store(config)) as store:
        key = Secret("k" * 40)
        path = tmp_path / "backup.tar.gz"
        backup = making.make_backup(config, store, key, path, now=NOW)
    names = [file.name for file in backup.manifest.files]
    assert names == ["digest.sqlite", "digest.toml"]
    assert backup.manifest.key == fingerprint(key) != fingerprint(Secret("j" * 40))
    assert b"kkkk" not in path.read_bytes()


def test_writers_go_on_while_a_backup_is_made(config: Config) -> None:
    """And the backup is of one moment: no reader without their subscription."""
    ready, stopping = Event(), Event()

    def write() -> None:
        with closing(open_store(config)) as store:
            number = 0
            while not stopping.is_set():
                add_readers(store, f"r{number}@example.net")
                number += 1
                ready.set()

    thread = Thread(target=write)
    thread.start()
    try:
        assert ready.wait(60)
        rows = [back_up(config).manifest.rows for _ in range(5)]
    finally:
        stopping.set()
        thread.join()
    assert {each["subscriber"] - each["subscription"] for each in rows} == {0}
    assert rows[-1]["subscriber"] > rows[0]["subscriber"]


def test_a_folder_gets_named_backups_and_keeps_so_many(
    config: Config, tmp_path: Path
) -> None:
    """The older ones go once the new one is whole."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with closing(open_store(config)) as store:
        made = [
            making.make_backup(
                config,
                store,
                Secret(""),
                folder,
                now=NOW + timedelta(hours=hours),
                keep=2,
            )
            for hours in range(4)
        ]
    assert [*sorted(folder.iterdir())] == [made[2].path, made[3].path]
    assert made[3].pruned == (made[1].path,)


def test_a_file_of_the_owner_is_not_overwritten(config: Config, tmp_path: Path) -> None:
    """A backup is; a slip of the hand costs nothing."""
    path = tmp_path / "backup.tar.gz"
    assert back_up(config, path).path == back_up(config, path).path == path
    settings = config.root / "digest.toml"
    before = settings.read_bytes()
    with pytest.raises(BackupError, match="is there, and is no backup"):
        back_up(config, settings)
    assert settings.read_bytes() == before


def test_a_full_disk_leaves_what_was_there(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last backup above all."""
    path = tmp_path / "backup.tar.gz"
    back_up(config, path)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(making, "write_archive", fail)
    told = rf"^{path}: cannot be written \(No space left on device\)"
    with pytest.raises(BackupError, match=told):
        back_up(config, path)
    assert path.read_bytes() == before
    assert not [*config.state_folder.glob("*.unfinished")]


def test_what_a_killed_backup_left_is_cleared(config: Config) -> None:
    """It has readers' addresses in it."""
    left = config.state_folder / "backup.unfinished"
    left.mkdir()
    (left / "digest.sqlite").write_bytes(b"half a store")
    back_up(config)
    assert not left.exists()


def test_what_was_deleted_is_not_in_the_backup(config: Config, tmp_path: Path) -> None:
    """To forget somebody is to erase them."""
    folder = unpacked(back_up(config).path, tmp_path / "to")
    data = (folder / "digest.sqlite").read_bytes()
    assert b"ann@example.net" in data
    assert b"eve@example.net" not in data
    with closing(sqlite3.connect(folder / "digest.sqlite")) as connection:
        (pages,) = connection.execute("PRAGMA freelist_count").fetchone()
    assert pages == 0
