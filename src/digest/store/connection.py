"""Transactions on one database, whichever it is; what a driver raises ends here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.exc import SQLAlchemyError

from digest.errors import StoreError


class Mode(StrEnum):
    """What a transaction is for; the execution option `mode` tells it to the engine."""

    READ = "read"
    #: survives the death of the process
    WRITE = "write"
    #: survives a loss of power, too: consent, ids, and who is to get an issue
    DURABLE = "durable"


class Database(ABC):
    """One open database; its methods may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
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
            raise StoreError(self.explain(error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @abstractmethod
    def insert(self, table: Table) -> Insert:
        """INSERT with ON CONFLICT in the words of this database."""

    @abstractmethod
    def explain(self, error: SQLAlchemyError) -> str:
        """What went wrong, for people: *place: fact; remedy*."""

    @abstractmethod
    def scrub(self) -> None:
        """Leave no trace on the disk of what was deleted, as far as can be done now."""


class Statements:
    """What the statements of one noun share: the database they are put to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
