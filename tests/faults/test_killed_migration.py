"""kill -9 at the n-th statement of a migration, from the first schema to the newest.

The store is as it was before, or as it is after; whoever opens it next goes on.

Short by default; DIGEST_TEST_LONG=1 dies at each statement.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from digest.secret import Secret
from digest.store.copies.snapshots import find_damage, version_of
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.schema import HEAD

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
#: tries in the short mode
TRIES = 6
CHILD = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from digest.secret import Secret
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite

place, last = sys.argv[1], int(sys.argv[2])
count = 0

@event.listens_for(Engine, "before_cursor_execute")
def die(*_):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)

is_server = place.startswith("postgresql:")
store = open_postgres(place, Secret("")) if is_server else open_sqlite(Path(place))
store.close()
print(count)
"""
ROWS = """
INSERT INTO subscriber VALUES (1, 'a@b.c', 'a@b.c', '', 'owner', 0, 0);
INSERT INTO subscription VALUES (1, 'weekly', 'confirmed', 0);
INSERT INTO slot VALUES ('weekly', '2026-11-16T07:00', 0, 'done', 3, 9000000, '');
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a store of the first version, which has a reader."""
    folder = tmp_path / "first"
    path = folder / "digest.sqlite"
    with monkeypatch.context() as patch:
        for module in ("migrate", "upgrading"):
            patch.setattr(f"digest.store.databases.{module}.HEAD", "0001")
        open_sqlite(path).close()
    with closing(driver.connect(str(path))) as connection:
        connection.executescript(ROWS)
    return folder


def migrate(place: Path | str, last: int = 0) -> subprocess.CompletedProcess[str]:
    """Open the store in a process that dies before its last statement."""
    return subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", CHILD, str(place), str(last)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def chosen(count: int) -> list[int]:
    """The statements to die at."""
    return [*range(1, count + 1, 1 if IS_LONG else max(1, count // TRIES))]


def test_a_file_survives_at_every_statement(folder: Path, tmp_path: Path) -> None:
    """Old or new, sound, and with its reader; the next opening brings it up."""
    copytree(folder, tmp_path / "well")
    count = int(migrate(tmp_path / "well" / "digest.sqlite").stdout)
    assert count > 20
    for number in chosen(count):
        root = tmp_path / str(number)
        copytree(folder, root)
        path = root / "digest.sqlite"
        assert migrate(path, number).returncode == -signal.SIGKILL
        assert find_damage(path) == ""
        assert version_of(path) in ("0001", HEAD)
        with closing(open_sqlite(path)) as store:
            reader = store.find_subscriber("a@b.c")
            assert reader is not None
            assert [slot.fence for slot in store.recent_slots("weekly", 2)] == [3]
        assert version_of(path) == HEAD


def test_a_server_survives_at_every_statement(blank_postgres_url: str) -> None:
    """Half of the tables are never there; the last process makes them all."""
    for number in chosen(60):
        done = migrate(blank_postgres_url, number)
        if done.returncode != -signal.SIGKILL:
            # one before it came to its end
            assert done.returncode == 0
            break
    with closing(open_postgres(blank_postgres_url, Secret(""))) as store:
        assert store.is_untouched()
        assert store.find_subscriber("a@b.c") is None
