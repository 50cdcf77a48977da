"""What the engine keeps in the database: made, and made anew for another version.

Nothing in it is worth keeping: the sweep hands out anew what the ledger says is due.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, LiteralString, cast

from procrastinate.schema import SchemaManager
from psycopg import Connection
from psycopg.sql import SQL, Literal

from digest.errors import StoreError

#: the version of the tables that there are; nothing where there are none
VERSION = """
SELECT coalesce(obj_description(found, 'pg_class'), '')
FROM to_regclass('procrastinate_jobs') AS found WHERE found IS NOT NULL
"""
TELL_VERSION = SQL("COMMENT ON TABLE procrastinate_jobs IS {}")
AT_WORK = """
SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'
"""
#: statements that take away all of it, in an order in which nothing misses another
DROPS = r"""
SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace
AND proname LIKE 'procrastinate\_%'
UNION ALL
SELECT format('DROP TABLE IF EXISTS %I CASCADE', relname) FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
AND relname LIKE 'procrastinate\_%'
UNION ALL
SELECT format('DROP TYPE IF EXISTS %I CASCADE', typname) FROM pg_type
LEFT JOIN pg_class ON pg_class.oid = typrelid
WHERE typnamespace = current_schema()::regnamespace AND typname LIKE 'procrastinate\_%'
AND (typtype = 'e' OR relkind = 'c')
"""


def has_tables(connection: Connection[Any]) -> bool:
    """Whether the tables are there, and of this version."""
    return connection.execute(VERSION).fetchone() == (_version(),)


def make_tables(connection: Connection[Any]) -> None:
    """Have the tables of this version, within the connection's transaction.

    Raises StoreError where workers of another version are at work still.
    """
    found = connection.execute(VERSION).fetchone()
    if found == (_version(),):
        return
    if found is not None:
        _check_nobody_works(connection)
        drop_tables(connection)
    connection.execute(SchemaManager.get_schema())
    connection.execute(TELL_VERSION.format(Literal(_version())))


def _version() -> str:
    return f"digest {sha256(SchemaManager.get_schema().encode()).hexdigest()[:16]}"


def drop_tables(connection: Connection[Any]) -> None:
    """Take away all that the engine keeps."""
    for (statement,) in connection.execute(DROPS).fetchall():
        # the database's own words about its own names
        connection.execute(cast("LiteralString", statement))


def _check_nobody_works(connection: Connection[Any]) -> None:
    if connection.execute(AT_WORK).fetchone():
        fact = "is that of another version of digest, whose workers are at work"
        message = f"queue of letters: {fact}; stop all of them, then start this one"
        raise StoreError(message)
