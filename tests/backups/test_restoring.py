"""Sites brought back from their backups."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

import msgspec
import pytest

from builders import NOW
from digest.backups import restoring
from digest.backups.archive import describe, peek, unpack, write_archive
from digest.backups.manifest import Manifest
from digest.backups.restoring import Restored, bring_settings, restore, verify
from digest.config import Config, Secret, load_config
from digest.errors import BackupError, StoreError
from digest.issues import IssueState
from digest.store.databases.opening import DATABASE, open_store
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.sql import SqlStore
from kept_sites import NO_SECRETS, a_kept_site, back_up, name_database
from publications import set_newsletter, tree_of
from store_steps import add_readers

LATER = NOW + timedelta(days=8)
RESUMING = """
CREATE TRIGGER resuming AFTER UPDATE ON issue BEGIN
    UPDATE issue SET paused = NULL, pause_reason = '' WHERE id = new.id;
END
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site with readers, an issue on its way, and keys."""
    return a_kept_site(tmp_path / "site")


@pytest.fixture
def path(config: Config, tmp_path: Path) -> Path:
    """A backup of it."""
    return back_up(config, tmp_path / "backup.tar.gz").path


def bring_back(
    config: Config, path: Path, *, force: bool = False, key: str = "", **given: datetime
) -> Restored:
    """Restore the backup, at the moment at which it was made."""
    now = given.get("now", NOW)
    return restore(config, Secret(key), path, force=force, now=now)


def lose(config: Config) -> None:
    """The disk with the state folder is gone."""
    rmtree(config.state_folder)


def remake(path: Path, folder: Path, **changes: Any) -> None:
    """The backup with files as they are in the folder, and another manifest."""
    manifest: Manifest = msgspec.structs.replace(peek(path), **changes)
    files = tuple(describe(each.name, folder / each.name) for each in manifest.files)
    manifest = msgspec.structs.replace(manifest, files=files)
    write_archive(path, manifest, {each.name: folder / each.name for each in files})


def test_what_was_lost_is_there_again(config: Config, path: Path) -> None:
    """Readers, issues and keys, for their owner alone."""
    keys = {name: config.state_folder / name for name in ("secret.key", "dkim/s1.pem")}
    before = {name: key.read_bytes() for name, key in keys.items()}
    lose(config)
    done = bring_back(config, path)
    assert done.replaced is None
    assert done.remarks == ()
    assert {name: key.read_bytes() for name, key in keys.items()} == before
    assert (config.state_folder / DATABASE).stat().st_mode & 0o077 == 0
    assert not [*config.state_folder.glob("*.unfinished")]
    with closing(open_store(config)) as store:
        reader = store.find_subscriber("ann@example.net")
        assert reader is not None
        assert [issue.number for issue in store.issues("weekly")] == [1]


def test_what_was_on_its_way_stays_here(config: Config, path: Path) -> None:
    """The issue is paused, the letter that asks a new reader is held."""
    lose(config)
    held = bring_back(config, path).held
    assert (held.paused, held.letters, held.lost) == ((("weekly", 1),), 1, ())
    with closing(open_store(config)) as store:
        (paused,) = store.paused_issues()
        assert paused.reason == (
            f"restored from a backup of {NOW:%Y-%m-%d %H:%M} UTC: "
            "may have gone out since then"
        )
        assert claim_all(store) == ()


def claim_all(store: SqlStore) -> tuple[object, ...]:
    """Whatever would go out now, or later."""
    far = LATER + timedelta(days=30)
    return store.claim_deliveries(99, now=far, lease_until=far)


def test_slots_since_the_backup_may_have_brought_issues(
    config: Config, path: Path
) -> None:
    """Their numbers are used up; one in a pause brought none."""
    set_newsletter(config.root, pauses=["2026-11-29/2026-12-01"])
    lose(config)
    config = load_config(config.root, NO_SECRETS)
    held = bring_back(config, path, now=NOW + timedelta(days=22)).held
    lost = [(issue.number, issue.slot) for issue in held.lost]
    assert lost == [(2, "2026-11-23T07:00"), (3, "2026-12-07T07:00")]
    with closing(open_store(config)) as store:
        assert store.last_number("weekly") == 3
        assert store.follows_lost("weekly")
        assert len(store.issues("weekly", IssueState.LOST)) == 2


def test_a_store_that_is_there_is_left_alone(config: Config, path: Path) -> None:
    """Unless its owner insists."""
    before = tree_of(config.state_folder)
    with pytest.raises(BackupError, match=rf"{DATABASE}: is there, .* give --force"):
        bring_back(config, path)
    assert tree_of(config.state_folder) == before


def test_a_store_that_is_replaced_is_kept(config: Config, path: Path) -> None:
    """With its keys, where they are other ones."""
    (config.state_folder / "secret.key").write_text("k" * 64)
    with closing(open_store(config)) as store:
        add_readers(store, "late@example.net")
    done = bring_back(config, path, force=True)
    assert done.replaced is not None
    assert (done.replaced / "secret.key").read_text() == "k" * 64
    assert not (done.replaced / "dkim").exists()
    with (
        closing(open_sqlite(done.replaced / DATABASE)) as old,
        closing(open_store(config)) as new,
    ):
        assert old.find_subscriber("late@example.net") is not None
        assert new.find_subscriber("late@example.net") is None
    with pytest.raises(BackupError, match="another restore"):
        bring_back(config, path, force=True)


def test_a_store_that_somebody_uses_is_not_replaced(config: Config, path: Path) -> None:
    """What they write after it would be lost."""
    with closing(open_store(config)) as store:
        add_readers(store, "late@example.net")
        with pytest.raises(StoreError, match="another process has it open; stop every"):
            bring_back(config, path, force=True)
        add_readers(store, "later@example.net")
    with closing(open_store(config)) as store:
        assert store.find_subscriber("later@example.net") is not None


def test_a_damaged_store_is_replaced_and_kept_as_it_is(
    config: Config, path: Path
) -> None:
    """With its log, which the new one must not read."""
    database = config.state_folder / DATABASE
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    log = database.with_name(f"{DATABASE}-wal")
    log.write_bytes(b"some log")
    done = bring_back(config, path, force=True)
    assert done.replaced is not None
    assert (done.replaced / DATABASE).read_bytes().endswith(b"\xff" * 9000)
    assert (done.replaced / log.name).read_bytes() == b"some log"
    with closing(open_store(config)) as store:
        assert store.find_subscriber("ann@example.net") is not None


def test_a_backup_of_a_damaged_store_is_refused(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """Though every octet is as it was written; nothing changes."""
    folder = tmp_path / "to"
    folder.mkdir()
    unpack(path, folder)
    with closing(driver.connect(str(folder / DATABASE))) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "DELETE FROM sqlite_master WHERE name = 'ix_bounce_received'"
        )
        connection.commit()
    remake(path, folder)
    lose(config)
    with pytest.raises(BackupError, match=r"its store is damaged \(.*; take another"):
        bring_back(config, path)
    assert not (config.state_folder / DATABASE).exists()


def test_a_backup_with_rows_that_it_does_not_name_is_refused(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """It was put together by hand."""
    folder = tmp_path / "to"
    folder.mkdir()
    unpack(path, folder)
    remake(path, folder, rows={"subscriber": 99})
    with pytest.raises(BackupError, match="other rows than its manifest says"):
        bring_back(config, path, force=True)


def test_what_would_run_by_itself_is_left_out(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """Whoever had the archive could have had issues resumed, or readers added."""
    folder = tmp_path / "to"
    folder.mkdir()
    unpack(path, folder)
    with closing(driver.connect(str(folder / DATABASE))) as connection:
        connection.execute(RESUMING)
        connection.execute('CREATE VIEW "a ""view" AS SELECT * FROM issue')
    remake(path, folder)
    lose(config)
    done = bring_back(config, path)
    assert done.remarks == (
        "trigger resuming of its store is left out",
        'view a "view of its store is left out',
    )
    with closing(open_store(config)) as store:
        assert claim_all(store) == ()


def test_a_backup_of_a_newer_digest_is_refused(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """The owner is told which schema it has, and what was there stays."""
    folder = tmp_path / "to"
    folder.mkdir()
    unpack(path, folder)
    with closing(driver.connect(str(folder / DATABASE))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    remake(path, folder, schema="0099")
    before = tree_of(config.state_folder)
    with pytest.raises(StoreError, match=r"newer digest \(schema 0099"):
        bring_back(config, path, force=True)
    assert tree_of(config.state_folder) == before


def test_another_key_of_the_environment_is_refused(config: Config, path: Path) -> None:
    """Each link that went out would lead nowhere."""
    with pytest.raises(BackupError, match="unset it: the backup has the right one"):
        bring_back(config, path, force=True, key="j" * 40)


def test_a_key_that_is_elsewhere_is_asked_for(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """Given, it has to be the one; not given, it is told."""
    folder = tmp_path / "to"
    folder.mkdir()
    unpack(path, folder)
    key = (folder / "secret.key").read_text().strip()
    manifest = peek(path)
    kept = tuple(each for each in manifest.files if each.name != "secret.key")
    remake(path, folder, files=kept)
    lose(config)
    with pytest.raises(BackupError, match="set it as it was"):
        bring_back(config, path, key="j" * 40)
    assert bring_back(config, path, key=key).remarks == ()
    lose(config)
    (told,) = bring_back(config, path).remarks
    assert told.startswith("the backup has no key")


def test_settings_that_differ_are_told_and_stay(config: Config, path: Path) -> None:
    """A site that moved, for one."""
    settings = config.root / "digest.toml"
    text = settings.read_text().replace("notes.example.org", "new.example.org")
    settings.write_text(text)
    lose(config)
    done = bring_back(load_config(config.root, NO_SECRETS), path)
    moved, other = done.remarks
    assert moved.startswith("the backup is of https://notes.example.org, digest.toml")
    assert other == "digest.toml is not the one of the backup; yours stays"
    assert settings.read_text() == text


def test_settings_are_brought_where_there_are_none(
    config: Config, path: Path, tmp_path: Path
) -> None:
    """And only from a backup that is sound."""
    root = tmp_path / "new" / "place"
    bring_settings(path, root)
    assert [each.name for each in root.iterdir()] == ["digest.toml"]
    settings = config.root / "digest.toml"
    assert (root / "digest.toml").read_bytes() == settings.read_bytes()
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(BackupError, match="not whole"):
        bring_settings(path, tmp_path / "other")
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupError, match="mend the folder"):
        bring_settings(path, tmp_path / "file")


def test_a_backup_of_a_file_is_brought_back_to_a_server(
    config: Config, path: Path, postgres_url: str
) -> None:
    """With all that is held, and the keys on this machine."""
    lose(config)
    server = name_database(config.root, postgres_url)
    done = bring_back(server, path)
    assert (done.held.letters, done.replaced) == (1, None)
    assert not (server.state_folder / DATABASE).exists()
    assert (server.state_folder / "secret.key").exists()
    with closing(open_store(server)) as store:
        assert len(store.paused_issues()) == 1
        (number,) = add_readers(store, "zoe@example.net")
        assert number > 1_000_000
    with pytest.raises(BackupError, match="has readers or issues"):
        bring_back(server, path)
    again = bring_back(server, path, force=True)
    assert again.replaced is not None
    assert peek(again.replaced).rows["subscriber"] == 5


def test_a_server_that_others_use_is_left_alone(
    config: Config, path: Path, postgres_url: str
) -> None:
    """On whichever machine they are."""
    server = name_database(config.root, postgres_url)
    with closing(open_store(server)) as other:
        assert other.is_untouched()
        with pytest.raises(BackupError, match="1 other connections to it are open"):
            bring_back(server, path)


def test_a_folder_that_cannot_be_written_is_told(
    config: Config, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As any fault of a disk."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "put_in_place", fail)
    with pytest.raises(BackupError, match=r"cannot be written \(No space left"):
        bring_back(config, path, force=True)


def test_a_store_can_be_looked_through_alone(path: Path, tmp_path: Path) -> None:
    """Nothing of the site is needed for it."""
    folder = tmp_path / "to"
    folder.mkdir()
    assert verify(path, folder) == peek(path)


def test_old_files_are_copied_where_they_can_have_no_second_name(
    config: Config, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on file systems of other worlds."""

    def fail(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("digest.backups.placing.os.link", fail)
    done = bring_back(config, path, force=True)
    assert done.replaced is not None
    with closing(open_sqlite(done.replaced / DATABASE)) as old:
        assert old.find_subscriber("ann@example.net") is not None
