"""The numbers that a database gives to new rows: which was the last, which is next."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, select, text

from digest.store.databases.connection import is_server
from digest.store.schema import METADATA

SQLITE_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
SQLITE_FORGET = text("DELETE FROM sqlite_sequence WHERE name = :name")
SQLITE_SET = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
#: the next number is the first one where none was given yet
SERVER_SET = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :next, false)")


def numbered_tables() -> Iterator[Table]:
    """The tables whose rows the database numbers."""
    return (t for t in METADATA.sorted_tables if t.autoincrement_column is not None)


def never_again(table: Table) -> bool:
    """Whether a number of the table must never come to mean another row."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def last_number(connection: Connection, table: Table) -> int:
    """The highest number that was ever given, as far as the database knows; or 0."""
    query = select(func.coalesce(func.max(table.c.id), 0))
    highest: int = connection.execute(query).scalar_one()
    return max(highest, _counted(connection, table))


def go_on_after(connection: Connection, table: Table, number: int) -> None:
    """Give new rows numbers behind this one."""
    if is_server(connection.dialect):
        values = {"name": table.name, "next": number + 1}
        connection.execute(SERVER_SET, values)
    elif never_again(table):
        connection.execute(SQLITE_FORGET, {"name": table.name})
        connection.execute(SQLITE_SET, {"name": table.name, "last": number})


def _counted(connection: Connection, table: Table) -> int:
    if not is_server(connection.dialect):
        if not never_again(table):
            return 0
        return connection.execute(SQLITE_LAST, {"name": table.name}).scalar() or 0
    name = connection.execute(
        select(func.pg_get_serial_sequence(table.name, "id"))
    ).scalar_one()
    # a sequence's own name, quoted by the server
    row = connection.exec_driver_sql(
        f"SELECT last_value, is_called FROM {name}"  # noqa: S608
    ).one()
    return int(row.last_value) if row.is_called else int(row.last_value) - 1
