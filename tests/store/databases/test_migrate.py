from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from builders import a_letter, an_entry, facts_of
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.issues import IssueState
from digest.store.columns import EPOCH
from digest.store.databases.connection import Mode
from digest.store.databases.migrate import MIGRATIONS, is_known
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.databases.sqlite_engine import driver
from digest.store.schema import HEAD, METADATA
from store_steps import add_readers, number_of

SLOT = "2026-11-16T07:00"
NEXT = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{head}"

def upgrade():
    op.add_column("subscriber", sa.Column("town", sa.Text()))
    {then}
    op.create_table("town", sa.Column("name", sa.Text(), primary_key=True))
"""

LATER = """
import sys
from pathlib import Path
from digest.store.databases import migrate, sqlite, upgrading
migrate.MIGRATIONS = Path(sys.argv[1])
migrate.HEAD = upgrading.HEAD = "later"
sqlite.open_sqlite(Path(sys.argv[2])).close()
"""


def test_the_migrations_make_the_schema() -> None:
    """Tables, columns and indexes are the same by either way."""
    store = open_memory()
    with store._database.transaction(Mode.READ) as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, METADATA)
    store.close()
    assert differences == []


def test_the_newest_version_is_the_one_that_the_schema_names() -> None:
    """Else a store would be migrated at each start, or never."""
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    assert is_known(HEAD)
    assert not is_known("9999")


def test_no_migration_goes_back() -> None:
    """A newer store with an older program is restored from a backup."""
    for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions():
        assert not hasattr(script.module, "downgrade")


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    """The owner is told which schema it has."""
    path = tmp_path / "digest.sqlite"
    store = open_sqlite(path)
    with store._database.transaction(Mode.WRITE) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    store.close()
    before = path.read_bytes()
    told = rf"newer digest \(schema 0099, not {HEAD}\); ins"
    with pytest.raises(StoreError, match=told):
        open_sqlite(path)
    assert path.read_bytes() == before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of the first version, with a reader."""
    path = tmp_path / "digest.sqlite"
    store = open_sqlite(path)
    add_readers(store, "ann@example.net")
    store.close()
    return path


READER = "INSERT INTO subscriber VALUES (1, 'a@b.c', 'a@b.c', '', 'owner', 0, 0)"
#: a letter that was being sent, and a slot that was being worked on, in version one
ROWS = """
INSERT INTO subscriber VALUES (1, 'a@b.c', 'a@b.c', '', 'owner', 0, 0);
INSERT INTO delivery (id, purpose, newsletter, subscriber_id, state, planned, due,
    lease_until) VALUES (1, 'issue', 'weekly', 1, 'claimed', 0, 0, 9000000);
INSERT INTO slot VALUES ('weekly', '2026-11-16T07:00', 0, 'busy', 3, 9000000, '');
"""


