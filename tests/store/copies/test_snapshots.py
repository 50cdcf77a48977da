"""One SQLite file that is nobody's yet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store.copies.snapshots import (
    copy_file,
    count_rows,
    find_damage,
    settle_file,
    version_of,
)
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.schema import HEAD, METADATA
from kept_stores import fill
from store_steps import add_readers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a bit of everything."""
    path = tmp_path / "digest.sqlite"
    with closing(open_sqlite(path)) as store:
        fill(store)
    return path


def spoil(path: Path) -> None:
    """A page in the middle of the file is not what it was."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    for page in range(4096, len(data), 4096):
        if page != middle:
            data[page : page + 64] = b"\xff" * 64
    path.write_bytes(data)


def test_a_copy_is_of_what_was_committed(path: Path, tmp_path: Path) -> None:
    """For its owner alone; who writes meanwhile goes on."""
    copy = tmp_path / "copy.sqlite"
    with closing(open_sqlite(path)) as store:
        add_readers(store, "late@example.net")
        copy_file(path, copy)
        add_readers(store, "later@example.net")
    assert copy.stat().st_mode & 0o777 == 0o600
    counts = count_rows(copy)
    assert counts["subscriber"] == 5
    assert set(counts) == {*METADATA.tables, "alembic_version"}
    assert version_of(copy) == HEAD
    assert find_damage(copy) == ""


def test_a_damaged_store_is_not_copied(path: Path, tmp_path: Path) -> None:
    """A backup of it would take the place of a good one."""
    spoil(path)
    with pytest.raises(StoreError, match=r"is damaged; restore a backup"):
        copy_file(path, tmp_path / "copy.sqlite")


def test_damage_is_found(path: Path) -> None:
    """Of pages, and of rows that belong to nobody."""
    with closing(driver.connect(str(path))) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM issue")
        connection.commit()
    assert find_damage(path) == "a row of issue_entry belongs to none of issue"
    spoil(path)
    try:
        assert find_damage(path)
    except StoreError as error:
        assert "is damaged" in str(error)  # noqa: PT017  or it was found


def test_what_is_no_store_has_no_version(tmp_path: Path) -> None:
    """An empty file is a database without tables; a text is none."""
    empty, text = tmp_path / "empty.sqlite", tmp_path / "text.sqlite"
    empty.touch()
    assert version_of(empty) == ""
    assert count_rows(empty) == {}
    text.write_text("no database " * 100)
    for ask in (version_of, count_rows, find_damage):
        with pytest.raises(StoreError, match="is no SQLite database"):
            ask(text)


def test_a_settled_store_has_nothing_beside_it(path: Path) -> None:
    """What was in its log is in the file, which alone can be carried about."""
    with closing(driver.connect(str(path))) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE subscriber SET name = 'late'")
        connection.commit()
        beside = [each.read_bytes() for each in path.parent.glob("*-wal")]
    # as a process leaves it that was killed
    path.with_name(f"{path.name}-wal").write_bytes(beside[0])
    assert settle_file(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with closing(driver.connect(str(path))) as connection:
        names = connection.execute("SELECT DISTINCT name FROM subscriber").fetchall()
    assert names == [("late",)]


def test_a_store_in_use_cannot_be_settled(path: Path) -> None:
    """Though who has it does nothing just now."""
    told = "another process has it open; stop every"
    with closing(open_sqlite(path)) as store:
        assert store.find_subscriber("ann@example.net")
        with pytest.raises(StoreError, match=told):
            settle_file(path)
    assert settle_file(path)


def test_a_damaged_store_cannot_be_settled(tmp_path: Path) -> None:
    """It stays what it is."""
    path = tmp_path / "digest.sqlite"
    path.write_text("no database " * 100)
    assert not settle_file(path)
    assert path.read_text().startswith("no database")
