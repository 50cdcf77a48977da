"""A store on PostgreSQL that leaves issues to workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from digest.engine.queue import BatchQueue
from digest.store.databases.postgres import open_postgres
from digest.store.protocols import Store
from engine_steps import take_away_tables
from postgres_servers import NO_PASSWORD


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    """An empty one, with tables of the engine that are new."""
    take_away_tables(postgres_url)
    with closing(open_postgres(postgres_url, NO_PASSWORD)) as opened:
        opened.use_queue(BatchQueue())
        yield opened
