"""Statements compiled once, whose rows go to the driver and back without a detour.

For the few that run for each message: what is usually done around a row costs ten times
as much as the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Update
from sqlalchemy.sql.dml import Insert


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A statement in the words of one database."""

    text: str
    #: names of its values, in the order in which the database wants them
    names: tuple[str, ...]
    #: those that are always the same
    constants: Mapping[str, Any]

    def values(self, named: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the database is given, where nothing is constant."""
        return tuple([named[name] for name in self.names])

    def ordering(
        self, names: Sequence[str]
    ) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
        """Puts values that come in the order of these names into the database's."""
        return itemgetter(*(names.index(name) for name in self.names))

    def all_values(self, named: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the database is given."""
        return self.values({**self.constants, **named})


def execute_rows(
    connection: Connection,
    statement: Insert | Update,
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> int:
    """Run it for each of the rows, whose values are named in their order.

    How many rows of the database there were. Values go to the driver as they are.
    """
    prepared = prepare(statement, connection.dialect)
    ordered = [*map(prepared.ordering(names), rows)]
    return connection.exec_driver_sql(prepared.text, ordered).rowcount


@lru_cache(64)
def prepare(statement: Select[Any] | Insert | Update, dialect: Dialect) -> Prepared:
    """The statement for this database; times go in and out as they are kept."""
    compiled = statement.compile(dialect=dialect)
    return Prepared(
        text=str(compiled),
        names=tuple(compiled.positiontup or ()),
        constants=dict(compiled.params),
    )
