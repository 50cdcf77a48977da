"""Brings a database to the newest schema: forward only, and in one transaction.

The only importer of Alembic, beside the migrations themselves.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from digest.store.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Run what is missing, in the transaction that the connection is in."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, HEAD)


def is_known(version: str) -> bool:
    """Whether this digest knows the version, and so can migrate from it."""
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return version in {script.revision for script in scripts}
