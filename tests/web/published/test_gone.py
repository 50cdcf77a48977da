"""Articles that were taken away are told as gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from builders import NOW
from digest.errors import StoreError
from digest.model import NEVER_PUBLIC, EntryRecord
from digest.store.protocols import EntryStore
from digest.web.app import make_app
from digest.web.published.gone import LASTING, GoneEntries
from digest.wiring import Press
from publications import Clock
from serving import serving


def a_record(slug: str, *, is_gone: bool = True) -> EntryRecord:
    """What the store remembers of an article."""
    return EntryRecord(
        id=f"tag:notes.example.org,2026:{slug}",
        path=f"{slug}.md",
        slug=slug,
        identity=slug,
        revision=slug,
        published=NOW,
        updated=NOW,
        former_slugs=(f"former-{slug}",),
        gone=NOW if is_gone else None,
    )


@dataclass
class Memory:
    """A store that counts how often it is asked."""

    records: list[EntryRecord] = field(default_factory=list)
    asked: int = 0
    is_mute: bool = False

    def entry_records(self) -> tuple[EntryRecord, ...]:
        """All of them, or a fault."""
        self.asked += 1
        if self.is_mute:
            raise StoreError("digest.sqlite: is locked; try again later")
        return tuple(self.records)


def has(entries: GoneEntries, path: str) -> bool:
    """Whether an article is gone from the path."""
    return asyncio.run(entries.has(path))


@pytest.fixture
def memory() -> Memory:
    """One article is gone, and one is not."""
    return Memory([a_record("harbour"), a_record("pier", is_gone=False)])


@pytest.mark.parametrize(
    ("path", "is_gone"),
    [
        ("/articles/harbour/", True),
        ("/articles/harbour", True),
        ("/articles/harbour/index.html", True),
        ("/articles/former-harbour/", True),
        ("/articles/pier/", False),
        ("/articles/", False),
        ("/articles", False),
        ("/tags/harbour/", False),
        ("/", False),
        ("", False),
    ],
)
def test_only_the_paths_of_what_went_are_gone(
    memory: Memory, path: str, *, is_gone: bool
) -> None:
    """Also those that it had before."""
    assert has(GoneEntries(memory.entry_records, Clock(NOW)), path) is is_gone


def test_what_never_was_public_is_not_told_from_what_never_was(memory: Memory) -> None:
    """A private article has a record too, and its slug can be guessed."""
    private = replace(a_record("secret"), former_slugs=(), gone=NEVER_PUBLIC)
    memory.records.append(private)
    assert not has(GoneEntries(memory.entry_records, lambda: NOW), "/articles/secret/")


def test_the_store_is_asked_once_in_a_while(memory: Memory) -> None:
    """However many come; and a clock set back does not make it last."""
    clock = Clock(NOW)
    entries = GoneEntries(memory.entry_records, clock)
    for number in range(10):
        has(entries, f"/articles/{number}/")
    assert memory.asked == 1
    memory.records.append(a_record("ferry"))
    assert not has(entries, "/articles/ferry/")
    clock.now += LASTING
    assert has(entries, "/articles/ferry/")
    clock.now -= timedelta(days=400)
    has(entries, "/articles/x/")
    assert memory.asked == 3


def test_a_store_that_is_mute_means_that_nobody_knows(
    memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    """What it said before is still believed."""
    clock = Clock(NOW)
    entries = GoneEntries(memory.entry_records, clock)
    memory.is_mute = True
    assert not has(entries, "/articles/harbour/")
    assert "is locked" in caplog.text
    clock.now += LASTING
    memory.is_mute = False
    assert has(entries, "/articles/harbour/")
    clock.now += LASTING
    memory.is_mute = True
    assert has(entries, "/articles/harbour/")


class Remembering:
    """The store of a press, with other records."""

    def __init__(self, store: EntryStore, memory: Memory) -> None:
        self._store = store
        self.entry_records = memory.entry_records

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def test_a_reader_is_told_by_a_page(press: Press, memory: Memory) -> None:
    """410 (RFC 9110 15.5.11); a feed's address gets no page, and others are 404."""
    store = Remembering(press.store, memory)
    press = replace(press, store=store)  # type: ignore[arg-type]
    (press.config.feeds_folder / "404.html").write_text("<h1>Nothing here</h1>")
    with serving(make_app(press)) as client:
        gone = client.ask("/articles/harbour/")
        head = client.ask("/articles/harbour/", method="HEAD")
        missing = client.ask("/articles/pier/")
        feed = client.ask("/tags/none/atom.xml")
    assert (gone.status, head.status) == (410, 410)
    assert "This article is gone" in gone.text
    assert gone.headers["content-type"].startswith("text/html")
    assert gone.headers["cache-control"] == "public, max-age=60"
    assert (missing.status, missing.text) == (404, "<h1>Nothing here</h1>")
    assert feed.status == 404
    assert feed.headers["content-type"].startswith("text/plain")
