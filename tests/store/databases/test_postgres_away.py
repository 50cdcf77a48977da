"""A server that goes away, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import text

from builders import NOW
from digest.errors import StoreError
from digest.store.databases.connection import Mode
from digest.store.databases.postgres import open_postgres
from digest.store.sql import SqlStore
from postgres_servers import NO_PASSWORD, PostgresServer
from store_steps import accept, add_readers, claim, number_of, publish


@pytest.fixture
def store(postgres_url: str) -> Iterator[SqlStore]:
    """An empty store."""
    with closing(open_postgres(postgres_url, NO_PASSWORD)) as opened:
        yield opened


def test_a_connection_that_was_cut_costs_no_call(
    postgres_url: str, store: SqlStore
) -> None:
    """It is found dead when it is taken, and another one is made."""
    add_readers(store, "ann@example.net")
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'digest'"
        )
    assert number_of(store, "ann@example.net")


def test_a_server_that_went_away_is_told(
    postgres_server: PostgresServer, store: SqlStore
) -> None:
    """By every call, until it is there again; nothing that was said is lost."""
    add_readers(store, "ann@example.net")
    publish(store)
    postgres_server.crash()
    try:
        with pytest.raises(StoreError, match="does not answer; start it"):
            number_of(store, "ann@example.net")
        with pytest.raises(StoreError, match="does not answer; start it"):
            store.write([1], [], now=NOW)
    finally:
        postgres_server.start()
    assert number_of(store, "ann@example.net")
    (delivery,) = claim(store)
    accept(store, delivery)


def test_a_transaction_that_is_cut_changes_nothing(
    postgres_server: PostgresServer, store: SqlStore
) -> None:
    """The server crashes before it is committed; the next call works."""

    def write_in_two_halves() -> None:
        with store._database.transaction(Mode.DURABLE) as connection:
            connection.execute(text("INSERT INTO holder (name) VALUES ('half')"))
            postgres_server.crash()
            postgres_server.start()
            connection.execute(text("INSERT INTO holder (name) VALUES ('whole')"))

    with pytest.raises(
        StoreError, match=r"is being stopped or started|does not answer"
    ):
        write_in_two_halves()
    with store._database.transaction(Mode.READ) as connection:
        assert connection.execute(text("SELECT name FROM holder")).all() == []
