"""Transactions on one SQLite file; what its driver raises ends here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from digest.errors import StoreError

#: rows that one statement takes or gives: it holds only so many values
BATCH = 1000
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


class Mode(StrEnum):
    """What a transaction is for; the execution option `mode` tells it to the engine."""

    READ = "read"
    #: survives the death of the process
    WRITE = "write"
    #: survives a loss of power, too: consent, ids, and who is to get an issue
    DURABLE = "durable"


class Database:
    """One open database, named in messages by its place; any thread may call it.

    What is leased through it is leased to `owner`. `file` is where other processes find
    it; None where only this one has it. `ledger_beginning` are the statements that
    begin a transaction of the ledger, which is of `ledger_mode`.
    """

    def __init__(
        self,
        engine: Engine,
        place: str,
        owner: str,
        *,
        file: Path | None = None,
        ledger_mode: Mode = Mode.WRITE,
        ledger_beginning: Sequence[str] = (),
    ) -> None:
        self.place = place
        self.file = file
        self.owner = owner
        self.dialect = engine.dialect
        self.ledger_mode = ledger_mode
        self._engine = engine
        self._ledger_beginning = ledger_beginning
        self._modes = {mode: engine.execution_options(mode=mode) for mode in Mode}

    @contextmanager
    def transaction(self, mode: Mode) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back where anything is raised.

        A fault of the database becomes StoreError.
        """
        try:
            with self._modes[mode].begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise self._fault(cause) from error

    @contextmanager
    def ledger(self) -> Iterator[DBAPICursor]:
        """One transaction of the ledger, past everything but the database's library.

        All that stands between costs more than the rows that the sender writes each
        time, and it does that some hundred times a second.
        """
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            for statement in self._ledger_beginning:
                cursor.execute(statement)
            yield cursor
            raw.commit()
        except self.dialect.loaded_dbapi.Error as error:
            raise self._fault(error) from error
        finally:
            # rolls back what is not committed
            raw.close()

    def _fault(self, cause: BaseException | None) -> StoreError:
        return StoreError(f"{self.place}: {_explanation(cause)}")

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def scrub(self) -> None:
        """Leave no trace on the disk of what was deleted, as far as can be done now.

        Empties the WAL into the file, where deleted rows are already overwritten. Where
        a reader needs the WAL for too long, it is emptied another time.
        """
        with suppress(SQLAlchemyError), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


class Statements:
    """What the statements of one noun share: the database they are put to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _explanation(cause: BaseException | None) -> str:
    """What went wrong and what to do, by SQLite's primary result code."""
    code = getattr(cause, "sqlite_errorcode", None)
    known = None if code is None else EXPLANATIONS.get(code & PRIMARY)
    return known or f"{cause}; mend the file, or restore a backup of it"
