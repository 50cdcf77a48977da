"""What it costs to take in a list of readers, beside the database's own work.

    python benchmarks/subscribers.py [ROWS]

Each way runs in a process of its own, on a file of its own: `raw` is one executemany of
the finished rows a table, as fast as the driver goes; `import` is the command's own
work, from the file to the last commit; `again` is the same list a second time. The peak
of memory says whether it grows with the list: compare a run of a tenth of the rows.
Time of the processor is told as well: it is what counts where others use the disk.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from digest.addresses import address_key
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.subscribers.lists.desks import StoreDesk
from digest.subscribers.lists.findings import Finding, Refusal
from digest.subscribers.lists.importing import Wishes, import_part
from digest.subscribers.lists.parts import Part, find_parts
from digest.subscribers.lists.source import Source

ROWS = 1_000_000
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp()) * 1_000_000
#: no two rows beside each other are neighbours in the index
STRIDE = 7_919
DOMAINS = 997


class Silence:
    """Nobody is told anything."""

    def begin(self, part: Part, source: Source) -> None:
        """See Listener."""

    def refuse(self, part: Part, line: int, refusal: Refusal) -> None:
        """See Listener."""

    def note(self, part: Part, finding: Finding) -> None:
        """See Listener."""

    def proceed(self, part: Part, octets: int) -> None:
        """See Listener."""


def address(number: int, rows: int) -> str:
    """The address of the row."""
    return f"reader{number * STRIDE % rows:07d}@example{number % DOMAINS}.org"


def write_list(path: Path, rows: int) -> None:
    """A plain list with names."""
    with path.open("w", encoding="utf-8") as file:
        file.write("address,name\n")
        file.writelines(f"{address(n, rows)},Reader {n}\n" for n in range(rows))


def run_raw(folder: Path, rows: int) -> tuple[float, float]:
    """One executemany a table, of rows that are ready."""
    path = folder / "raw.sqlite"
    open_sqlite(path).close()
    readers = [
        (name, address_key(name), f"Reader {n}", "import", STAMP, STAMP, "", "")
        for n in range(rows)
        for name in (address(n, rows),)
    ]
    theirs = [(n + 1, "weekly", "confirmed", STAMP) for n in range(rows)]
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        for setting in (
            "foreign_keys = ON",
            "secure_delete = ON",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {setting}")
        start, cpu = perf_counter(), process_time()
        _insert(connection, readers, theirs)
        return perf_counter() - start, process_time() - cpu


def _insert(
    connection: sqlite3.Connection,
    readers: Sequence[tuple[str | int, ...]],
    theirs: Sequence[tuple[str | int, ...]],
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO subscriber (address, key, name, consent, created, confirmed,"
        " language, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        readers,
    )
    connection.executemany("INSERT INTO subscription VALUES (?, ?, ?, ?)", theirs)
    connection.execute("COMMIT")


def run_import(folder: Path, rows: int) -> tuple[float, float]:
    """The list into a store, of which it is the first or the second time."""
    wishes = Wishes(newsletters=("weekly",), now=NOW)
    (part,) = find_parts(folder / "readers.csv")
    with closing(open_sqlite(folder / "import.sqlite")) as store:
        start, cpu = perf_counter(), process_time()
        counts = import_part(part, StoreDesk(store, NOW), wishes, Silence())
        seconds, cpu = perf_counter() - start, process_time() - cpu
    assert counts.rows == rows
    return seconds, cpu


WAYS = {"raw": run_raw, "import": run_import, "again": run_import}


def measure(way: str, folder: Path, rows: int) -> tuple[float, float, int]:
    """Seconds, those of the processor, and megabytes; in a process of its own."""
    command = [sys.executable, __file__, str(rows), way, str(folder)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, cpu, megabytes = json.loads(found.stdout)
    return seconds, cpu, megabytes


def main() -> None:
    """Run all ways one after the other, or one of them as told."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    if len(sys.argv) > 2:
        seconds, cpu = WAYS[sys.argv[2]](Path(sys.argv[3]), rows)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps([seconds, cpu, peak]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "readers.csv", rows)
        results = {way: measure(way, folder, rows) for way in WAYS}
    raw, raw_cpu, _ = results["raw"]
    for way, (seconds, cpu, megabytes) in results.items():
        print(
            f"{way:8} {seconds:7.2f} s {seconds / rows * 1e6:6.2f} µs a row "
            f"{seconds / raw:5.2f} x raw  CPU {cpu:6.2f} s {cpu / raw_cpu:5.2f} x raw  "
            f"peak {megabytes} MB"
        )


if __name__ == "__main__":
    main()
