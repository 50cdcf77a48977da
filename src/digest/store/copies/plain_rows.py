"""Rows as the databases keep them, in and out of whole tables, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, column, delete, select, table
from sqlalchemy.exc import DBAPIError

from digest.store.databases.connection import BATCH, is_server
from digest.store.schema import METADATA

Row = tuple[Any, ...]


def empty_all(connection: Connection) -> None:
    """Leave no row in any table."""
    tables = [*reversed(METADATA.sorted_tables)]
    if is_server(connection.dialect):
        names = ", ".join(_quoted(connection, each.name) for each in tables)
        # a million rows one by one would take it minutes
        connection.exec_driver_sql(f"TRUNCATE {names}")
        return
    for each in tables:
        connection.execute(delete(each))


def read_rows(connection: Connection, each: Table) -> Iterator[Row]:
    """All rows of the table, in any order."""
    query = select(*_untyped(each).c)
    if is_server(connection.dialect):
        yield from _page_through(connection, str(query.compile(connection)))
        return
    with connection.execute(query) as found:
        for page in found.partitions(BATCH):
            yield from map(tuple, page)


def write_rows(connection: Connection, each: Table, rows: Iterator[Row]) -> None:
    """Add the rows to the table."""
    names = ", ".join(_quoted(connection, one.name) for one in each.c)
    place = f"{_quoted(connection, each.name)} ({names})"
    if is_server(connection.dialect):
        _copy_in(connection, f"COPY {place} FROM STDIN", rows)
        return
    values = ", ".join("?" * len(each.c))
    # names of our own tables
    statement = f"INSERT INTO {place} VALUES ({values})"  # noqa: S608
    while page := list(islice(rows, BATCH)):
        connection.exec_driver_sql(statement, page)


def _page_through(connection: Connection, query: str) -> Iterator[Row]:
    """What the server finds, of which it hands over only so much at a time."""
    with (
        _driver_faults(connection, query),
        _cursor(connection, name="digest_copy") as cursor,
    ):
        cursor.itersize = BATCH
        cursor.execute(query)
        yield from cursor


def _copy_in(connection: Connection, statement: str, rows: Iterator[Row]) -> None:
    """By COPY, ten times as fast as statements are."""
    with (
        _driver_faults(connection, statement),
        _cursor(connection) as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _cursor(connection: Connection, **options: str) -> Any:
    """The driver's own: only that one has COPY, and is closed when we say so."""
    return connection.connection.cursor(**options)


@contextmanager
def _driver_faults(connection: Connection, statement: str) -> Iterator[None]:
    """What the driver raises comes out as whatever else is raised in a transaction."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error


def _untyped(each: Table) -> Any:
    """The table without what makes our values of its columns."""
    return table(each.name, *(column(one.name) for one in each.c))
