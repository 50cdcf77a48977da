"""The ids and dates of entries, and what stands in which archive of the feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import Table, select

from digest.feeds import FeedArchive, Version
from digest.model import EntryRecord
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import Insert, insert
from digest.store.schema import ENTRY, FEED_ARCHIVE

_NO_SLUGS = "[]"


class EntryStatements(Statements):
    """What protocols.EntryStore asks."""

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """See EntryStore."""
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(select(ENTRY).order_by(ENTRY.c.id)).all()
        return tuple(map(_record, rows))

    def save_entry_records(self, records: Iterable[EntryRecord]) -> None:
        """See EntryStore."""
        rows = [
            asdict(each) | {"former_slugs": _as_json(each.former_slugs)}
            for each in records
        ]
        self._replace(ENTRY, rows)

    def feed_archives(self) -> tuple[FeedArchive, ...]:
        """See EntryStore."""
        query = select(FEED_ARCHIVE).order_by(FEED_ARCHIVE.c.number)
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query).all()
        read = msgspec.json.Decoder(tuple[Version, ...])
        return tuple(
            FeedArchive(number=row.number, versions=read.decode(row.entries))
            for row in rows
        )

    def save_feed_archives(self, archives: Iterable[FeedArchive]) -> None:
        """See EntryStore."""
        rows = [
            {"number": each.number, "entries": _as_json(each.versions)}
            for each in archives
        ]
        self._replace(FEED_ARCHIVE, rows)

    def _replace(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        with self._database.transaction(Mode.DURABLE) as connection:
            connection.execute(_replacing(table), rows)


def _replacing(table: Table) -> Insert:
    """Adds a row, or puts it in the place of the one with its key."""
    adding = insert(table)
    return adding.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={
            column.name: adding.excluded[column.name]
            for column in table.c
            if not column.primary_key
        },
    )


def _record(row: Sequence[Any]) -> EntryRecord:
    # by place: to ask for each column by its name takes twice as long
    id_, path, slug, identity, revision, published, updated, former, gone = row
    return EntryRecord(
        id=id_,
        path=path,
        slug=slug,
        identity=identity,
        revision=revision,
        published=published,
        updated=updated,
        former_slugs=() if former == _NO_SLUGS else _slugs(former),
        gone=gone,
    )


def _slugs(told: str) -> tuple[str, ...]:
    return msgspec.json.decode(told, type=tuple[str, ...])


def _as_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
