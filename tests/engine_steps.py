"""Steps that tests of the engine take, each in one line."""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg

from digest.engine.tables import drop_tables

JOBS: LiteralString = """
SELECT queueing_lock, status::text FROM procrastinate_jobs ORDER BY queueing_lock, id
"""
LISTENING: LiteralString = """
SELECT 1 FROM pg_stat_activity
WHERE datname = current_database() AND query LIKE 'LISTEN %'
"""


def ask(url: str, statement: LiteralString) -> list[tuple[Any, ...]]:
    """What the database answers to somebody else."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def jobs(url: str) -> list[tuple[str, str]]:
    """Each job's batch, and what became of it."""
    return ask(url, JOBS)


def is_listening(url: str) -> bool:
    """Whether a worker waits for jobs, and so would miss its database."""
    return bool(ask(url, LISTENING))


def take_away_tables(url: str) -> None:
    """Let the database be as before anybody had workers."""
    with psycopg.connect(url) as connection:
        drop_tables(connection)


def begin_jobs(url: str, *, is_alive: bool) -> None:
    """Let a worker have all jobs; it is at work, or was an hour ago."""
    ask(url, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    ask(
        url,
        "UPDATE procrastinate_jobs SET status = 'doing', "
        "worker_id = (SELECT max(id) FROM procrastinate_workers)",
    )
    if not is_alive:
        past = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1h'"
        ask(url, past)
