"""`digest backup`, `restore` and `migrate-store`, as their owner calls them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import backup, migrate_store, restore
from digest.cli import root as digest
from digest.errors import AnotherDaemonError, BackupError, ConfigError, StoreError
from digest.schedule.lock import BACKUP, NAME, SENDER, hold_lock
from kept_sites import a_kept_site, name_database
from publications import Clock, write_publication


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What the commands take for the time."""
    clock = Clock(NOW)
    for module in (backup, restore, migrate_store):
        monkeypatch.setattr(module, "read_clock", clock)
    return clock


@pytest.fixture
def site(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with readers, an issue on its way, and keys; the current folder."""
    root = tmp_path / "site"
    a_kept_site(root)
    monkeypatch.chdir(root)
    return root


def run(*words: str) -> Result:
    """What `digest WORDS` answers."""
    return CliRunner().invoke(digest, words, catch_exceptions=False)


def the_backup(site: Path) -> Path:
    """The only one in the state folder."""
    (path,) = (site / ".digest" / "backups").iterdir()
    return path


def test_a_backup_says_where_it_is_and_what_is_in_it(site: Path) -> None:
    """In a line, for people and for logs."""
    told = run("backup").output
    path = the_backup(site).relative_to(site)
    assert told == f"{path}: 4 readers, 1 issue, 0.1 MB\n"


def test_a_backup_is_told_as_json(site: Path, tmp_path: Path) -> None:
    """For programs that carry it away."""
    told = json.loads(run("backup", str(tmp_path), "--keep", "3", "--json").output)
    assert Path(told["path"]).parent == tmp_path
    assert told["files"] == [
        *("digest.sqlite", "secret.key", "dkim/s1.pem", "digest.toml")
    ]
    assert told["rows"]["subscriber"] == 4
    assert told["deleted"] == []
    assert site.is_dir()


def test_backups_that_had_their_time_are_told(site: Path, clock: Clock) -> None:
    """Each by its name."""
    run("backup")
    first = the_backup(site).relative_to(site)
    clock.now += timedelta(hours=1)
    told = run("backup", "--keep", "1").output.splitlines()
    assert told[1] == f"deleted {first}"
    assert the_backup(site).name > first.name


def test_a_single_file_keeps_no_others(site: Path) -> None:
    """There is nothing to count."""
    done = run("backup", "one.tar.gz", "--keep", "2")
    assert done.exit_code == 2
    assert "--keep: one.tar.gz is no folder" in done.output
    assert not (site / "one.tar.gz").exists()


def test_a_folder_that_is_not_there_becomes_no_file_of_its_name(site: Path) -> None:
    """As where the disk for backups is not mounted."""
    done = run("backup", "elsewhere/")
    assert done.exit_code == 2
    assert "elsewhere/: is no folder; make it, or leave the last / out" in done.output
    assert not (site / "elsewhere").exists()


def test_a_site_without_a_store_has_nothing_to_keep(tmp_path: Path) -> None:
    """And gets no store by the way."""
    write_publication(tmp_path)
    with pytest.raises(BackupError, match="there is no store yet"):
        run("--site", str(tmp_path), "backup")
    assert not (tmp_path / ".digest").exists()


def test_a_site_is_restored_by_one_command(site: Path) -> None:
    """It says what waits for its owner, and how to let it go on."""
    run("backup", "one.tar.gz")
    assert run("restore", "one.tar.gz", "--check").output.startswith(
        "one.tar.gz: sound; https://notes.example.org of 2"
    )
    rmtree(site / ".digest")
    told = run("restore", "one.tar.gz").output
    assert told.startswith("restored: https://notes.example.org of 2")
    assert "issue 1 of weekly is paused" in told
    assert "`digest issues resume weekly 1`" in told
    assert "1 letter to single readers held" in told
    assert "is not known here" in told
    assert run("status").exit_code == 0


def test_an_old_backup_tells_which_issues_it_may_lack(site: Path, clock: Clock) -> None:
    """They are in the list of issues, and nothing of them can be shown."""
    run("backup", "one.tar.gz")
    clock.now += timedelta(days=15)
    told = run("restore", "one.tar.gz", "--force").output
    assert "what was here is kept: .digest/replaced-20261201T090000Z" in told
    assert "weekly 2026-11-23T07:00 to 2026-11-30T07:00: may have been publi" in told
    told = run("issues", "list", "--json").output
    states = [(issue["number"], issue["state"]) for issue in json.loads(told)]
    assert states == [(3, "lost"), (2, "lost"), (1, "published")]
    assert "lost; it may have gone out" in " ".join(
        run("issues", "list").output.split()
    )
    with pytest.raises(StoreError, match="issue 3 of weekly: is not in the store"):
        run("issues", "show", "weekly", "3")


def test_an_empty_folder_gets_its_settings_first(site: Path, tmp_path: Path) -> None:
    """A new machine needs nothing but the backup."""
    run("backup", "one.tar.gz")
    new = tmp_path / "new"
    told = run("--site", str(new), "restore", "one.tar.gz").output
    assert told.splitlines()[0].endswith("digest.toml: brought back")
    settings = site / "digest.toml"
    assert (new / "digest.toml").read_bytes() == settings.read_bytes()
    assert (new / ".digest" / "digest.sqlite").exists()


@pytest.mark.parametrize("name", [NAME, SENDER, BACKUP])
@pytest.mark.parametrize("words", [("restore", "one.tar.gz"), ("migrate-store",)])
def test_nobody_else_may_be_at_work(
    name: str, words: tuple[str, ...], site: Path
) -> None:
    """The daemon, a sender, another backup: whoever it is, is named."""
    run("backup", "one.tar.gz")
    with (
        hold_lock(site / ".digest", name),
        pytest.raises(AnotherDaemonError, match=r"process \d+"),
    ):
        run(*words)


@pytest.mark.parametrize(
    "words", [("status",), ("publish",), ("subscribers", "add", "a@b.org"), ("backup",)]
)
def test_who_names_a_server_and_forgets_to_move_begins_nothing_anew(
    site: Path, postgres_url: str, words: tuple[str, ...]
) -> None:
    """The readers are in the file still; once moved, all goes on."""
    name_database(site, postgres_url)
    told = r"names an empty database, and .*digest\.sqlite has a store; .*migrate-store"
    with pytest.raises(ConfigError, match=told):
        run(*words)
    run("migrate-store")
    assert run("status").exit_code == 0


def test_a_store_moves_by_one_command(site: Path, postgres_url: str) -> None:
    """Each table is counted; to call it again does no harm."""
    name_database(site, postgres_url)
    told = run("migrate-store").output.splitlines()
    assert "subscriber: 4 rows, verified" in told
    assert told[-1].startswith("the old file is kept: .digest/digest-moved-")
    kept = Path(told[-1].partition(": ")[2])
    kept.rename(kept.with_name("digest.sqlite"))
    assert "all of it was moved before" in run("migrate-store").output
    assert "4 readers" in run("backup").output
