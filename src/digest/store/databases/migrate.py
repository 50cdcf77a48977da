"""Brings a database to the newest schema: forward only, and in one transaction.

The only importer of Alembic, beside the migrations themselves.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from digest.store.databases.connection import is_server
from digest.store.schema import HEAD, METADATA

MIGRATIONS = Path(__file__).parents[1] / "migrations"
#: columns that a PostgreSQL database would sort by the customs of its country
UNORDERED = text("""
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type = 'text'
    AND table_name <> 'alembic_version' AND collation_name IS DISTINCT FROM 'C'
ORDER BY table_name, ordinal_position
""")


def migrate(connection: Connection) -> None:
    """Run what is missing, in the transaction that the connection is in."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, HEAD)
    if is_server(connection.dialect):
        _order_by_code_points(connection)


def _order_by_code_points(connection: Connection) -> None:
    """Have texts sorted as SQLite does, whatever the country of the database is.

    Lists come in one order everywhere, and pages go from one key to the next.
    """
    quote = connection.dialect.identifier_preparer.quote
    columns = connection.execute(UNORDERED).all()
    # tables of others in the same database are theirs
    for table, column in (each for each in columns if each[0] in METADATA.tables):
        connection.exec_driver_sql(
            f'ALTER TABLE {quote(table)} ALTER {quote(column)} TYPE text COLLATE "C"'
        )


def is_known(version: str) -> bool:
    """Whether this digest knows the version, and so can migrate from it."""
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return version in {script.revision for script in scripts}
