"""A publish that is under way, as a server sees it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from digest.publish.staging import FOLDER, JOURNAL
from digest.web.published.journal import Journal
from digest.web.published.tree import PublishedTree

PAGE = "/articles/harbour/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published tree with a page and feeds."""
    for name in ("articles/harbour/index.html", "atom.xml", "rss.xml"):
        write(tmp_path, name, "old")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    """Put a file in the place of another, as a publish does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (folder / ".new").write_text(text)
    (folder / ".new").rename(path)


def begin(folder: Path) -> None:
    """A publish is decided from here on."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / JOURNAL).write_text("{}")


def end(folder: Path) -> None:
    """All is in its place."""
    (folder / FOLDER / JOURNAL).unlink()
    (folder / FOLDER).rmdir()


def shown(tree: PublishedTree, path: str) -> str:
    """What a reader sees at the path; "" for nothing."""
    name = f"{path[1:]}index.html" if path.endswith("/") else path[1:]
    file = tree.file(name)
    return (file.data or b"").decode() if file else ""


def test_files_in_memory_change_together(folder: Path) -> None:
    """Until the last is in its place readers see what was there before."""
    tree = PublishedTree(folder, max_age=900)
    assert shown(tree, PAGE) == shown(tree, "/atom.xml") == "old"
    begin(folder)
    write(folder, "articles/harbour/index.html", "new")
    assert shown(tree, PAGE) == "old"
    write(folder, "atom.xml", "new")
    assert shown(tree, "/atom.xml") == "old"
    end(folder)
    assert shown(tree, PAGE) == shown(tree, "/atom.xml") == "new"


def test_what_is_taken_away_goes_with_the_rest(folder: Path) -> None:
    """A page that is removed stands as long as the feed that leads to it."""
    tree = PublishedTree(folder, max_age=900)
    assert shown(tree, PAGE) == "old"
    begin(folder)
    (folder / "articles" / "harbour" / "index.html").unlink()
    assert shown(tree, PAGE) == "old"
    end(folder)
    assert shown(tree, PAGE) == ""


def test_no_page_is_older_than_a_feed_that_was_shown(folder: Path) -> None:
    """A feed that comes from the disk has all its pages there, so they are shown."""
    tree = PublishedTree(folder, max_age=900)
    assert shown(tree, PAGE) == shown(tree, "/atom.xml") == "old"
    begin(folder)
    write(folder, "articles/harbour/index.html", "new")
    write(folder, "rss.xml", "new")
    assert shown(tree, PAGE) == "old"
    assert shown(tree, "/rss.xml") == "new"
    assert shown(tree, PAGE) == "new"


def test_a_feed_read_before_its_publish_passes_nothing_over(folder: Path) -> None:
    """The next journal is another."""
    tree = PublishedTree(folder, max_age=900)
    assert shown(tree, "/atom.xml") == shown(tree, PAGE) == "old"
    begin(folder)
    write(folder, "articles/harbour/index.html", "new")
    assert shown(tree, PAGE) == "old"


def test_an_edit_by_hand_is_seen_at_once(folder: Path) -> None:
    """Without a journal each file is what the disk says."""
    tree = PublishedTree(folder, max_age=900)
    assert shown(tree, PAGE) == "old"
    write(folder, "articles/harbour/index.html", "new")
    assert shown(tree, PAGE) == "new"


def test_the_end_of_a_publish_is_news_once(folder: Path) -> None:
    """And none before its end."""
    journal = Journal(folder)
    assert not journal.has_ended()
    begin(folder)
    assert not journal.has_ended()
    end(folder)
    assert journal.has_ended()
    assert not journal.has_ended()


def test_within_a_turn_a_file_is_looked_at_once(folder: Path) -> None:
    """Who came together gets the same; who comes later gets what is there by then."""
    tree = PublishedTree(folder, max_age=900)

    async def main() -> list[str]:
        before = shown(tree, PAGE)
        write(folder, "articles/harbour/index.html", "new")
        together = shown(tree, PAGE)
        await asyncio.sleep(0)
        return [before, together, shown(tree, PAGE)]

    assert asyncio.run(main()) == ["old", "old", "new"]
