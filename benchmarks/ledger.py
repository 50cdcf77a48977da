"""What the ledger costs for a million deliveries, beside raw SQLite in the same run.

    python benchmarks/ledger.py [READERS] [--postgresql]

Plans an issue for all readers, claims it a page at a time, and writes intents and
answers in groups as the sender does. The raw rows are the same ones, in a table without
any index, by the database library alone: what no ledger could do without.

With --postgresql it is the ledger of several machines, on a server of this one. There,
the processor time is that of this process; the server's own comes on top.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from database_server import Server

from digest.deliveries import (
    Delivery,
    DeliveryState,
    Letter,
    Outcome,
    OutcomeKind,
    Purpose,
)
from digest.issues import Issue, Slot
from digest.secret import Secret
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.protocols import (
    Answer,
    DeliveryQuery,
    NewSubscriber,
    Store,
)

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=10)
PAGE = 1000
#: deliveries that are claimed and answered; the rest stays open, as it does in a send
WORKED = 100_000
#: messages in one turn of the sender's loop
GROUPS = (1, 16, 64, 256)
REPLY = Outcome(
    kind=OutcomeKind.ACCEPTED, code=250, status="2.0.0", reply="2.0.0 Ok: queued as 4Z"
)
LETTER = Letter(
    purpose=Purpose.ISSUE,
    subject="Harbour opens",
    html="<p>The harbour is open.</p>",
    text="The harbour is open.",
    sender="Notes <notes@notes.example.org>",
    language="en",
    date=NOW,
    list_id="weekly.notes.example.org",
    list_name="Weekly",
    archived_at="https://notes.example.org/issues/weekly/1/",
    archive_url="https://notes.example.org/issues/weekly/",
    key="weekly.1",
)
RAW = """
CREATE TABLE raw (id INTEGER PRIMARY KEY AUTOINCREMENT, purpose TEXT, newsletter TEXT,
    issue_id BIGINT, subscriber_id BIGINT, state TEXT, planned BIGINT, due BIGINT)
