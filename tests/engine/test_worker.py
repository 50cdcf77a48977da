"""A worker: takes batches as they come, and comes back with the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import LiteralString

from builders import NOW
from digest.deliveries import Batch
from digest.engine.worker import Work, work_until
from digest.store.protocols import Store
from engine_steps import ask, is_listening, jobs
from postgres_servers import NO_PASSWORD, PostgresServer
from store_steps import add_readers, publish
from waiting import PATIENCE, soon, until

FIRST = Batch(newsletter="weekly", issue=1, first=0, last=999)
SECOND = Batch(newsletter="weekly", issue=2, first=0, last=999)
FORGING: LiteralString = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES
('letters', 'send', '{"newsletter": 5, "issue": 1, "first": 0, "last": 999}'),
('letters', 'send', '{"batch": "all"}'), ('letters', 'send', '{}'),
('letters', 'os.system', '{"command": "true"}')
"""


@dataclass
class Course:
    """What a worker does in a test, and what was told of it."""

    sent: list[Batch] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    starts: int = 0
    #: called for each batch
    sending: Callable[[], None] = lambda: None

    def send(self, batch: Batch) -> None:
        """Keep it."""
        self.sent.append(batch)
        self.sending()

    def lost(self, fault: str, seconds: float) -> None:
        """Keep it."""
        self.faults.append(fault)
        self.rests.append(seconds)

    def ready(self) -> None:
        """Count it."""
        self.starts += 1

    def run(self, url: str, is_over: Callable[[], bool]) -> None:
        """Let a worker run until it is over, or something took too long."""
        asyncio.run(self._run(url, is_over))

    async def _run(self, url: str, is_over: Callable[[], bool]) -> None:
        stopping = asyncio.Event()
        work = Work(send=self.send, lost=self.lost, ready=self.ready)
        running = asyncio.create_task(work_until(stopping, url, NO_PASSWORD, work))
        try:
            await soon(is_over)
        finally:
            stopping.set()
            await asyncio.wait_for(running, PATIENCE)


def test_batches_are_taken_as_they_come(store: Store, postgres_url: str) -> None:
    """Those that wait and those that come, each once; a finished job is gone."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    course = Course()
    course.sending = lambda: None if len(course.sent) > 1 else _publish_next(store)
    course.run(postgres_url, lambda: len(course.sent) == 2 and not jobs(postgres_url))
    assert course.sent == [FIRST, SECOND]
    assert course.faults == []


def test_a_job_that_somebody_forged_is_done_with_at_once(
    store: Store, postgres_url: str
) -> None:
    """No worker is kept by it from the batches behind it."""
    ask(postgres_url, FORGING)
    add_readers(store, "ann@example.net")
    publish(store, 1)
    course = Course()
    course.run(postgres_url, lambda: bool(course.sent) and not jobs(postgres_url))
    assert course.sent == [FIRST]
    assert course.faults == []


def _publish_next(store: Store) -> None:
    publish(store, 2)


def test_a_worker_comes_back_with_the_database(
    store: Store, postgres_url: str, postgres_server: PostgresServer
) -> None:
    """Its engine ends with it, and is started again."""
    add_readers(store, "ann@example.net")
    # that of another test may take its time to go
    until(lambda: not is_listening(postgres_url))
    course = Course()
    was_there, is_back = Event(), Event()

    def is_done() -> bool:
        if not was_there.is_set() and is_listening(postgres_url):
            was_there.set()
            postgres_server.crash()
        # where it is back at once, the engine goes on by itself
        if course.faults and not is_back.is_set():
            is_back.set()
            postgres_server.start()
            publish(store, 1)
        return bool(course.sent)

    course.run(postgres_url, is_done)
    assert course.sent == [FIRST]
    assert course.starts > 1
    assert course.faults


def test_a_batch_in_hand_comes_to_its_end(store: Store, postgres_url: str) -> None:
    """Also where the worker is to stop meanwhile; then it takes no other one."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    publish(store, 2)
    is_done = Event()

    def take_a_second() -> None:
        is_done.wait(1.0)

    course = Course(sending=take_a_second)
    course.run(postgres_url, lambda: bool(course.sent))
    assert course.sent == [FIRST]
    assert jobs(postgres_url) == [("weekly/2/0", "todo")]


def test_a_fault_in_sending_ends_the_job_and_not_the_worker(
    store: Store, postgres_url: str
) -> None:
    """The sweep hands out what is left of it."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    publish(store, 2)

    def fail() -> None:
        raise ValueError(NOW)

    course = Course(sending=fail)
    course.run(postgres_url, lambda: len(course.sent) == 2 and not jobs(postgres_url))
    assert course.sent == [FIRST, SECOND]


def test_a_database_that_is_away_is_tried_less_and_less(
    postgres_server: PostgresServer,
) -> None:
    """And each time somebody is told why."""
    course = Course()
    course.run(postgres_server.url("nowhere"), lambda: len(course.rests) >= 3)
    assert course.rests[0] < course.rests[1] < course.rests[2]
    assert course.starts == 0
