"""What is remembered of other sites' feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import Table, delete, func, select

from digest.records.sources import SourceRecord, TakenItem
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import Insert, insert
from digest.store.source_tables import SOURCE, SOURCE_ITEM


class SourceStatements(Statements):
    """What protocols.SourceStore asks."""

    def source_records(self) -> tuple[SourceRecord, ...]:
        """See SourceStore."""
        with self._database.transaction(Mode.READ) as connection:
            query = select(SOURCE).order_by(SOURCE.c.name)
            rows = connection.execute(query).mappings()
            return tuple(SourceRecord(**row) for row in rows)

    def taken_items(self, source: str) -> Mapping[str, TakenItem]:
        """See SourceStore."""
        item = SOURCE_ITEM.c
        columns = (item.id, item.path, item.fingerprint, item.told, item.is_filed)
        query = select(*columns).where(item.source == source)
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query.order_by(item.id)).mappings()
            return {row["id"]: TakenItem(**row) for row in rows}

    def count_taken(self) -> Mapping[str, int]:
        """See SourceStore."""
        item = SOURCE_ITEM.c
        query = (
            select(item.source, func.count().label("files"))
            .where(item.path != "", item.is_filed)
            .group_by(item.source)
            .order_by(item.source)
        )
        with self._database.transaction(Mode.READ) as connection:
            return {row.source: row.files for row in connection.execute(query)}

    def record_poll(self, record: SourceRecord, items: Iterable[TakenItem]) -> None:
        """See SourceStore."""
        rows = [{"source": record.name, **asdict(item)} for item in items]
        with self._database.transaction(Mode.DURABLE) as connection:
            connection.execute(_replacing(SOURCE), asdict(record))
            if rows:
                connection.execute(_replacing(SOURCE_ITEM), rows)

    def keep_sources(self, names: Collection[str]) -> None:
        """See SourceStore."""
        # their items go with them
        forgetting = delete(SOURCE).where(SOURCE.c.name.not_in(sorted(names)))
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(forgetting)


def _replacing(table: Table) -> Insert:
    """Add a row to the table, over whatever row has its key."""
    adding = insert(table)
    return adding.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={
            column.name: adding.excluded[column.name]
            for column in table.columns
            if not column.primary_key
        },
    )
