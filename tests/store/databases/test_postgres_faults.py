"""What PostgreSQL raises, in words that say what to do."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from digest.store.databases.postgres_faults import explain

CONNECTION = psycopg.OperationalError(
    'connection failed: "10.0.0.9", port 5432: Connection refused\n\tIs it running?\n'
)


def refused(words: str) -> psycopg.OperationalError:
    """What the driver makes of a server that lets nobody in."""
    failed = 'connection failed: connection to server at "10.0.0.9", port 5432 failed'
    return psycopg.OperationalError(f"{failed}: FATAL:  {words}")


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (errors.DiskFull("no space left"), "the server's disk is full; make room"),
        (errors.InvalidPassword("no"), "mend [store] url or DIGEST_STORE_PASSWORD"),
        (errors.InvalidCatalogName("no"), "does not exist; make it with createdb"),
        (errors.InsufficientPrivilege("no"), "the database's owner"),
        (errors.ReadOnlySqlTransaction("no"), "name the primary server"),
        (errors.IdleInTransactionSessionTimeout("no"), "for too long; try again"),
        (errors.TooManyConnections("no"), "max_connections"),
        (errors.LockNotAvailable("no"), "another process keeps it locked"),
        (errors.AdminShutdown("no"), "goes on when it is there again"),
        (errors.CannotConnectNow("no"), "goes on when it is there again"),
        (errors.DataCorrupted("no"), "is damaged; restore a backup"),
        (errors.DeadlockDetected("no"), "try again"),
        (errors.IoError("no"), "look at the disk"),
        (errors.UndefinedTable("no such table\nLINE 1"), "no such table; look at the"),
        (CONNECTION, "does not answer; start it"),
        (refused('database "notes" does not exist'), "make it with createdb"),
        (refused('password authentication failed for user "notes"'), "DIGEST_STORE_P"),
        (refused("the database system is starting up"), "when it is there again"),
        (refused("sorry, too many clients already"), "max_connections"),
        (refused("the moon is full"), "does not let us in (the moon is full)"),
        (psycopg.DataError("NUL in a text"), "NUL in a text; try again later"),
        (None, "None; try again later"),
    ],
    ids=str,
)
def test_a_fault_is_told_with_its_remedy(
    cause: BaseException | None, told: str
) -> None:
    """By its SQLSTATE or, where the server said nothing, by what the driver saw."""
    assert told in explain(cause)


def test_a_line_is_enough() -> None:
    """The driver goes on about each address that it tried."""
    assert "\n" not in explain(CONNECTION)
    assert "Connection refused" in explain(CONNECTION)
