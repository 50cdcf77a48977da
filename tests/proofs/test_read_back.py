"""What an author writes is what other people's readers have, from every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from builders import NOW
from digest.schedule.jobs import rebuild
from foreign_readers import Seen, read_with_feedparser, read_with_node, read_with_reader
from publications import Clock, a_press, write_publication

ATOM, RSS, JSON = "atom.xml", "rss.xml", "feed.json"
SITE = "https://notes.example.org"
RECORDING = b"ID3" + bytes(997)
PAPER = b"%PDF-1.4" + bytes(92)
ARTICLE = """\
---
id: tag:notes.example.org,2026:{name}
title: {title}
authors: {authors}
date: {published}
updated: {updated}
tags: {tags}
summary: {summary}
enclosures: {files}
---

{title}: the harbour is open again. See [the tide](https://example.org/?a=1&b=2).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article as its author wrote it."""

    name: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...] = ("Ada Quay",)
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """In words of its own."""
        return f"What {self.name} brings."


#: newest first
WRITTEN = (
    Written(
        name="episode",
        title="Fähre 渡船 🚢",
        published="2026-11-12T08:00:00Z",
        updated="2026-11-13T09:30:01Z",
        authors=("Ada Quay", "Łukasz Nowak"),
        tags=("harbour", "Öl auf dem Wasser"),
        files=("tide.mp3", "table.pdf"),
    ),
    Written(
        name="research",
        title="R&D at AT&T",
        published="2026-11-11T07:00:00Z",
        updated="2026-11-11T07:00:00Z",
        tags=("R&D",),
        files=("table.pdf",),
    ),
    Written(
        name="plain",
        title="مرحبا بالعالم",
        published="2001-02-03T04:05:06Z",
        updated="2002-02-03T04:05:06Z",
    ),
)
FILES = {"tide.mp3": ("audio/mpeg", RECORDING), "table.pdf": ("application/pdf", PAPER)}

Read = Callable[[Path, str], list[Seen]]
READERS: Mapping[str, Read] = {
    "feedparser": read_with_feedparser,
    "reader": read_with_reader,
    "rss-parser": lambda folder, name: read_with_node("rss-parser", folder, name),
    "feedsmith": lambda folder, name: read_with_node("feedsmith", folder, name),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feeds of these articles."""
    root = write_publication(tmp_path_factory.mktemp("site"))
    for name, (_, data) in FILES.items():
        (root / "content" / name).write_bytes(data)
    for told in WRITTEN:
        text = ARTICLE.format(
            name=told.name,
            title=told.title,
            published=told.published,
            updated=told.updated,
            summary=told.summary,
            authors=list(told.authors),
            tags=list(told.tags),
            files=list(told.files),
        )
        (root / "content" / f"{told.name}.md").write_text(text)
    with a_press(root, Clock(NOW)) as press:
        assert not rebuild(press).problems
    return root / "feeds"


def expected(told: Written, name: str) -> Seen:
    """The entry, as far as the format has room for it."""
    files = told.files[:1] if name == RSS else told.files
    return Seen(
        id=f"tag:notes.example.org,2026:{told.name}",
        link=f"{SITE}/articles/{told.name}/",
        title=told.title,
        published=told.published,
        updated=told.updated,
        html="",
        summary=told.summary,
        author=told.authors[0],
        authors=told.authors,
        tags=told.tags,
        enclosures=tuple(
            (f"{SITE}/media/{file}", FILES[file][0], len(FILES[file][1]))
            for file in files
        ),
    )


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("feedparser", ATOM),
        ("feedparser", RSS),
        ("reader", ATOM),
        ("reader", RSS),
        ("reader", JSON),
        pytest.param("rss-parser", ATOM, marks=pytest.mark.node),
        pytest.param("rss-parser", RSS, marks=pytest.mark.node),
        pytest.param("feedsmith", ATOM, marks=pytest.mark.node),
        pytest.param("feedsmith", RSS, marks=pytest.mark.node),
        pytest.param("feedsmith", JSON, marks=pytest.mark.node),
    ],
)
def test_a_reader_has_what_was_written(reader: str, name: str, published: Path) -> None:
    """Id, link, title, author, dates, categories, enclosures and text."""
    entries = READERS[reader](published, name)
    assert len(entries) == len(WRITTEN)
    for seen, told in zip(entries, WRITTEN, strict=True):
        wanted = expected(told, name)
        for field in fields(Seen):
            value = getattr(seen, field.name)
            if field.name != "html" and value is not None:
                assert value == getattr(wanted, field.name), field.name
        text = seen.html.replace("&amp;", "&")
        assert f"{told.title}: the harbour is open again." in text
        assert 'href="https://example.org/?a=1&b=2"' in text
