"""A database that is ended in the middle of everything, and workers that are killed.

Nobody is lost, and whoever gets a second copy was named as in doubt before.

Short by default; DIGEST_TEST_LONG=1 sends to 20,000 readers.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from time import monotonic

from builders import NOW
from digest.errors import StoreError
from digest.store.protocols import DeliveryQuery, NewSubscriber, Store
from engine_steps import ask, take_away_tables
from postgres_servers import PostgresServer
from publications import Clock, a_press
from quick_relays import QuickRelay, in_a_thread
from store_steps import publish
from waiting import PATIENCE, until
from worker_sites import at_work, start_worker, write_worker_site

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
READERS = 20_000 if IS_LONG else 2000
#: of all letters, the parts after which the database ends
RESTARTS = [number / 20 for number in range(2, 18)] if IS_LONG else [0.2, 0.6]
#: the part after which a worker is killed
KILL = 0.4
WORKERS = 3
#: seconds without a new letter after which the rest is swept together
QUIET = 2.0
OPEN = "SELECT count(*) FROM delivery WHERE due IS NOT NULL"
DEAD = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'"


def set_up(root: Path, relay: QuickRelay, url: str) -> None:
    """A publication with an issue that is planned for all readers."""
    write_worker_site(root, url, port=relay.port)
    with a_press(root, Clock(NOW)) as press:
        rows = [NewSubscriber(address=address(number)) for number in range(READERS)]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW)
        publish(press.store)


def address(number: int) -> str:
    """Of this reader."""
    return f"r{number:05}@example.net"


def has_taken(relay: QuickRelay, limit: float) -> bool:
    """Whether the relay has as many letters."""
    return len(relay.kept) >= limit


def finish(store: Store, url: str) -> None:
    """Sweep as the daemon does, until nothing is left; the dead are found at once."""
    ends = monotonic() + PATIENCE + READERS / 50
    while ask(url, OPEN) != [(0,)]:
        assert monotonic() < ends, "letters are left"
        ask(url, DEAD)
        with suppress(StoreError):
            store.hand_out(now=NOW)
        wait_for_quiet(url)


def wait_for_quiet(url: str) -> None:
    """Until nothing is left, or nothing has gone on for a while."""
    left, since = ask(url, OPEN), monotonic()
    while left != [(0,)] and monotonic() - since < QUIET:
        if (now := ask(url, OPEN)) != left:
            left, since = now, monotonic()


def test_everybody_has_the_letter_whatever_ends(
    tmp_path: Path, postgres_server: PostgresServer, postgres_url: str
) -> None:
    """The ledger counts a try for each copy that there may be."""
    take_away_tables(postgres_url)
    with in_a_thread(QuickRelay()) as relay:
        set_up(tmp_path, relay, postgres_url)
        with at_work(tmp_path, WORKERS) as workers:
            for part in sorted((*RESTARTS, KILL)):
                limit = part * READERS
                until(partial(has_taken, relay, limit))
                if part == KILL:
                    workers[0].kill()
                    workers[0].wait()
                    workers[0] = start_worker(tmp_path)
                else:
                    postgres_server.crash()
                    postgres_server.start()
            with a_press(tmp_path, Clock(NOW)) as press, closing(press.store) as store:
                finish(store, postgres_url)
                tries = {
                    one.address: one.attempts
                    for one in store.find_deliveries(DeliveryQuery())
                }
    copies = Counter(relay.recipients)
    assert set(copies) == {address(number) for number in range(READERS)}
    unnamed = {one for one, count in copies.items() if count > tries[one]}
    assert not unnamed
