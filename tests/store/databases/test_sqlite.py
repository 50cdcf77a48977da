from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import event

from builders import NOW
from digest.errors import StoreError
from digest.issues import Slot
from digest.store.databases import sqlite_engine
from digest.store.databases.connection import Mode
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.schema import SUPPRESSION
from store_steps import add_readers, claim, number_of, publish


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "state" / "digest.sqlite"


def test_a_store_is_made_where_there_is_none(path: Path) -> None:
    """With its folder; only its owner may read the addresses."""
    open_sqlite(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_store_keeps_what_it_was_told(path: Path) -> None:
    """Over closing and opening."""
    first = open_sqlite(path)
    add_readers(first, "ann@example.net")
    first.close()
    second = open_sqlite(path)
    assert number_of(second, "ann@example.net")
    second.close()


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    """It is no URL."""
    odd = tmp_path / "50% of ?x=#1 'é" / "digest.sqlite"
    open_sqlite(odd).close()
    assert odd.is_file()


def test_stores_in_memory_know_nothing_of_each_other() -> None:
    """Each test has its own."""
    one, other = open_memory(), open_memory()
    add_readers(one, "ann@example.net")
    assert list(other.subscribers()) == []
    one.close()
    other.close()


def test_writers_survive_what_their_mode_promises(path: Path) -> None:
    """Consent and plans are on the disk before we go on; outcomes may be in memory."""
    store = open_sqlite(path)
    begun: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("PRAGMA synchronous", "BEGIN")):
            begun.append(statement)

    event.listen(store._database._engine, "before_cursor_execute", note)
    add_readers(store, "ann@example.net")
    assert begun[:2] == ["PRAGMA synchronous = FULL", "BEGIN IMMEDIATE"]
    begun.clear()
    claim(store)
    assert begun == ["PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE"]
    store.close()


def test_a_locked_store_is_said_to_be_locked(path: Path) -> None:
    """After the writer's patience; afterwards all goes on."""
    store = open_sqlite(path, patience=0.1)
    blocker = driver.connect(str(path), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"digest\.sqlite: another process keeps it"):
        add_readers(store, "ann@example.net")
    assert list(store.subscribers()) == []
    blocker.execute("ROLLBACK")
    add_readers(store, "ann@example.net")
    blocker.close()
    store.close()


def test_a_store_locked_as_a_whole_cannot_be_opened(path: Path) -> None:
    """Not even for reading; said within the writer's patience."""
    open_sqlite(path).close()
    blocker = driver.connect(str(path), isolation_level=None)
    blocker.execute("PRAGMA locking_mode = EXCLUSIVE")
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="another process keeps it locked"):
        open_sqlite(path, patience=0.1)
    blocker.close()


def test_a_writer_waits_for_another(path: Path) -> None:
    """As long as its patience lasts."""
    store = open_sqlite(path)
    blocker = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    blocker.execute("BEGIN IMMEDIATE")
    started = Event()

    def write() -> None:
        started.set()
        add_readers(store, "ann@example.net")

    writer = Thread(target=write)
    writer.start()
    started.wait()
    blocker.execute("COMMIT")
    writer.join()
    assert number_of(store, "ann@example.net")
    blocker.close()
    store.close()


