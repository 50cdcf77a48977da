"""The ids and dates of entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from digest.model import EntryRecord
from digest.store.connection import Mode, Statements
from digest.store.schema import ENTRY


class EntryStatements(Statements):
    """What protocols.EntryStore asks."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """See EntryStore."""
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(select(ENTRY).order_by(ENTRY.c.id)).mappings()
            return tuple(EntryRecord(**row) for row in rows)

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """See EntryStore."""
        rows = [asdict(record) for record in records]
        if not rows:
            return
        adding = insert(ENTRY)
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
