"""Transactions on one database; what its driver raises ends here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection

from digest.errors import StoreError
from digest.secret import Secret
from digest.store.protocols.machines import WorkQueue

#: rows that one statement takes or gives: it holds only so many values
BATCH = 1000


def is_server(dialect: Dialect) -> bool:
    """Whether the database is a server's, which machines share; else it is a file."""
    return dialect.name == "postgresql"


class Mode(StrEnum):
    """What a transaction is for; the execution option `mode` tells it to the engine.

    Those that write come one after the other. Leases and the ledger may go on beside
    them: what they write is decided by the rows that they take.
    """

    #: sees what was committed when it began
    READ = "read"
    #: survives the death of the process
    WRITE = "write"
    #: survives a loss of power, too: consent, ids, and who is to get an issue
    DURABLE = "durable"
    #: as WRITE, about deliveries that this process takes or has
    LEASE = "lease"
    #: as LEASE; or as durable as answers are to be
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What one kind of database has of its own."""

    #: what begins a transaction
    beginnings: Mapping[Mode, tuple[str, ...]]
    #: what went wrong and what to do, by what the driver raised
    explain: Callable[[BaseException | None], str]
    #: has the statements of the ledger travel together, where they have to travel
    gather: Callable[[PoolProxiedConnection], AbstractContextManager[object]] = (
        nullcontext
    )
    #: what leaves no trace on the disk of what was deleted; "" where nothing does
    scrubbing: str = ""
    #: tries for the turn of a name, and gives it back; "" where a machine is alone
    turn_taking: str = ""
    turn_ending: str = ""


class Database:
    """One open database, named in messages by its place; any thread may call it.

    What is leased through it is leased to `owner`. Other processes find it by `file` or
    by `url`; one that only this process has has neither.
    """

    def __init__(
        self,
        engine: Engine,
        place: str,
        owner: str,
        *,
        kind: Kind,
        is_durable: bool = False,
        file: Path | None = None,
        url: Secret | None = None,
    ) -> None:
        self.place = place
        self.file = file
        self.url = url
        self.owner = owner
        self.dialect = engine.dialect
        #: of what is written of answers beside the ledger
        self.answer_mode = Mode.DURABLE if is_durable else Mode.WRITE
        self._engine = engine
        self._kind = kind
        #: where batches wait for workers; None where there are none
        self.queue: WorkQueue | None = None
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
        except self.dialect.loaded_dbapi.Error as error:
            # of what was put to the driver itself
            raise self._fault(error) from error

    @contextmanager
    def ledger(self) -> Iterator[DBAPICursor]:
        """One transaction of the ledger, past everything but the database's library.

        All that stands between costs more than the rows that the sender writes each
        time, and it does that some hundred times a second.
        """
        try:
            raw = self._engine.raw_connection()
        except (self.dialect.loaded_dbapi.Error, SQLAlchemyError) as error:
            raise self._fault(error) from error
        try:
            with self._kind.gather(raw):
                for statement in self._kind.beginnings[Mode.LEDGER]:
                    raw.cursor().execute(statement)
                yield raw.cursor()
            raw.commit()
        except self.dialect.loaded_dbapi.Error as error:
            if self.dialect.is_disconnect(error, raw.driver_connection, None):
                raw.invalidate(error)
            raise self._fault(error) from error
        finally:
            # rolls back what is not committed
            raw.close()

    def _fault(self, cause: BaseException | None) -> StoreError:
        return StoreError(f"{self.place}: {self._kind.explain(cause)}")

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Whether nobody else has the turn of this name; it ends with the process."""
        if not self._kind.turn_taking:
            yield True
            return
        try:
            with self._engine.connect() as connection:
                taking = connection.exec_driver_sql(self._kind.turn_taking, (name,))
                is_ours = bool(taking.scalar())
                try:
                    yield is_ours
                finally:
                    # it would stay with the connection, which others of us use next
                    if is_ours:
                        connection.exec_driver_sql(self._kind.turn_ending, (name,))
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise self._fault(cause) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def scrub(self) -> None:
        """Leave no trace on the disk of what was deleted, as far as can be done now.

        On SQLite it empties the WAL into the file, where deleted rows are already
        overwritten. Where a reader needs the WAL for too long, it is emptied another
        time.
        """
        if not self._kind.scrubbing:
            return
        with suppress(SQLAlchemyError), self._engine.connect() as connection:
            connection.exec_driver_sql(self._kind.scrubbing)


class Statements:
    """What the statements of one noun share: the database they are put to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
