"""Every test of the contract runs over each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.protocols import Store
from postgres_servers import NO_PASSWORD


@pytest.fixture(params=["memory", "disk", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(_open(request, tmp_path)) as opened:
        yield opened


def _open(request: pytest.FixtureRequest, folder: Path) -> Store:
    if request.param == "memory":
        return open_memory()
    if request.param == "disk":
        return open_sqlite(folder / "digest.sqlite")
    # only where it is asked for: the server takes a second to start
    return open_postgres(request.getfixturevalue("postgres_url"), NO_PASSWORD)
