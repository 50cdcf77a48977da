"""A worker: takes one batch after the other, and has each sent.

The engine's own worker ends, and with success, when the database goes away. So it is
started again and again here, at growing intervals, until somebody says that it is over;
a batch that is being sent meanwhile goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from logging import getLogger

from procrastinate import App, PsycopgConnector
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo

from digest.deliveries import Batch
from digest.engine.jobs import QUEUE, TASK, batch_of
from digest.engine.queue import DEAD
from digest.loop import wait_at_most
from digest.secret import Secret

#: seconds between two signs of life, and between two looks for jobs that nobody told of
BEAT, LOOK = DEAD / 5, 2.0
#: seconds in which a batch in hand comes to its end, once it is over
LONGEST_END = 8.0
#: seconds until a database that is away is tried again: at first, and at the most
FIRST_REST, LONGEST_REST = 0.1, 5.0
#: seconds of work after which the next rest is a first one
GOOD = 2.0
#: loggers that tell what `Work` is told in one line
TALKATIVE = ("procrastinate.worker", "procrastinate.worker.worker", "psycopg.pool")
#: seconds that the first connection may take
PATIENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker does, and who is told of it."""

    #: sends a batch, in a thread of its own; returns when it is done or is to stop
    send: Callable[[Batch], None]
    #: is told why there is no work now, and in how many seconds it is tried again
    lost: Callable[[str, float], None]
    #: is told that the worker takes batches, from now on or again
    ready: Callable[[], None]


async def work_until(
    stopping: asyncio.Event, url: str, password: Secret, work: Work
) -> None:
    """Take batches from the database at this address until the event is set.

    A batch in hand comes to its end first; `work.send` has to see that it does.
    """
    rest = FIRST_REST
    for name in TALKATIVE:
        getLogger(name).disabled = True
    own = {"password": password.reveal()} if password else {}
    address = make_conninfo(url, application_name="digest worker", **own)
    while not stopping.is_set():
        began = asyncio.get_running_loop().time()
        fault = await _work_once(stopping, address, work)
        if stopping.is_set():
            return
        if asyncio.get_running_loop().time() - began > GOOD:
            rest = FIRST_REST
        work.lost(fault, rest)
        await wait_at_most(stopping, rest)
        rest = min(2 * rest, LONGEST_REST)


async def _work_once(stopping: asyncio.Event, address: str, work: Work) -> str:
    """Work until it is over, or the database is away; why it ended."""
    taking = asyncio.create_task(_take_batches(address, work))
    over = asyncio.create_task(stopping.wait())
    await asyncio.wait({taking, over}, return_when=asyncio.FIRST_COMPLETED)
    over.cancel()
    # it ends once the batch in hand has
    taking.cancel()
    try:
        await taking
    except asyncio.CancelledError:
        return ""
    except Exception as error:  # noqa: BLE001  the next start may be without it
        cause = error.__cause__ or error
        return str(cause).strip().partition("\n")[0] or type(cause).__name__
    return "the database ended the connection"


async def _take_batches(address: str, work: Work) -> None:
    # a pool would wait for long before it told anybody that there is no database
    async with await AsyncConnection.connect(address, connect_timeout=PATIENCE):
        app = _app(address, work)
    async with app.open_async():
        work.ready()
        await app.run_worker_async(
            queues=[QUEUE],
            fetch_job_polling_interval=LOOK,
            update_heartbeat_interval=BEAT,
            stalled_worker_timeout=DEAD,
            shutdown_graceful_timeout=LONGEST_END,
            install_signal_handlers=False,
            delete_jobs="always",
        )


def _app(address: str, work: Work) -> App:
    connector = PsycopgConnector(
        conninfo=address, min_size=1, max_size=4, timeout=PATIENCE
    )
    app = App(connector=connector)

    @app.task(name=TASK, queue=QUEUE)
    def send(**values: object) -> None:
        if batch := batch_of(values):
            work.send(batch)

    return app
