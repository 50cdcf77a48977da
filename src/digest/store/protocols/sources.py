"""What is asked of the store about other sites' feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from digest.records.sources import SourceRecord, TakenItem


class SourceStore(Protocol):
    """How the polls of other sites' feeds went: asked by sources and status."""

    def source_records(self) -> tuple[SourceRecord, ...]:
        """Every source that was polled, by name."""
        ...

    def taken_items(self, source: str) -> Mapping[str, TakenItem]:
        """By id, the source's items that were dealt with."""
        ...

    def count_taken(self) -> Mapping[str, int]:
        """By source, how many files were made of its items; absent where none."""
        ...

    def record_poll(self, record: SourceRecord, items: Iterable[TakenItem]) -> None:
        """Add or replace the source's record and these of its items; others stay."""
        ...

    def keep_sources(self, names: Collection[str]) -> None:
        """Forget every source but these, with its items."""
        ...
