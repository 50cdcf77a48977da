"""New stores without the way through all migrations, which each test would walk anew.

The first store of a process is made by the migrations; those after it are given what
that one has. A store that is older, or on a server, is migrated as ever.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from digest.store.databases import migrate as migrations
from digest.store.schema import HEAD

#: in the order in which they were made; SQLite makes its own ones itself
MADE = """
SELECT name, type, sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY rowid
"""
VERSION = "alembic_version"


class Pattern:
    """What the migrations made of an empty file, once seen."""

    def __init__(self) -> None:
        self._migrate = migrations.migrate
        self._statements: tuple[str, ...] = ()

    def make(self, connection: Connection) -> None:
        """What `migrate` does."""
        if not _is_new(connection):
            self._migrate(connection)
        elif self._statements:
            for statement in self._statements:
                connection.exec_driver_sql(statement)
        else:
            self._migrate(connection)
            self._statements = _statements(connection)


def _is_new(connection: Connection) -> bool:
    """Whether it is an empty file that is to have the newest schema."""
    # a test may have migrations end at an older schema
    if connection.dialect.name != "sqlite" or vars(migrations)["HEAD"] != HEAD:
        return False
    return not connection.execute(text(MADE)).all()


def _statements(connection: Connection) -> tuple[str, ...]:
    """What makes the same of an empty file."""
    made = connection.execute(text(MADE)).all()
    for name in (row.name for row in made if row.type == "table"):
        count = connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar()  # noqa: S608  the schema's own name
        assert count == int(name == VERSION)
    version = f"INSERT INTO {VERSION} VALUES ('{HEAD}')"  # noqa: S608  our own words
    return (*(row.sql for row in made), version)


@pytest.fixture(scope="session", autouse=True)
def made_at_once() -> Iterator[None]:
    """Stores of this process; what it starts walks the whole way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "migrate", Pattern().make)
        yield
