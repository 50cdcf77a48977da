from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.feeds import FeedArchive, Version
from digest.model import EntryRecord
from digest.store.protocols import Store


def a_record(name: str = "harbour", published: datetime = NOW) -> EntryRecord:
    """What is remembered of one entry."""
    return EntryRecord(
        id=f"tag:notes.example.org,2026-11-10:{name}",
        path=f"{name}.md",
        slug=name,
        identity=f"identity of {name}",
        revision="first",
        published=published,
        updated=NOW,
    )


def test_records_come_back_in_the_order_of_their_ids(store: Store) -> None:
    """Whatever the order in which they were saved."""
    ferry, harbour = a_record("ferry"), a_record("harbour")
    store.save_entry_records([harbour, ferry])
    assert store.entry_records() == (ferry, harbour)


def test_saving_again_replaces_the_record_of_that_id_only(store: Store) -> None:
    """A moved article keeps its id; all others stay for ever."""
    ferry, harbour = a_record("ferry"), a_record("harbour")
    store.save_entry_records([ferry, harbour])
    moved = replace(harbour, path="archive/harbour.md", revision="second")
    store.save_entry_records([moved])
    assert store.entry_records() == (ferry, moved)


def test_saving_nothing_is_allowed(store: Store) -> None:
    """An empty content folder is no error."""
    store.save_entry_records([])
    assert store.entry_records() == ()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1969, 7, 20, 20, 17, 40, 123456, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ],
)
def test_times_come_back_aware_exact_and_in_utc(store: Store, moment: datetime) -> None:
    """To the microsecond, in every year there is."""
    store.save_entry_records([a_record(published=moment)])
    (record,) = store.entry_records()
    assert record.published == moment
    assert record.published.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(store: Store) -> None:
    """It means another moment on every machine."""
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StoreError):
        store.save_entry_records([a_record(published=naive)])


def test_former_slugs_and_the_moment_of_leaving_come_back(store: Store) -> None:
    """With any letters, in their order."""
    record = replace(a_record(), former_slugs=("hafen", "渡船"), gone=NOW)
    store.save_entry_records([record])
    assert store.entry_records() == (record,)


def test_archives_of_the_feed_come_back_by_their_numbers(store: Store) -> None:
    """Each as it was saved last; the others stay."""
    assert store.feed_archives() == ()
    first, harbour = Version("tag:a", "1"), Version("tag:ü", "2")
    archives = [FeedArchive(number=n, versions=(first,)) for n in (2, 0, 1)]
    store.save_feed_archives(archives)
    changed = FeedArchive(number=1, versions=(harbour, first))
    store.save_feed_archives([changed])
    assert store.feed_archives() == (
        FeedArchive(number=0, versions=(first,)),
        changed,
        FeedArchive(number=2, versions=(first,)),
    )
