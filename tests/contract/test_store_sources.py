from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.records.sources import SourceRecord, TakenItem
from digest.store.protocols import Store


def a_source(name: str = "ferries", **changes: Any) -> SourceRecord:
    """A source that was polled once and read."""
    record = SourceRecord(
        name=name,
        url=f"https://{name}.example.org/",
        feed_url=f"https://{name}.example.org/feed",
        etag='"1"',
        last_modified="Mon, 16 Nov 2026 08:00:00 GMT",
        last_poll=NOW,
        next_poll=NOW + timedelta(hours=1),
        last_read=NOW,
    )
    return replace(record, **changes)


def an_item(item_id: str, path: str = "") -> TakenItem:
    """An item of which a file was made, or none."""
    return TakenItem(id=item_id, path=path, fingerprint=f"of {path}" if path else "")


def test_a_new_store_knows_no_source(store: Store) -> None:
    """Asking is no error."""
    assert store.source_records() == ()
    assert store.taken_items("ferries") == {}
    assert store.count_taken() == {}


def test_records_come_back_by_name_and_whole(store: Store) -> None:
    """Also of one that was never read, or is gone."""
    fault = "https://gone.example.org/: answers 410; take it out"
    gone = a_source("gone", fault=fault, failures=7, is_gone=True, last_read=None)
    store.record_poll(gone, [])
    store.record_poll(a_source(), [])
    assert store.source_records() == (a_source(), gone)


def test_a_poll_replaces_the_record_of_its_source_only(store: Store) -> None:
    """The newest is the one that counts."""
    store.record_poll(a_source("pier"), [])
    store.record_poll(a_source(etag='"1"'), [])
    store.record_poll(a_source(etag='"2"'), [])
    assert store.source_records() == (a_source(etag='"2"'), a_source("pier"))


def test_items_stay_when_others_come(store: Store) -> None:
    """And one that is told again is replaced: its file has changed."""
    store.record_poll(a_source(), [an_item("1", "a.md"), an_item("2")])
    store.record_poll(a_source(), [])
    store.record_poll(a_source(), [an_item("1", "b.md"), an_item("3", "c.md")])
    assert dict(store.taken_items("ferries")) == {
        "1": an_item("1", "b.md"),
        "2": an_item("2"),
        "3": an_item("3", "c.md"),
    }


def test_sources_do_not_share_their_items(store: Store) -> None:
    """Two sites may use the same ids."""
    store.record_poll(a_source(), [an_item("1", "a.md")])
    store.record_poll(a_source("pier"), [an_item("1", "b.md"), an_item("2", "c.md")])
    assert store.taken_items("ferries")["1"].path == "a.md"
    assert store.taken_items("pier")["1"].path == "b.md"
    assert store.count_taken() == {"ferries": 1, "pier": 2}


def test_only_items_with_a_file_are_counted(store: Store) -> None:
    """Those that were passed over are no articles."""
    store.record_poll(a_source(), [an_item("1"), an_item("2")])
    assert store.count_taken() == {}


def test_many_items_are_one_transaction(store: Store) -> None:
    """A long feed at its first poll."""
    items = [an_item(f"{number:05}") for number in range(5000)]
    store.record_poll(a_source(), items)
    assert len(store.taken_items("ferries")) == 5000


def test_a_poll_that_cannot_be_recorded_leaves_nothing(store: Store) -> None:
    """Neither its record nor its items."""
    with pytest.raises(StoreError):
        store.record_poll(
            a_source(),
            [an_item("1"), replace(an_item("2"), path=None)],  # type: ignore[arg-type]
        )
    assert store.source_records() == ()
    assert store.taken_items("ferries") == {}


def test_a_source_that_is_not_kept_is_forgotten_with_its_items(store: Store) -> None:
    """If it comes back one day, it is new."""
    store.record_poll(a_source(), [an_item("1", "a.md")])
    store.record_poll(a_source("pier"), [an_item("1", "b.md")])
    store.keep_sources(["pier", "unknown"])
    assert store.source_records() == (a_source("pier"),)
    assert store.taken_items("ferries") == {}
    assert len(store.taken_items("pier")) == 1
    store.keep_sources([])
    assert store.source_records() == ()
    assert store.count_taken() == {}
