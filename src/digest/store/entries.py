"""The ids and dates of entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from digest.model import EntryRecord
from digest.store.connection import Mode, Statements
from digest.store.schema import ENTRY


class EntryStatements(Statements):
    """What protocols.EntryStore asks."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """Every entry ever published, in the order of their ids."""
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(select(ENTRY).order_by(ENTRY.c.id)).mappings()
            return tuple(EntryRecord(**row) for row in rows)

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """Add or replace the records of these ids; all others stay for ever."""
        rows = [asdict(record) for record in records]
        if not rows:
            return
        adding = self._database.insert(ENTRY)
        replacing = adding.on_conflict_do_update(
            index_elements=[ENTRY.c.id],
            set_={
                column.name: adding.excluded[column.name]
                for column in ENTRY.c
                if not column.primary_key
            },
        )
        with self._database.transaction(Mode.DURABLE) as connection:
            connection.execute(replacing, rows)
