"""Readers of an import on their way into PostgreSQL, by its own COPY.

It takes rows several times as fast as statements bring them, and knows nothing of
conflicts: so they go into a table of the transaction's own, and from there into theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

MAKE = """
CREATE TEMPORARY TABLE newcomer ON COMMIT DROP AS
SELECT {columns} FROM subscriber WITH NO DATA
"""
FILL = "COPY newcomer ({columns}) FROM STDIN"
ADD = """
INSERT INTO subscriber ({columns}) SELECT {columns} FROM newcomer
ON CONFLICT DO NOTHING
"""


def copy_readers(
    connection: Connection, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Add the readers, whose columns are named in their order; how many were new."""
    columns = ", ".join(names)
    connection.exec_driver_sql(MAKE.format(columns=columns))
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor().copy(FILL.format(columns=columns)) as copy:
        for row in rows:
            copy.write_row(row)
    return connection.exec_driver_sql(ADD.format(columns=columns)).rowcount
