"""A store that is opened is of the newest schema, or is brought to it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from digest.errors import StoreError
from digest.store.databases.connection import Database, Mode, is_server
from digest.store.schema import HEAD


def upgrade(database: Database) -> None:
    """Bring the schema to this program's version; StoreError where it is newer.

    Of several processes that start at once the first one does it.
    """
    with database.transaction(Mode.READ) as connection:
        if version_of(connection) == HEAD:
            return
    # Alembic takes longer to load than the rest of a start: only where it has work
    from digest.store.databases.migrate import is_known, migrate  # noqa: PLC0415

    with database.transaction(Mode.DURABLE) as connection:
        if encoding := _foreign_encoding(connection):
            fact = f"keeps texts as {encoding}, which has not all characters"
            remedy = "make it with createdb --encoding=UTF8 --template=template0"
            raise StoreError(f"{database.place}: {fact}; {remedy}")
        version = version_of(connection)
        if version and not is_known(version):
            fact = f"was written by a newer digest (schema {version}, not {HEAD})"
            remedy = "install that one, or restore a backup"
            raise StoreError(f"{database.place}: {fact}; {remedy}")
        migrate(connection)


def _foreign_encoding(connection: Connection) -> str:
    """What a server keeps texts as, where that is not UTF-8."""
    if not is_server(connection.dialect):
        return ""
    encoding: str = connection.execute(text("SHOW server_encoding")).scalar_one()
    return "" if encoding == "UTF8" else encoding


def version_of(connection: Connection) -> str | None:
    """The schema's version; None where nothing was ever kept."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    query = text("SELECT version_num FROM alembic_version")
    version: str | None = connection.scalar(query)
    return version
