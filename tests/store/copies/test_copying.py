"""A store carried over into another, of its own kind or of the other one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from builders import NOW
from digest.errors import StoreError
from digest.store.copies import copying
from digest.store.copies.plain_rows import write_rows
from digest.store.databases.connection import Mode
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.schema import METADATA, SUBSCRIBER
from digest.store.sql import SqlStore
from kept_stores import fill
from postgres_servers import NO_PASSWORD
from store_steps import add_readers, claim, publish

WAYS = [("disk", "disk"), ("disk", "postgresql"), ("postgresql", "disk")]


@pytest.fixture(params=WAYS, ids="-to-".join)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[SqlStore]]:
    """A store with a bit of everything, and an empty one."""
    with ExitStack() as stack:
        stores = []
        for number, kind in enumerate(request.param):
            store = (
                open_sqlite(tmp_path / f"{number}.sqlite")
                if kind == "disk"
                else open_postgres(request.getfixturevalue("postgres_url"), NO_PASSWORD)
            )
            stores.append(stack.enter_context(closing(store)))
        fill(stores[0])
        yield stores


def test_every_row_comes_along(pair: list[SqlStore]) -> None:
    """Counted by table; and the copy goes on where the other one was."""
    old, new = pair
    assert new.is_untouched()
    counts = new.take_all(old)
    assert set(counts) == set(METADATA.tables)
    assert (counts["subscriber"], counts["issue"], counts["suppression"]) == (4, 1, 1)
    assert new.has_the_same(old)
    assert not new.is_untouched()
    assert new.issues("weekly") == old.issues("weekly")
    assert new.letter("weekly", 1) == old.letter("weekly", 1)
    assert new.delivery_counts("weekly", 1) == old.delivery_counts("weekly", 1)


def test_numbers_go_on_behind_those_that_were_ever_given(pair: list[SqlStore]) -> None:
    """The one of a reader who was forgotten is not given again."""
    old, new = pair
    new.take_all(old)
    later = (add_readers(old, "zoe@example.net"), add_readers(new, "zoe@example.net"))
    assert later[0] == later[1] == [6]
    publish(new, 2)
    assert claim(new)


def test_what_was_there_before_is_replaced(pair: list[SqlStore]) -> None:
    """To the last row."""
    old, new = pair
    add_readers(new, "gone@example.net")
    assert not new.has_the_same(old)
    new.take_all(old)
    assert new.find_subscriber("gone@example.net") is None
    assert new.has_the_same(old)


def test_rows_that_come_out_different_undo_everything(
    pair: list[SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there before stays."""
    old, new = pair
    add_readers(new, "kept@example.net")
    write = write_rows

    def lose_one(connection: Any, each: Any, rows: Iterator[Any]) -> None:
        kept = list(rows)
        write(connection, each, iter(kept[1:] if each is SUBSCRIBER else kept))

    monkeypatch.setattr(copying, "write_rows", lose_one)
    told = "table subscriber: 4 rows went in, and others came out"
    with pytest.raises(StoreError, match=told):
        new.take_all(old)
    assert new.find_subscriber("kept@example.net") is not None


def test_a_letter_that_postgresql_cannot_keep_is_replaced(postgres_url: str) -> None:
    """All else of the text stays."""
    with (
        closing(open_postgres(postgres_url, NO_PASSWORD)) as new,
        closing(fill(open_memory(), name="Ann\0Ö")) as old,
    ):
        new.take_all(old)
        reader = new.find_subscriber("new@example.net")
    assert reader is not None
    assert reader.name == "Ann\ufffdÖ"


def test_a_row_that_the_other_side_refuses_is_told(postgres_url: str) -> None:
    """In the words of the database, and nothing is written."""
    with (
        closing(open_postgres(postgres_url, NO_PASSWORD)) as new,
        closing(fill(open_memory())) as old,
    ):
        huge = text("UPDATE issue SET number = 9999999999")
        with old._database.transaction(Mode.WRITE) as connection:
            connection.execute(huge)
        with pytest.raises(StoreError, match="out of range"):
            new.take_all(old)
        assert new.is_untouched()


def test_traces_of_a_start_are_no_content() -> None:
    """A program that was started once in the new place does no harm."""
    with closing(open_memory()) as store:
        store.watermark("weekly", "key", start=NOW, latest=NOW)
        store.agree("key", "fingerprint")
        assert store.is_untouched()
        add_readers(store, "ann@example.net")
        assert not store.is_untouched()


def test_tables_of_many_pages_are_copied_whole(tmp_path: Path) -> None:
    """Rows are read and written a thousand at a time."""
    with (
        closing(open_memory()) as old,
        closing(open_sqlite(tmp_path / "new.sqlite")) as new,
    ):
        add_readers(old, *(f"r{number:04}@example.net" for number in range(2_500)))
        assert new.take_all(old)["subscriber"] == 2_500
        with new.reading() as connection:
            last = connection.execute(
                select(SUBSCRIBER.c.address).order_by(SUBSCRIBER.c.id.desc()).limit(1)
            ).scalar_one()
        assert last == "r2499@example.net"
