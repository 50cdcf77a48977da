"""New files are whole, and never stand where another one stood."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from errno import EPERM
from pathlib import Path

import pytest

from digest.errors import ImportingError
from digest.imports.shelf import is_free, put_article, put_file, renew_article


def test_an_article_stands_where_it_was_wanted(tmp_path: Path) -> None:
    """Folders are made on the way, and no draft is left."""
    assert put_article(tmp_path, "news/a.md", "Ünd\n") == "news/a.md"
    assert (tmp_path / "news/a.md").read_text(encoding="utf-8") == "Ünd\n"
    assert [path.name for path in (tmp_path / "news").iterdir()] == ["a.md"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """The next free name is taken."""
    paths = [put_article(tmp_path, "a.md", text) for text in "xyz"]
    assert paths == ["a.md", "a-2.md", "a-3.md"]
    assert [(tmp_path / path).read_text() for path in paths] == ["x", "y", "z"]


def test_even_a_link_that_leads_nowhere_is_left(tmp_path: Path) -> None:
    """Its target would be written to."""
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    assert put_article(tmp_path, "a.md", "x") == "a-2.md"
    assert not (tmp_path / "gone.md").exists()
    assert not is_free(tmp_path, "a.md")


def test_many_at_once_get_names_of_their_own(tmp_path: Path) -> None:
    """Two that race for a name both win."""
    with ThreadPoolExecutor(8) as pool:
        paths = [*pool.map(lambda n: put_article(tmp_path, "a.md", str(n)), range(40))]
    assert len(set(paths)) == 40
    assert {(tmp_path / path).read_text() for path in paths} == set(map(str, range(40)))


def test_a_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    """Neither by dots nor by a link does a file get out of the content folder."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "out").symlink_to(tmp_path)
    for wanted in ("../a.md", "out/a.md", "/tmp/a.md"):  # noqa: S108  it is refused
        with pytest.raises(ImportingError, match="leads out"):
            put_article(content, wanted, "x")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """What the system says is said."""
    (tmp_path / "news").write_text("x")
    with pytest.raises(ImportingError, match=r"news/a\.md: cannot be written"):
        put_file(tmp_path, "news/a.md", b"x")


def test_a_disk_without_second_names_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is taken first there."""

    def refuse(*_: object) -> None:
        raise OSError(EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert put_article(tmp_path, "a.md", "x") == "a.md"
    assert put_article(tmp_path, "a.md", "y") == "a-2.md"
    assert (tmp_path / "a.md").read_text() == "x"


def test_a_name_that_is_taken_too_often_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is at fault then, and it ends."""
    monkeypatch.setattr("digest.imports.shelf.MOST_NAMES", 2)
    put_article(tmp_path, "a.md", "x")
    put_article(tmp_path, "a.md", "x")
    with pytest.raises(ImportingError, match="have this name already"):
        put_article(tmp_path, "a.md", "x")


def test_a_new_text_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """And nothing else is left beside it."""
    path = put_article(tmp_path, "sources/ferries/late.md", "It is late.\n")
    renew_article(tmp_path, path, "It is here.\n")
    assert (tmp_path / path).read_text() == "It is here.\n"
    assert [one.name for one in (tmp_path / "sources/ferries").iterdir()] == ["late.md"]


def test_what_cannot_be_written_is_told_and_leaves_no_draft(tmp_path: Path) -> None:
    """Such as a folder that bears the name."""
    (tmp_path / "late.md").mkdir()
    with pytest.raises(ImportingError, match=r"late\.md: cannot be written \("):
        renew_article(tmp_path, "late.md", "It is here.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["late.md"]


def test_nothing_is_written_outside_of_the_content_folder(tmp_path: Path) -> None:
    """Whatever a link in it leads to."""
    (tmp_path / "content").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "late.md").write_text("Mine.\n")
    (tmp_path / "content" / "sources").symlink_to(tmp_path / "outside")
    with pytest.raises(ImportingError, match="leads out of the content folder"):
        renew_article(tmp_path / "content", "sources/late.md", "It is here.\n")
    assert (tmp_path / "outside" / "late.md").read_text() == "Mine.\n"
