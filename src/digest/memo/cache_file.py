"""A cache in one SQLite file: made anew where it is damaged or of another edition.

Whoever asks gets an answer or nothing: no fault of the file or the disk is raised, as
everything in it can be made again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from digest.private_folder import make_private

try:
    import pysqlite3.dbapi2
except ImportError:
    driver = sqlite3
else:
    driver = pysqlite3.dbapi2

Answer = TypeVar("Answer")
#: seconds that a writer waits for another; what it cannot keep then is made again
PATIENCE = 10.0
#: of the file, and of what SQLite lays beside it
ENDINGS = ("", "-wal", "-shm", "-journal")


class CacheFile:
    """The tables of one file, read by many processes and written by one at a time.

    A copy in another process opens the file for itself, and only to read.
    """

    def __init__(
        self,
        path: Path,
        *,
        edition: int,
        tables: Sequence[str],
        is_reader: bool = False,
    ) -> None:
        self._path = path
        self._edition = edition
        self._tables = tuple(tables)
        self._is_reader = is_reader
        self._connection: Any = None
        #: whether the file refused, and is let be from then on
        self._is_given_up = False

    def __reduce__(self) -> tuple[Any, ...]:
        copy = partial(
            CacheFile, edition=self._edition, tables=self._tables, is_reader=True
        )
        return copy, (self._path,)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What the query finds; nothing where the file cannot be asked."""
        return self._ask(lambda opened: list(opened.execute(query, values)), [])

    def write(self, *steps: tuple[str, Sequence[Sequence[object]]]) -> bool:
        """Take the steps in one transaction; False where nothing of it was kept."""
        if self._is_reader:
            return False
        return self._ask(lambda opened: _write(opened, steps), False)

    def close(self) -> None:
        """Let go of the file; whoever asks again opens it again."""
        if self._connection is not None:
            with suppress(driver.Error):
                self._connection.close()
        self._connection = None

    def _ask(self, question: Callable[[Any], Answer], otherwise: Answer) -> Answer:
        """The answer of the open file, or the other one where there is none."""
        try:
            opened = self._opened()
            return otherwise if opened is None else question(opened)
        # locked for long, full, not to be written: another time, perhaps
        except (driver.OperationalError, OSError):
            self._give_up()
        # two rows of one key: the question was wrong, and the file is sound
        except driver.IntegrityError:
            pass
        except driver.DatabaseError:
            self._throw_away()
        return otherwise

    def _opened(self) -> Any:
        if self._connection is None and not self._is_given_up:
            self._connection = self._open_to_read() if self._is_reader else self._open()
        return self._connection

    def _open_to_read(self) -> Any:
        place = quote(os.fsencode(self._path.resolve()))
        connection = driver.connect(
            f"file:{place}?mode=ro",
            uri=True,
            timeout=PATIENCE,
            check_same_thread=False,
        )
        if _edition_of(connection) != self._edition:
            connection.close()
            raise driver.OperationalError
        return connection

    def _open(self) -> Any:
        make_private(self._path.parent)
        try:
            return self._made()
        except driver.OperationalError:
            raise
        except driver.DatabaseError:
            self._remove()
            return self._made()

    def _made(self) -> Any:
        """The file with its tables; raises DatabaseError if it is something else."""
        connection = driver.connect(
            self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            self._make_ready(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_ready(self, connection: Any) -> None:
        edition = _edition_of(connection)
        is_new = not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if not is_new and edition != self._edition:
            raise driver.DatabaseError
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        # what a loss of power takes is made again
        connection.execute("PRAGMA synchronous = NORMAL")
        if is_new:
            made = [
                (f"CREATE TABLE IF NOT EXISTS {each}", [()]) for each in self._tables
            ]
            _write(
                connection, [*made, (f"PRAGMA user_version = {self._edition}", [()])]
            )

    def _give_up(self) -> None:
        self.close()
        self._is_given_up = True

    def _throw_away(self) -> None:
        """Remove the damaged file, so that the next to ask makes it anew."""
        self.close()
        self._remove()

    def _remove(self) -> None:
        for ending in ENDINGS:
            with suppress(OSError):
                Path(f"{self._path}{ending}").unlink(missing_ok=True)


def _edition_of(connection: Any) -> int:
    ((edition,),) = connection.execute("PRAGMA user_version")
    return int(edition)


def _write(
    connection: Any, steps: Sequence[tuple[str, Sequence[Sequence[object]]]]
) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement, rows in steps:
            if rows == [()]:
                connection.execute(statement)
            else:
                connection.executemany(statement, rows)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(driver.Error):
            connection.execute("ROLLBACK")
        raise
    return True
