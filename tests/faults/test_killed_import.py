"""kill -9 of `digest subscribers import`, just after one of its commits was seen.

Each batch is there as a whole or not at all; the list can be imported again, and who
was there already is neither lost nor doubled, nor asked into what they left meanwhile.

Short by default; DIGEST_TEST_LONG=1 imports 500,000 rows through 50 kills.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event

from builders import NOW
from digest.config import load_config
from digest.readers import SubscriberState
from digest.store.databases.opening import DATABASE
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.protocols import Store, SubscriberQuery
from publications import write_publication
from waiting import until

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
ROWS, BATCH, KILLS = (500_000, 2_500, 50) if IS_LONG else (20_000, 200, 3)
ADDRESSES = tuple(f"r{number * 7919 % ROWS:06}@example.net" for number in range(ROWS))
COMMAND = """
import sys
from digest.subscribers.lists import importing
importing.BATCH = int(sys.argv.pop())
from digest.__main__ import main
main()
"""


def begin(root: Path, readers: Path) -> subprocess.Popen[bytes]:
    """The command itself, with batches that it has many of."""
    words = ["--site", str(root), "subscribers", "import", str(readers), "--yes"]
    return subprocess.Popen(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", COMMAND, *words, str(BATCH)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def count(path: Path) -> int:
    """How many readers are committed, seen from another process."""
    with closing(driver.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM subscriber"
        (found,) = connection.execute(query).fetchone()
        return int(found)


def kill_after_commit(
    root: Path, readers: Path, path: Path, chosen: Random
) -> tuple[int, int]:
    """How many readers there were before, and after the command died."""
    before = count(path)
    process = begin(root, readers)
    until(lambda: process.poll() is not None or count(path) > before)
    # between two batches, or within the next one
    Event().wait(chosen.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return before, count(path)


def who_left(store: Store) -> tuple[str, ...]:
    """The addresses of those who did."""
    sought = SubscriberQuery(state=SubscriberState.UNSUBSCRIBED)
    return tuple(listed.reader.address for listed in store.find_subscribers(sought))


def test_an_import_that_is_killed_loses_and_doubles_nobody(tmp_path: Path) -> None:
    """Again and again, and then once to its end."""
    root = write_publication(tmp_path / "site")
    path = load_config(root, {}).state_folder / DATABASE
    readers = tmp_path / "readers.csv"
    readers.write_text("".join(f"{address}\n" for address in ADDRESSES))
    chosen = Random(1)  # noqa: S311  the same in each run
    with closing(open_sqlite(path)) as store:
        for _ in range(KILLS):
            before, after = kill_after_commit(root, readers, path, chosen)
            assert before < after < ROWS
            # whole batches
            assert after % BATCH == 0
        first = store.find_subscriber(ADDRESSES[0])
        assert first is not None
        store.unsubscribe(first.id, "weekly", now=NOW)
        assert begin(root, readers).wait() == 0
        found = store.find_subscribers(SubscriberQuery())
        assert [one.reader.address for one in found] == sorted(ADDRESSES)
        assert who_left(store) == (ADDRESSES[0],)
        confirmed = store.count_subscribers()["weekly"][SubscriberState.CONFIRMED]
        assert confirmed == ROWS - 1