def test_a_store_of_version_one_learns_who_holds_a_lease(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the leases that are there nobody knows it, and so they are waited for."""
    path = tmp_path / "digest.sqlite"
    with monkeypatch.context() as patch:
        for module in ("migrate", "upgrading"):
            patch.setattr(f"digest.store.databases.{module}.HEAD", "0001")
        open_sqlite(path).close()
    with closing(driver.connect(str(path))) as connection:
        connection.executescript(ROWS)
    with closing(open_sqlite(path, owner="new")) as store:
        before, after = EPOCH + timedelta(seconds=8), EPOCH + timedelta(seconds=9)
        assert store.release_all(now=before) == 0
        assert store.claim_slot("weekly", SLOT, now=before, lease_until=after) is None
        assert store.release_all(now=after) == 1
        assert store.claim_slot("weekly", SLOT, now=after, lease_until=after) == 4
    assert tables_and_version(path)[1] == HEAD


def test_a_store_of_version_two_learns_of_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has none yet; whoever is in it stays."""
    path = tmp_path / "digest.sqlite"
    with monkeypatch.context() as patch:
        for module in ("migrate", "upgrading"):
            patch.setattr(f"digest.store.databases.{module}.HEAD", "0002")
        open_sqlite(path).close()
    with closing(driver.connect(str(path))) as connection:
        connection.execute(READER)
        connection.commit()
    assert "source" not in tables_and_version(path)[0]
    with closing(open_sqlite(path)) as store:
        assert store.source_records() == ()
        assert number_of(store, "a@b.c")
    assert tables_and_version(path)[1] == HEAD


#: two letters of an issue, one of them on its way, one of them accepted, and one that
#: asks a reader who was forgotten since
LEDGER_ROWS = """
INSERT INTO subscriber VALUES (1, 'a@b.c', 'a@b.c', '', 'owner', 0, 0);
INSERT INTO subscriber VALUES (2, 'b@b.c', 'b@b.c', '', 'owner', 0, 0);
INSERT INTO subscription VALUES (1, 'weekly', 'confirmed', 0);
INSERT INTO issue (id, newsletter, number, slot, subject, preheader, url, published,
    letter) VALUES (1, 'weekly', 4, '2026-11-16T07:00', 'Harbour', '', '', 0, '');
INSERT INTO delivery (id, purpose, newsletter, issue_id, subscriber_id, state, planned,
    due, lease_until, owner) VALUES
    (1, 'issue', 'weekly', 1, 1, 'claimed', 0, 0, 9000000, 'somebody'),
    (2, 'issue', 'weekly', 1, 2, 'accepted', 0, 0, NULL, ''),
    (9, 'confirmation', 'weekly', NULL, 2, 'pending', 0, 0, NULL, '');
DELETE FROM delivery WHERE id = 9;
"""


def test_a_store_of_version_eight_keeps_its_deliveries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is leased stays so until its time; no number is ever given again."""
    path = tmp_path / "digest.sqlite"
    with monkeypatch.context() as patch:
        for module in ("migrate", "upgrading"):
            patch.setattr(f"digest.store.databases.{module}.HEAD", "0008")
        open_sqlite(path).close()
    with closing(driver.connect(str(path))) as connection:
        connection.executescript(LEDGER_ROWS)
    end = EPOCH + timedelta(seconds=9)
    later = EPOCH + timedelta(seconds=99)
    with closing(open_sqlite(path)) as store:
        assert store.delivery_counts("weekly", 4) == {
            DeliveryState.ACCEPTED: 1,
            DeliveryState.CLAIMED: 1,
        }
        assert store.next_due(now=EPOCH) == end
        assert store.claim_deliveries(9, now=EPOCH, lease_until=end) == ()
        (delivery,) = store.claim_deliveries(9, now=end, lease_until=later)
        assert (delivery.id, delivery.is_in_doubt) == (1, True)
        store.request_subscription(
            "new@b.c", "", ["weekly"], confirm_after=end, now=end
        )
        (asked,) = store.claim_deliveries(9, now=end, lease_until=end)
        assert asked.id == 10


#: an issue as a store of version seven has it, with one entry
ISSUE_ROWS = """
INSERT INTO issue (id, newsletter, number, slot, subject, preheader, url, published,
    letter) VALUES (1, 'weekly', 4, '2026-11-16T07:00', 'Harbour', 'and more',
    'https://notes.example.org/issues/weekly/4/', 0, ?);
"""
ENTRY_ROWS = "INSERT INTO issue_entry VALUES ('weekly', ?, 1, 0, ?)"


def test_a_store_of_version_seven_keeps_its_issues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were published, without a note, and nobody forced them."""
    path = tmp_path / "digest.sqlite"
    with monkeypatch.context() as patch:
        for module in ("migrate", "upgrading"):
            patch.setattr(f"digest.store.databases.{module}.HEAD", "0007")
        open_sqlite(path).close()
    letter, entry = a_letter(), facts_of(an_entry())
    written = msgspec.json.decode(msgspec.json.encode(letter))
    # what letters had no word for then
    for name in ("preheader", "reply_to", "has_own_text", "shortened"):
        written.pop(name, None)
    with closing(driver.connect(str(path))) as connection:
        connection.execute(ISSUE_ROWS, (msgspec.json.encode(written).decode(),))
        snapshot = msgspec.json.encode(entry).decode()
        connection.execute(ENTRY_ROWS, (entry.id, snapshot))
        connection.commit()
    with closing(open_sqlite(path)) as store:
        (issue,) = store.issues("weekly")
        assert (issue.number, issue.subject) == (4, "Harbour")
        assert (issue.note, issue.forced, issue.entries) == (None, "", (entry,))
        assert store.letter("weekly", 4) == letter
        assert store.last_number("weekly") == 4
        for state in (IssueState.WAITING, IssueState.DISCARDED):
            assert store.issues("weekly", state) == ()
    assert tables_and_version(path)[1] == HEAD


def open_later(path: Path, tmp_path: Path, *, then: str) -> int:
    """Open the store with a later digest, in a process; its exit code."""
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "later.py").write_text(NEXT.format(head=HEAD, then=then))
    command = [sys.executable, "-c", LATER, str(migrations), str(path)]
    environ = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(  # noqa: S603  our own words
        command, env=environ, check=False, capture_output=True
    )
    return done.returncode


def tables_and_version(path: Path) -> tuple[set[str], str]:
    """What stands in the file, read past digest."""
    connection = driver.connect(str(path))
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    (version,) = connection.execute(
        "SELECT version_num FROM alembic_version"
    ).fetchone()
    connection.close()
    return names, version


def test_an_older_store_is_brought_to_the_newest_schema(
    path: Path, tmp_path: Path
) -> None:
    """At opening; what was in it stays."""
    assert open_later(path, tmp_path, then="") == 0
    names, version = tables_and_version(path)
    assert "town" in names
    assert version == "later"


@pytest.mark.parametrize(
    "then", ["os.kill(os.getpid(), signal.SIGKILL)", "raise ValueError"]
)
def test_a_migration_that_dies_halfway_leaves_the_old_schema(
    path: Path, tmp_path: Path, then: str
) -> None:
    """Killed or failed: the old program opens the store and finds everything."""
    assert open_later(path, tmp_path, then=then) != 0
    names, version = tables_and_version(path)
    assert "town" not in names
    assert version == HEAD
    store = open_sqlite(path)
    assert number_of(store, "ann@example.net")
    with store._database.transaction(Mode.READ) as connection:
        columns = connection.execute(text("SELECT * FROM subscriber")).keys()
    assert "town" not in columns
    store.close()
