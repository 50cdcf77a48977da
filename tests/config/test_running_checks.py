"""What types cannot say of the sections about the machines that digest runs on."""

from __future__ import annotations

import pytest

from digest.config.running_checks import store_faults
from digest.config.running_sections import StoreSection


@pytest.mark.parametrize(
    "url",
    [
        "",
        "postgresql://digest@db.example.org/notes",
        "postgresql:///notes?host=/run/postgresql",
        "postgresql://a.example.org,b.example.org/notes?target_session_attrs=primary",
        "postgresql://[::1]:5433/notes?sslmode=verify-full&sslrootcert=system",
    ],
)
def test_a_database_has_an_address(url: str) -> None:
    """As PostgreSQL itself writes it, with how it is reached."""
    assert [*store_faults(StoreSection(url=url))] == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgres://ann:h0rse@db/notes", "'db/notes' is no database"),
        ("mysql://db/notes", "'mysql://db/notes' is no database"),
        ("postgresql+psycopg2://db/notes?password=h0rse", "is no database"),
        ("postgresql://ann@db/", "'db/' is no database"),
        ("postgresql://db:seven/notes", "is no database"),
        ("postgresql://db:70000/notes", "is no database"),
        ("postgresql://db/notes?port=seven", "is no database"),
        ("postgresql://[db/notes", "is no database"),
        ("postgresql://ann:h0rse@db/notes", "has a password in it"),
        ("postgresql://db/notes?password=h0rse", "has a password in it"),
        ("postgresql://db/notes?sslpassword=h0rse", "has a password in it"),
        ("postgresql://db/notes?autocommit=1", "'autocommit' is no option"),
        ("postgresql://db/notes?row_factory", "'row_factory' is no option"),
        ("postgresql://db/notes?dbname=other", "'dbname' is no option"),
    ],
)
def test_what_is_no_address_of_a_database_is_told(url: str, told: str) -> None:
    """Once, with what to do; a password that stands in it is repeated nowhere."""
    ((name, fact),) = store_faults(StoreSection(url=url))
    assert name == "url"
    assert told in fact
    assert "; " in fact
    assert "h0rse" not in fact