def test_a_new_store_waits_for_who_is_making_it(path: Path) -> None:
    """Turning a file to WAL is something that SQLite itself does not wait for."""
    path.parent.mkdir()
    maker = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    maker.execute("BEGIN EXCLUSIVE")
    opening = Thread(target=lambda: open_sqlite(path).close())
    opening.start()
    sleep(0.2)
    maker.execute("COMMIT")
    maker.close()
    opening.join()
    store = open_sqlite(path)
    assert store.open_deliveries() == 0
    store.close()


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    """They see the last commit."""
    store = open_sqlite(path, patience=0.1)
    add_readers(store, "ann@example.net")
    blocker = driver.connect(str(path), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    blocker.execute("DELETE FROM subscriber")
    assert number_of(store, "ann@example.net")
    blocker.close()
    store.close()


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    """The owner is told what to do with it."""
    path.parent.mkdir()
    path.write_bytes(b"North Shore Notes\n" * 500)
    with pytest.raises(StoreError, match="is no SQLite database; move it away"):
        open_sqlite(path)
    assert path.read_bytes().startswith(b"North Shore")


def test_a_damaged_store_is_said_to_be_damaged(path: Path) -> None:
    """Rather than answered from."""
    store = open_sqlite(path)
    add_readers(store, *(f"reader{number}@example.net" for number in range(500)))
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged; restore a backup"):
        open_sqlite(path)


def test_a_full_disk_is_said_to_be_full(path: Path) -> None:
    """What was there stays whole, and all goes on when there is room again."""
    store = open_sqlite(path)
    add_readers(store, "ann@example.net")
    with store._database._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    many = [f"reader{number}@example.net" for number in range(2000)]
    with pytest.raises(StoreError, match="the disk is full; make room"):
        add_readers(store, *many)
    assert [s.address for s in store.subscribers()] == ["ann@example.net"]
    with store._database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add_readers(store, *many)
    store.close()


def test_a_store_that_cannot_be_written_is_said_so(path: Path) -> None:
    """Reading goes on."""
    store = open_sqlite(path)
    add_readers(store, "ann@example.net")
    with store._database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be written; give its file"):
        add_readers(store, "bob@example.net")
    assert number_of(store, "ann@example.net")
    store.close()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    """The message names the file and the reason."""
    (tmp_path / "state").write_text("a file")
    with pytest.raises(
        StoreError, match=r"digest\.sqlite: cannot be made \(.+\); mend"
    ):
        open_sqlite(tmp_path / "state" / "digest.sqlite")


def test_a_folder_in_its_place_is_said_so(path: Path) -> None:
    """At once, not after the writer's patience."""
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be opened; mend its folder"):
        open_sqlite(path)


def test_a_suppression_written_past_us_holds(path: Path) -> None:
    """A delivery planned before it is withdrawn when its turn comes."""
    store = open_sqlite(path)
    add_readers(store, "ann@example.net")
    publish(store)
    row = {"key": "ann@example.net", "address": "", "reason": "by hand", "since": NOW}
    with store._database.transaction(Mode.WRITE) as connection:
        connection.execute(SUPPRESSION.insert(), row)
    assert claim(store) == ()
    assert store.open_deliveries() == 0
    store.close()


def test_any_other_fault_is_told_in_the_databases_words(path: Path) -> None:
    """With the file's name before and a way on behind."""
    store = open_sqlite(path)
    with store._database._engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE subscription")
    with pytest.raises(StoreError, match=r"no such table: subscription; mend the"):
        store.count_subscribers()
    store.close()


def test_a_forgotten_address_is_nowhere_on_the_disk(path: Path) -> None:
    """Neither in the file nor beside it, while the store is still open."""
    store = open_sqlite(path)
    addresses = [f"reader{number}@example.net" for number in range(300)]
    add_readers(store, *addresses, "erase.me@example.net")
    publish(store)
    assert store.forget(number_of(store, "erase.me@example.net"))
    for file in path.parent.iterdir():
        assert b"erase.me" not in file.read_bytes()
    store.close()


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from digest.store.databases.connection import Mode
from digest.store.protocols import NewSubscriber
from digest.store.schema import SUBSCRIBER
from digest.store.databases.sqlite import open_sqlite
store = open_sqlite(Path(sys.argv[1]))
now = datetime(2026, 11, 16, tzinfo=UTC)
row = NewSubscriber(address="kept@example.net")
store.import_subscribers([row], ["weekly"], consent="owner", now=now)
with store._database.transaction(Mode.WRITE) as connection:
    connection.execute(SUBSCRIBER.delete())
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_within_a_transaction_changes_nothing(path: Path) -> None:
    """What was committed before is all there, and the next process can write."""
    run_killed(KILLED, path)
    store = open_sqlite(path, patience=1)
    assert number_of(store, "kept@example.net")
    add_readers(store, "new@example.net")
    store.close()


def test_a_connection_closed_midway_loses_nothing(path: Path) -> None:
    """The half transaction is undone."""
    store = open_sqlite(path)
    add_readers(store, "ann@example.net")
    half = driver.connect(str(path), isolation_level=None)
    half.execute("BEGIN IMMEDIATE")
    half.execute("DELETE FROM subscription")
    half.close()
    assert store.count_subscribers() == {"weekly": {"confirmed": 1}}
    store.close()


def test_an_error_within_a_transaction_undoes_all_of_it(path: Path) -> None:
    """A record that cannot be written takes its neighbours with it."""
    store = open_sqlite(path)
    broken = Slot(newsletter="weekly", name="b", due_at=NOW.replace(tzinfo=None))
    good = Slot(newsletter="weekly", name="a", due_at=NOW)
    with pytest.raises(StoreError):
        store.record_slots("weekly", [good, broken], watermark=NOW)
    assert store.open_slots("weekly", now=NOW) == ()
    store.close()


def test_an_old_library_is_warned_of(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once, when a store is opened; it works all the same."""
    monkeypatch.setattr(sqlite_engine, "SOUND_SQLITE", (99, 0, 0))
    open_sqlite(path).close()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "install pysqlite3" in caplog.text


OPENING = """
import sys
from pathlib import Path
from digest.store.databases.sqlite import open_sqlite
sys.stdin.readline()
open_sqlite(Path(sys.argv[1])).close()
"""


def test_processes_that_open_a_new_store_together_make_it_once(path: Path) -> None:
    """Each finds it at the newest schema."""
    command = [sys.executable, "-c", OPENING, str(path)]
    started = [
        subprocess.Popen(  # noqa: S603  our own words
            command,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint
    store = open_sqlite(path)
    assert store.open_deliveries() == 0
    store.close()


def run_killed(code: str, path: Path) -> None:
    """Run the code in a process that kills itself."""
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code, str(path)],
        env={"PYTHONPATH": ":".join(sys.path)},
        check=False,
        capture_output=True,
    )
    assert done.returncode == -9, done.stderr
