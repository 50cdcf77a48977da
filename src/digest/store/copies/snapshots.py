"""One SQLite file that is nobody's yet: a copy of a store, made or looked through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest.errors import StoreError
from digest.store.databases.sqlite_engine import PATIENCE, PRIMARY, driver, explain

#: SQLite's words for a file in which nothing is wrong
SOUND = "ok"
TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite%' ORDER BY name
"""
#: what runs by itself where somebody reads or writes; no store of ours has any
PROGRAMS = """
SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')
ORDER BY type, name
"""


def copy_file(source: Path, target: Path) -> None:
    """Put the database of one file, as it is at this moment, into a new other one.

    Others read and write meanwhile. What was deleted leaves no trace in the copy.
    Raises StoreError.
    """
    target.touch(mode=0o600)
    with _open(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def settle_file(path: Path) -> bool:
    """Bring all of a store into its one file, without a log beside it.

    False where it is damaged; its log may be gone then. Raises StoreError where another
    process has it open: what that one writes would be lost with the file.
    """
    try:
        with closing(driver.connect(str(path), timeout=0)) as connection:
            # only who is alone may do this
            connection.execute("PRAGMA journal_mode = DELETE")
    except driver.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_BUSY:
            fact = "another process has it open"
            remedy = "stop every digest of this site first"
            raise StoreError(f"{path}: {fact}; {remedy}") from error
        return False
    return True


def count_rows(path: Path) -> dict[str, int]:
    """How many rows each table of the file has, by name; raises StoreError."""
    with _open(path) as connection:
        names = [name for (name,) in connection.execute(TABLES)]
        return {name: _count(connection, name) for name in names}


def version_of(path: Path) -> str:
    """The version of the file's tables; "" where it has none. Raises StoreError."""
    with _open(path) as connection:
        if ("alembic_version",) not in connection.execute(TABLES).fetchall():
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def find_damage(path: Path) -> str:
    """What is wrong with the file, in SQLite's words; "" where nothing is."""
    with _open(path) as connection:
        (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        strays = connection.execute("PRAGMA foreign_key_check").fetchone()
    if told != SOUND:
        # ahead of it may stand which of its databases is meant
        return str(told).splitlines()[-1]
    return f"a row of {strays[0]} belongs to none of {strays[2]}" if strays else ""


def drop_programs(path: Path) -> tuple[str, ...]:
    """Take out what would run by itself, whoever put it there; its kinds and names.

    Raises StoreError.
    """
    with _open(path) as connection:
        found = connection.execute(PROGRAMS).fetchall()
        for kind, name in found:
            connection.execute(f"DROP {kind} {_quoted(name)}")
        connection.commit()
    return tuple(f"{kind} {name}" for kind, name in found)


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(driver.connect(str(path), timeout=PATIENCE)) as connection:
            yield connection
    except driver.Error as error:
        raise StoreError(f"{path}: {explain(error)}") from error


def _count(connection: sqlite3.Connection, table: str) -> int:
    query = f"SELECT count(*) FROM {_quoted(table)}"  # noqa: S608  it is quoted
    count: int
    (count,) = connection.execute(query).fetchone()
    return count


def _quoted(name: str) -> str:
    # a value cannot tell the name of a table
    return '"' + name.replace('"', '""') + '"'
