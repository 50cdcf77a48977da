"""One SQLite file as SQLAlchemy opens it: many threads and processes.

Readers see the last commit and wait for nobody (WAL). Writers queue up at BEGIN
IMMEDIATE, as a transaction that began with reading cannot always go on to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from logging import getLogger
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from digest.store.databases.connection import Database, Kind, Mode

try:
    import pysqlite3.dbapi2
except ImportError:
    driver = sqlite3
else:
    driver = pysqlite3.dbapi2

#: the first SQLite that cannot corrupt a file when it begins its WAL anew
SOUND_SQLITE = (3, 51, 3)
#: seconds that a writer waits for the others
PATIENCE = 30.0
#: seconds between two tries to turn a file to WAL
NAP = 0.05
#: statements that begin a transaction
WRITE = ("PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE")
DURABLE = ("PRAGMA synchronous = FULL", "BEGIN IMMEDIATE")
BEGINNINGS = {
    Mode.READ: ("BEGIN",),
    Mode.WRITE: WRITE,
    Mode.DURABLE: DURABLE,
    Mode.LEASE: WRITE,
    Mode.LEDGER: WRITE,
}
#: where each answer of a relay is to survive a loss of power
DURABLE_BEGINNINGS = {**BEGINNINGS, Mode.LEDGER: DURABLE}
#: the bits of a result code that say what kind it is
PRIMARY = 0xFF
EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: "another process keeps it locked; end it or try again later",
    sqlite3.SQLITE_LOCKED: "another process keeps it locked; end it or try again later",
    sqlite3.SQLITE_READONLY: "cannot be written; give its file and folder to this user",
    sqlite3.SQLITE_IOERR: "the disk does not answer; look at the disk",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a backup",
    sqlite3.SQLITE_FULL: "the disk is full; make room, the next run goes on",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; mend its folder",
    sqlite3.SQLITE_NOTADB: "is no SQLite database; move it away or restore a backup",
}


def file_database(
    path: Path,
    *,
    owner: str = "",
    patience: float = PATIENCE,
    is_durable: bool = False,
) -> Database:
    """The database in this file, as it is; see `open_sqlite`."""
    beginnings = DURABLE_BEGINNINGS if is_durable else BEGINNINGS
    engine = _engine(URL.create("sqlite", database=str(path)), patience)
    return Database(
        engine,
        str(path),
        owner,
        kind=_kind(beginnings),
        is_durable=is_durable,
        file=path,
    )


def memory_database(*, owner: str = "") -> Database:
    """An empty database that ends with the process."""
    url = URL.create("sqlite", database=":memory:")
    # the one connection is the database, so threads take turns
    engine = _engine(url, PATIENCE, poolclass=QueuePool, pool_size=1, max_overflow=0)
    return Database(engine, "the store in memory", owner, kind=_kind(BEGINNINGS))


def _kind(beginnings: Mapping[Mode, tuple[str, ...]]) -> Kind:
    return Kind(
        beginnings=beginnings,
        explain=explain,
        scrubbing="PRAGMA wal_checkpoint(TRUNCATE)",
    )


def _engine(url: URL, patience: float, **options: Any) -> Engine:
    _warn_of_old_library()
    engine = create_engine(
        url,
        module=driver,
        connect_args={"check_same_thread": False},
        **options,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # transactions begin where we say, not before the first INSERT
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # what is deleted is overwritten: to forget somebody is to erase them
        connection.execute("PRAGMA secure_delete = ON")
        _turn_to_wal(connection, patience)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a PRAGMA outside of Database.transaction has no mode, and no transaction
        mode: Mode | None = connection.get_execution_options().get("mode")
        for statement in BEGINNINGS[mode] if mode else ():
            connection.exec_driver_sql(statement)

    return engine


def _turn_to_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Make the file a WAL one, waiting where another process is just at it.

    SQLite itself does not wait there, whatever its timeout is.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    for _ in range(int(patience / NAP)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except driver.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                raise
        sleep(NAP)
    connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def explain(cause: BaseException | None) -> str:
    """What went wrong and what to do, by SQLite's primary result code."""
    code = getattr(cause, "sqlite_errorcode", None)
    known = None if code is None else EXPLANATIONS.get(code & PRIMARY)
    return known or f"{cause}; mend the file, or restore a backup of it"


def _warn_of_old_library() -> None:
    if driver.sqlite_version_info < SOUND_SQLITE:
        getLogger(__name__).warning(
            "SQLite %s may damage the store in a crash; install pysqlite3",
            driver.sqlite_version,
        )
