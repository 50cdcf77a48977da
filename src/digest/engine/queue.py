"""Batches put where workers wait, within a transaction of the store's own connection.

Whoever puts some holds the writers' turn of the store, so that nobody else puts any at
the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from procrastinate import SyncPsycopgConnector
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sql import queries
from psycopg import Connection, Error

from digest.deliveries import Batch
from digest.engine.jobs import QUEUE, job_of, lock_of
from digest.engine.tables import has_tables, make_tables
from digest.errors import StoreError

#: seconds without a sign of life after which a worker counts as dead: where it is not,
#: two have its batch, and the ledger gives each letter to one of them
DEAD = 15.0
#: new jobs from which on the database should look anew at how many there are
MANY = 50

LIVE = """
SELECT queueing_lock FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND queueing_lock = ANY(%s)
"""
WAITS = """
SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = %s
"""
#: what the database believes of these tables is from before they were full, and who
#: looks for a job, or for the letters of one, would read all of them. What somebody
#: else is at just now, as a VACUUM of an hour, is not waited for
LOOK_ANEW = "ANALYZE (SKIP_LOCKED) procrastinate_jobs, delivery"


class BatchQueue:
    """Where batches wait for workers; see store.protocols.machines.WorkQueue."""

    def __init__(self) -> None:
        # it is never opened: each statement goes to the connection that it is given
        self._connector = SyncPsycopgConnector()
        self._jobs = JobManager(self._connector)

    def is_ready(self, connection: Connection[Any]) -> bool:
        """See WorkQueue."""
        with _faults_told():
            return has_tables(connection)

    def prepare(self, connection: Connection[Any]) -> None:
        """See WorkQueue."""
        with _faults_told():
            make_tables(connection)

    def put(self, connection: Connection[Any], batches: Sequence[Batch]) -> int:
        """See WorkQueue."""
        with _faults_told():
            locks = [lock_of(batch) for batch in batches]
            live = {lock for (lock,) in connection.execute(LIVE, (locks,)).fetchall()}
            new = [job_of(batch) for batch in batches if lock_of(batch) not in live]
            if new:
                self._jobs.batch_defer_jobs(new, connection=connection)
            if len(new) >= MANY:
                connection.execute(LOOK_ANEW)
        return len(new)

    def recover(self, connection: Connection[Any]) -> int:
        """See WorkQueue."""
        with _faults_told():
            rows = self._connector.execute_query_all_with_connection(
                connection,
                queries["select_stalled_jobs_by_heartbeat"],
                queue=QUEUE,
                task_name=None,
                seconds_since_heartbeat=DEAD,
            )
            for job in map(Job.from_row, rows):
                self._free(connection, job)
        return len(rows)

    def _free(self, connection: Connection[Any], job: Job) -> None:
        """Let the job wait again; end it where the same batch waits already."""
        if connection.execute(WAITS, (job.queueing_lock,)).fetchone():
            query, values = "finish_job", {"status": "failed", "delete_job": True}
        else:
            names = ("retry_at", "new_priority", "new_queue_name", "new_lock")
            query, values = "retry_job", dict.fromkeys(names)
        self._connector.execute_query_all_with_connection(
            connection, queries[query], job_id=job.id, **values
        )


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except (Error, ProcrastinateException) as error:
        cause = error.__cause__ or error
        # what follows in other lines may name what is nobody's business
        fact = str(cause).strip().partition("\n")[0] or type(cause).__name__
        message = f"queue of letters: {fact}; look at the database"
        raise StoreError(message) from error
