"""The kinds of columns that the tables are made of.

Times are whole microseconds since 1970 in UTC: exact, the same eight bytes in every
database, and ordered as they happened, which text is only as long as all agree on its
form. A value that is no key stays text, so that a query by hand can be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    Text,
    TypeDecorator,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def stamp(moment: datetime) -> int:
    """The microseconds; a time without zone raises TypeError: it means nothing."""
    return (moment - EPOCH) // MICROSECOND


@lru_cache(4096)
def moment_of(microseconds: int) -> datetime:
    """The moment in UTC; what was planned or imported together shares one."""
    return EPOCH + timedelta(microseconds=microseconds)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as microseconds; it comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  asked for by SQLAlchemy
    ) -> int | None:
        """The microseconds; a time without zone raises TypeError: it means nothing."""
        return None if value is None else stamp(value)

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002  asked for by SQLAlchemy
    ) -> datetime | None:
        """The moment, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


def text_column(name: str, **options: Any) -> Column[str]:
    """A text that is always there; "" where there is nothing to say."""
    return Column(name, Text, nullable=False, **options)


def moment_column(name: str) -> Column[datetime]:
    """A time that is always there."""
    return Column(name, Moment, nullable=False)


def write_tags(tags: Iterable[str]) -> str:
    """Each tag in a line of its own, sorted, between line ends; "" for none.

    So one of them is found by its line: no tag has a line end (lines.one_line).
    """
    lines = "\n".join(sorted(set(tags)))
    return f"\n{lines}\n" if lines else ""


def read_tags(text: str) -> tuple[str, ...]:
    """The tags that write_tags wrote."""
    return tuple(text.split("\n")[1:-1])


def number_column() -> Column[int]:
    """An id that the database counts; SQLite does that for INTEGER only."""
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column("id", kind, primary_key=True, autoincrement=True)


def parent_column(parent: str, **options: Any) -> Column[int]:
    """The id of a row that this one goes with when it is erased."""
    key = ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return Column(f"{parent}_id", BigInteger, key, **options)
