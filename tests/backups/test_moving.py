"""Stores moved from their file to a server."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builders import NOW
from digest.backups.moving import Moved, move_store
from digest.config import Config
from digest.errors import BackupError, StoreError
from digest.store.databases.opening import DATABASE, open_store
from digest.store.databases.sqlite import open_sqlite
from kept_sites import a_kept_site, name_database
from store_steps import add_readers


@pytest.fixture
def config(tmp_path: Path, postgres_url: str) -> Config:
    """A site with a store in a file, whose settings name a database by now."""
    root = tmp_path / "site"
    a_kept_site(root)
    return name_database(root, postgres_url)


def move(config: Config) -> Moved:
    """Move it."""
    return move_store(config, now=NOW)


def test_a_store_moves_with_all_its_rows(config: Config) -> None:
    """And goes on where it was; the file is kept under another name."""
    file = config.state_folder / DATABASE
    moved = move(config)
    assert (moved.rows["subscriber"], moved.rows["issue"]) == (4, 1)
    assert not file.exists()
    with (
        closing(open_sqlite(moved.kept)) as old,
        closing(open_store(config)) as new,
    ):
        assert new.has_the_same(old)
        assert add_readers(new, "zoe@example.net") == [6]
    assert not [*file.parent.glob(f"{DATABASE}*")]


def test_a_move_cut_short_is_ended_by_the_next(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that are there already are looked at, not copied again."""

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            move(config)
    assert (config.state_folder / DATABASE).exists()
    moved = move(config)
    assert moved.rows == {}
    assert moved.kept.exists()
    with pytest.raises(BackupError, match="nothing to move"):
        move(config)


def test_a_database_with_readers_of_its_own_is_left_alone(config: Config) -> None:
    """They might be another site's."""
    with closing(open_store(config)) as store:
        add_readers(store, "other@example.net")
    with pytest.raises(BackupError, match="name an empty database"):
        move(config)
    assert (config.state_folder / DATABASE).exists()


def test_a_store_in_use_is_not_moved(config: Config) -> None:
    """What is written after the copy would be lost."""
    with closing(open_sqlite(config.state_folder / DATABASE)) as store:
        add_readers(store, "late@example.net")
        with pytest.raises(StoreError, match="another process has it open"):
            move(config)


def test_a_server_in_use_is_not_moved_to(config: Config) -> None:
    """Somebody began there already."""
    with closing(open_store(config)) as store:
        assert store.is_untouched()
        with pytest.raises(BackupError, match="other connections"):
            move(config)


def test_settings_without_a_database_are_told(tmp_path: Path) -> None:
    """There is nowhere to go."""
    with pytest.raises(BackupError, match=r"\[store\] url: names no database"):
        move(a_kept_site(tmp_path / "site"))


def test_a_file_that_cannot_be_put_aside_is_told(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner has to, before anybody opens it again."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BackupError, match="was moved, but cannot be renamed"):
        move(config)
