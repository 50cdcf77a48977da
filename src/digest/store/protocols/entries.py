"""What is asked of the store about entries and the archives of the feed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from digest.feeds import FeedArchive
from digest.model import EntryRecord


class EntryStore(Protocol):
    """The ids and dates of entries: asked by the pipeline."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """Every entry ever published, in the order of their ids."""
        ...

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """Add or replace the records of these ids; all others stay for ever."""
        ...

    def feed_archives(self) -> tuple[FeedArchive, ...]:
        """What stands in each archive of the site's feed, by their numbers."""
        ...

    def save_feed_archives(self, archives: Iterable[FeedArchive]) -> None:
        """Add or replace the archives of these numbers; all others stay as they are."""
        ...
