"""What the engine keeps: made once, and made anew for another version."""

from __future__ import annotations

from contextlib import closing

import pytest

from builders import NOW
from digest.engine.queue import BatchQueue
from digest.errors import StoreError
from digest.store.databases.postgres import open_postgres
from digest.store.protocols import HandedOut, Store
from engine_steps import ask, begin_jobs, jobs
from postgres_servers import NO_PASSWORD
from store_steps import add_readers, publish


def test_tables_that_are_there_stay(store: Store, postgres_url: str) -> None:
    """With the jobs in them."""
    add_readers(store, "ann@example.net")
    publish(store)
    with closing(open_postgres(postgres_url, NO_PASSWORD)) as other:
        other.use_queue(BatchQueue())
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def test_tables_of_another_version_are_made_anew(
    store: Store, postgres_url: str
) -> None:
    """Nothing is lost by it: the ledger says what is due."""
    add_readers(store, "ann@example.net")
    publish(store)
    ask(postgres_url, "COMMENT ON TABLE procrastinate_jobs IS 'digest of before'")
    store.use_queue(BatchQueue())
    assert jobs(postgres_url) == []
    assert store.hand_out(now=NOW) == HandedOut(added=1)


def test_tables_that_somebody_else_made_are_made_anew(
    store: Store, postgres_url: str
) -> None:
    """Whoever told no version."""
    ask(postgres_url, "COMMENT ON TABLE procrastinate_jobs IS NULL")
    store.use_queue(BatchQueue())
    assert jobs(postgres_url) == []


def test_workers_of_another_version_keep_their_tables(
    store: Store, postgres_url: str
) -> None:
    """Who starts meanwhile is told what to do."""
    ask(postgres_url, "COMMENT ON TABLE procrastinate_jobs IS 'digest of before'")
    begin_jobs(postgres_url, is_alive=True)
    with pytest.raises(StoreError, match=r"another version .*; stop all of them"):
        store.use_queue(BatchQueue())
    begin_jobs(postgres_url, is_alive=False)
    store.use_queue(BatchQueue())
