"""All rows of one database put into another, whatever kind each of them is.

They come as the databases keep them, without a detour through our values, and are read
again at the end: a table is right when the digests of its rows are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Connection,
    Table,
    exists,
    select,
    text,
)

from digest.errors import StoreError
from digest.store.copies.counters import go_on_after, last_number, numbered_tables
from digest.store.copies.plain_rows import Row, empty_all, read_rows, write_rows
from digest.store.databases.connection import Mode, Statements, is_server
from digest.store.schema import METADATA

#: what any start leaves behind, in a store to which nothing happened yet
TRACES = frozenset({"agreed", "holder", "pace", "slot", "watermark"})
OTHERS = text("""
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend'
AND pid <> pg_backend_pid()
""")
#: how JSON writes the one letter that PostgreSQL cannot keep, and what stands for it
NUL, STAND_IN = b"\\u0000", "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What tells the rows of a table from any others, in whichever order they come."""

    rows: int = 0
    #: the digests of all rows, added up
    digest: int = 0


class CopyStatements(Statements):
    """The store as a whole, read and replaced."""

    @property
    def file(self) -> Path | None:
        """The SQLite file in which all is kept; None where it is elsewhere."""
        return self._database.file

    def take_all(self, source: CopyStatements) -> Mapping[str, int]:
        """Put all that the other store keeps in the place of what is here.

        Returns how many rows each table has. All of it or nothing: what was here stays
        where anything goes wrong. Raises StoreError.
        """
        with (
            source.reading() as there,
            self._database.transaction(Mode.DURABLE) as here,
        ):
            empty_all(here)
            counts = {
                each.name: _copy_table(there, here, each)
                for each in METADATA.sorted_tables
            }
            for each in numbered_tables():
                go_on_after(here, each, last_number(there, each))
            return counts

    def has_the_same(self, source: CopyStatements) -> bool:
        """Whether every row of the other store is here, and no other one."""
        with source.reading() as there, self.reading() as here:
            return all(
                _add_up(there, each) == _add_up(here, each)
                for each in METADATA.sorted_tables
                if each.name not in TRACES
            )

    def reading(self) -> AbstractContextManager[Connection]:
        """All that is kept, as it is at one moment."""
        return self._database.transaction(Mode.READ)

    def count_others(self) -> int:
        """How many other connections the server has to the database; 0 for a file.

        Of a file its own lock tells whether anybody else has it.
        """
        with self.reading() as connection:
            if not is_server(connection.dialect):
                return 0
            return int(connection.execute(OTHERS).scalar_one())

    def is_untouched(self) -> bool:
        """Whether nothing is kept here but what a start leaves behind."""
        with self.reading() as connection:
            return not any(
                connection.execute(select(exists().select_from(each))).scalar()
                for each in METADATA.sorted_tables
                if each.name not in TRACES
            )


def _copy_table(there: Connection, here: Connection, each: Table) -> int:
    """How many rows were copied; raises StoreError where they came out different."""
    adding = _Adding(each)
    write_rows(here, each, adding.pass_on(read_rows(there, each)))
    if _add_up(here, each) != adding.total:
        fact = f"{adding.total.rows} rows went in, and others came out"
        raise StoreError(f"table {each.name}: {fact}; look at both disks, try again")
    return adding.total.rows


def _add_up(connection: Connection, each: Table) -> Sum:
    adding = _Adding(each)
    deque(adding.pass_on(read_rows(connection, each)), maxlen=0)
    return adding.total


class _Adding:
    """Adds up the rows of a table on their way."""

    def __init__(self, each: Table) -> None:
        self.total = Sum()
        self._encode = msgspec.json.Encoder().encode
        self._claims = [
            place for place, one in enumerate(each.c) if isinstance(one.type, Boolean)
        ]

    def pass_on(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as every database can keep them."""
        count = total = 0
        for row in rows:
            plain = self._plain(row)
            told = self._encode(plain)
            if NUL in told:
                plain = tuple(map(_without_nul, plain))
                told = self._encode(plain)
            count += 1
            total += int.from_bytes(blake2b(told, digest_size=16).digest())
            yield plain
        self.total = Sum(rows=count, digest=total)

    def _plain(self, row: Row) -> Row:
        """One kind of database has a type for what is true, the other has numbers."""
        if not self._claims:
            return row
        values = list(row)
        for place in self._claims:
            value = values[place]
            values[place] = value if value is None else bool(value)
        return tuple(values)


def _without_nul(value: Any) -> Any:
    return value.replace("\0", STAND_IN) if isinstance(value, str) else value