"""
FILL = """
INSERT INTO raw (purpose, newsletter, issue_id, subscriber_id, state, planned, due)
VALUES ('issue', 'weekly', 1, ?, 'pending', 0, 0)
"""
T = TypeVar("T")


def timed(name: str, rows: int, work: Callable[[], T]) -> tuple[T, float]:
    """What came of the work, told with its time."""
    start, cpu = perf_counter(), process_time()
    result = work()
    seconds, cpu = perf_counter() - start, process_time() - cpu
    each = f"{seconds / rows * 1e6:7.2f} us a row, {cpu / rows * 1e6:7.2f} of CPU"
    print(f"{name:44} {seconds:7.2f} s  {each}", flush=True)
    return result, seconds


def pages(readers: int) -> Iterator[list[NewSubscriber]]:
    """The readers, so many at a time."""
    rows = (NewSubscriber(address=f"reader{n}@example.net") for n in range(readers))
    while page := list(islice(rows, 10_000)):
        yield page


def fill(store: Store, readers: int) -> None:
    """Import the readers."""
    for page in pages(readers):
        store.import_subscribers(page, ["weekly"], consent="owner", now=NOW)


def publish(store: Store, number: int = 1) -> int:
    """Publish an issue; how many deliveries that planned."""
    slot = Slot(newsletter="weekly", name=f"slot {number}", due_at=NOW)
    store.record_slots("weekly", [slot], watermark=NOW)
    fence = store.claim_slot("weekly", slot.name, now=NOW, lease_until=NOW + LEASE)
    issue = Issue(
        newsletter="weekly",
        number=number,
        slot=slot.name,
        subject="Harbour opens",
        preheader="",
        url="https://notes.example.org/issues/weekly/1/",
        published=NOW,
        entries=(),
    )
    assert fence is not None
    return store.publish_issue(issue, LETTER, fence=fence, now=NOW) or 0


def plan_raw(path: Path, readers: int) -> None:
    """The same rows by the database library, the numbers of readers given."""
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(FILL, ((n,) for n in range(1, readers + 1)))
        connection.execute("COMMIT")


def claim(store: Store, pages: int) -> list[Delivery]:
    """So many pages of deliveries."""
    claimed: list[Delivery] = []
    for _ in range(pages):
        claimed += store.claim_deliveries(PAGE, now=NOW, lease_until=NOW + LEASE)
    return claimed


def send(store: Store, deliveries: list[Delivery], group: int) -> int:
    """Intents and the answers before them, in groups; how many were granted."""
    granted = 0
    answers: list[Answer] = []
    for start in range(0, len(deliveries), group):
        intents = [one.id for one in deliveries[start : start + group]]
        granted += len(store.write(intents, answers, now=NOW))
        answers = [answer(number) for number in intents]
    store.write([], answers, now=NOW)
    return granted


def answer(number: int) -> Answer:
    """The relay has it."""
    state = DeliveryState.ACCEPTED
    return Answer(delivery=number, outcome=REPLY, state=state, due=NOW, relay="relay")


def send_raw(path: Path, numbers: list[int], group: int) -> None:
    """The same two updates a row in the same groups, and nothing else."""
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        answers: list[tuple[str, int]] = []
        for start in range(0, len(numbers), group):
            intents = [(number,) for number in numbers[start : start + group]]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "UPDATE raw SET state = 'accepted', purpose = ? WHERE id = ?", answers
            )
            connection.executemany(
                "UPDATE raw SET state = 'claimed' WHERE id = ?", intents
            )
            connection.execute("COMMIT")
            answers = [(REPLY.reply, number) for (number,) in intents]


def compare(store: Store, path: Path, readers: int) -> None:
    """Each step beside its raw twin."""
    timed("import readers", readers, lambda: fill(store, readers))
    for number in (1, 2):
        planned, ours = timed("plan", readers, lambda n=number: publish(store, n))
        assert planned == readers
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        connection.execute(RAW)
    _, raw = timed("plan, raw", readers, lambda: plan_raw(path, readers))
    print(f"plan / raw: {ours / raw:.2f}")
    worked = min(WORKED, readers // len(GROUPS) // PAGE * PAGE)
    for group in GROUPS:
        compare_group(store, path, worked, group)
    look(store)


def compare_group(store: Store, path: Path, worked: int, group: int) -> None:
    """Claims, and the commits of one size of group beside raw ones."""
    deliveries, _ = timed(
        f"claim, {PAGE} a page", worked, lambda: claim(store, worked // PAGE)
    )
    some = deliveries if group > 1 else deliveries[: worked // 5]
    count, name = len(some), f"groups of {group}"
    granted, ours = timed(f"write, {name}", count, lambda: send(store, some, group))
    assert granted == count
    numbers = [one.id for one in some]
    _, raw = timed(f"write raw, {name}", count, lambda: send_raw(path, numbers, group))
    print(f"write / raw: {ours / raw:.2f}")


def walk(store: Store, readers: int) -> None:
    """Each step by itself."""
    timed("import readers", readers, lambda: fill(store, readers))
    for number in (1, 2):
        timed("plan", readers, lambda n=number: publish(store, n))
    worked = min(WORKED, readers // len(GROUPS) // PAGE * PAGE)
    for group in GROUPS:
        deliveries, _ = timed(
            f"claim, {PAGE} a page", worked, lambda: claim(store, worked // PAGE)
        )
        some = deliveries if group > 1 else deliveries[: worked // 20]
        timed(
            f"write, groups of {group}",
            len(some),
            lambda rows=some, size=group: send(store, rows, size),
        )
    look(store)


def look(store: Store) -> None:
    """What an owner asks while it goes on."""
    one = DeliveryQuery(address="reader77@example.net")
    timed("who got what, one reader", 1, lambda: list(store.find_deliveries(one)))
    issue = DeliveryQuery(newsletter="weekly", number=1)
    timed("count an issue's states", 1, lambda: store.count_deliveries(issue))
    timed("next due", 1, lambda: store.next_due(now=NOW))
    timed("take up what the dead left", 1, lambda: store.release_all(now=NOW))
    timed("a reader leaves", 1, lambda: store.unsubscribe(99, "weekly", now=NOW))
    timed("a reader is forgotten", 1, lambda: store.forget(98))


def main() -> None:
    """Run it all in a folder that is thrown away."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    readers = numbers[0] if numbers else 1_000_000
    with TemporaryDirectory() as folder:
        if "--postgresql" in sys.argv:
            on_server(Path(folder), readers)
            return
        path = Path(folder) / "digest.sqlite"
        with closing(open_sqlite(path)) as store:
            compare(store, path, readers)
        print(f"file: {path.stat().st_size / readers:.0f} bytes a reader")


def on_server(folder: Path, readers: int) -> None:
    """The same on PostgreSQL, which takes care of the disk as it does in earnest."""
    # the server's user looks for its folder in this one
    folder.chmod(0o711)
    server = Server(folder / "server")
    try:
        with closing(open_postgres(server.url, Secret(""), owner="this")) as store:
            walk(store, readers)
    finally:
        server.crash()


if __name__ == "__main__":
    main()
