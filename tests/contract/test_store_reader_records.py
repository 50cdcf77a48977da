from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Text, select

from builders import NOW, a_suppression
from digest.deliveries import Purpose
from digest.reasons import Reason
from digest.records.bounces import Bounce, BounceKind
from digest.store.databases.connection import Mode
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import Store
from digest.store.schema import METADATA
from digest.store.sql import SqlStore
from store_steps import add_readers, claim, publish

HOUR = timedelta(hours=1)
#: told of the reader, or of nobody by name
KNOWN_TABLES = {
    *("address_move", "bounce", "consent_event", "delivery", "private_feed"),
    "subscription",
}


def fill(store: Store) -> int:
    """The number of a reader of whom everything is kept that can be."""
    ann = store.request_subscription(
        "ann@example.net", "Ann", ["weekly"], confirm_after=NOW, now=NOW, language="de"
    ).id
    store.confirm(ann, "weekly", now=NOW)
    publish(store)
    (issue,) = [d for d in claim(store) if d.purpose is Purpose.ISSUE]
    store.record_bounce(
        Bounce(
            kind=BounceKind.TRANSIENT,
            reason=Reason.MAILBOX_FULL,
            received=NOW,
            delivery=issue.id,
            address="ann@example.net",
            source="mailbox",
            id="1",
        )
    )
    store.add_private_feed(ann, "digest", now=NOW)
    store.ask_to_move(ann, "ann@new.example", ask_after=NOW, now=NOW + HOUR)
    store.pause(ann, NOW + 9 * HOUR, now=NOW)
    store.suppress(a_suppression("ann@example.net", Reason.COMPLAINT))
    return ann


def test_a_record_tells_all_that_is_kept(store: Store) -> None:
    """Nothing is left out, and nothing of others is in it."""
    ann = fill(store)
    add_readers(store, "bob@example.net")
    record = store.record_of(ann)
    assert record is not None
    assert record.subscriber == store.subscriber(ann)
    assert [s.newsletter for s in record.subscriptions] == ["weekly"]
    assert [e.step for e in record.events] == ["asked", "confirmed", "paused"]
    assert {(d.purpose, d.issue) for d in record.deliveries} == {
        (Purpose.CONFIRMATION, 0),
        (Purpose.ISSUE, 1),
    }
    assert [b.reason for b in record.bounces] == [Reason.MAILBOX_FULL]
    assert record.suppression == a_suppression("ann@example.net", Reason.COMPLAINT)
    assert record.move is not None
    assert record.move.address == "ann@new.example"
    assert [feed.revoked for feed in record.private_feeds] == [None]


def test_every_table_about_a_reader_is_told_and_erased() -> None:
    """A new one has to be thought of in store.readers.records."""
    theirs = {
        table.name
        for table in METADATA.sorted_tables
        if "subscriber_id" in table.columns
    }
    assert theirs == KNOWN_TABLES


def test_there_is_no_record_of_a_stranger(store: Store) -> None:
    """None, not an empty one."""
    assert store.record_of(99) is None


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store in a file."""
    opened = open_sqlite(tmp_path / "digest.sqlite")
    yield opened
    opened.close()


def rows_about(store: SqlStore, number: int) -> dict[str, int]:
    """In which tables there is still something of the reader, and how much."""
    found = {}
    with store._database.transaction(Mode.READ) as connection:
        for table in METADATA.sorted_tables:
            if "subscriber_id" in table.columns:
                query = select(table).where(table.c.subscriber_id == number)
                found[table.name] = len(connection.execute(query).all())
    return {name: count for name, count in found.items() if count}


def values_in(store: SqlStore) -> Iterator[str]:
    """Every text of the store."""
    with store._database.transaction(Mode.READ) as connection:
        for table in METADATA.sorted_tables:
            texts = [c for c in table.columns if isinstance(c.type, Text)]
            if texts:
                for row in connection.execute(select(*texts)):
                    yield from (str(value) for value in row)


def test_who_is_forgotten_is_in_no_table(disk: SqlStore) -> None:
    """Only a digest of the address stays, as it was suppressed."""
    ann = fill(disk)
    assert disk.forget(ann)
    assert not disk.forget(ann)
    assert rows_about(disk, ann) == {}
    assert not [v for v in values_in(disk) if "ann@" in v or v == "Ann"]
    (kept,) = disk.suppressions()
    assert (kept.address, kept.reason) == ("", Reason.COMPLAINT)
    assert disk.open_deliveries() == 0
