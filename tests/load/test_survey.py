"""Unchanged articles are not parsed, and nothing is lost where a cache is."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_site
from digest.config import ContentSection
from digest.errors import ContentError
from digest.load import article
from digest.load.bodies import Bodies
from digest.load.folder import Loaded, read_folder
from digest.memo.article_memo import ArticleMemo

TEXT = "The harbour is open again after the storm, and the ships are back at last."
#: by then the files of a test are old
LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with two articles."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text(f"# Harbour\n\n{TEXT}\n")
    (folder / "b.txt").write_text(f"Quay\n\n{TEXT}\n")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The path of every file that is parsed in the test."""
    found: list[str] = []
    real = article.skim_article

    def skim(path: str, *others: object) -> object:
        found.append(path)
        return real(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(article, "skim_article", skim)
    return found


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[ArticleMemo]:
    """A memo, opened long after all files were written."""
    memo = ArticleMemo(tmp_path / "articles.sqlite", opened=LATER)
    yield memo
    memo.close()


def read(root: Path, memo: ArticleMemo, jobs: int = 1, **section: object) -> Loaded:
    """The folder with these settings."""
    settings = ContentSection(**section)  # type: ignore[arg-type]
    return read_folder(root, settings, a_site(), memo=memo, jobs=jobs)


def test_an_unchanged_file_is_not_parsed(
    root: Path, memo: ArticleMemo, parsed: list[str]
) -> None:
    """Nor read; what is told of it is the same."""
    first = read(root, memo)
    second = read(root, memo)
    assert parsed == ["a.md", "b.txt"]
    assert first.articles == second.articles
    assert dict(first.bodies) == dict(second.bodies)


def test_a_touched_file_is_not_parsed(
    root: Path, memo: ArticleMemo, parsed: list[str]
) -> None:
    """Its bytes are known."""
    read(root, memo)
    os.utime(root / "a.md", (1, 1))
    read(root, memo)
    assert parsed == ["a.md", "b.txt"]


def test_a_changed_file_is_parsed(
    root: Path, memo: ArticleMemo, parsed: list[str]
) -> None:
    """It alone."""
    before = read(root, memo)
    (root / "a.md").write_text(f"# Harbour\n\nWell. {TEXT}\n")
    after = read(root, memo)
    assert parsed == ["a.md", "b.txt", "a.md"]
    assert after.articles[1] == before.articles[1]
    assert after.bodies["a.md"].text.startswith("Well.")


def test_a_broken_file_is_told_again_and_not_parsed(
    root: Path, memo: ArticleMemo, parsed: list[str]
) -> None:
    """With the line that has to be mended."""
    (root / "a.md").write_text(f"---\ntitle: A\ndraft: perhaps\n---\n{TEXT}")
    first, second = read(root, memo), read(root, memo)
    assert parsed == ["a.md", "b.txt"]
    assert [str(each) for each in first.problems] == [
        "a.md:3: draft: 'perhaps' is neither; write true or false"
    ]
    assert list(map(str, first.problems)) == list(map(str, second.problems))
    assert [each.path for each in second.articles] == ["b.txt"]


def test_what_is_gone_is_gone(root: Path, memo: ArticleMemo) -> None:
    """Also from the memo."""
    loaded = read(root, memo)
    fingerprint = loaded.articles[0].fingerprint
    (root / "a.md").unlink()
    assert [each.path for each in read(root, memo).articles] == ["b.txt"]
    assert memo.body("a.md", fingerprint) is None


def test_a_file_that_was_just_saved_is_looked_at_again(
    root: Path, tmp_path: Path, parsed: list[str]
) -> None:
    """It may have changed once more in the same tick of the clock."""
    memo = ArticleMemo(tmp_path / "young.sqlite", opened=datetime.now(UTC))
    read(root, memo)
    status = (root / "a.md").stat()
    (root / "a.md").write_text(f"# HARBOUR\n\n{TEXT}\n")
    os.utime(root / "a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read(root, memo).articles[0].title == "HARBOUR"
    assert parsed == ["a.md", "b.txt", "a.md"]
    memo.close()


def test_other_rules_make_other_articles(
    root: Path, memo: ArticleMemo, parsed: list[str]
) -> None:
    """What was read by the old ones is forgotten."""
    read(root, memo)
    loaded = read(root, memo, drop=("Nothing of the kind",))
    assert len(parsed) == 4
    assert len(loaded.articles) == 2


def test_many_files_are_read_by_several_processes(
    root: Path, memo: ArticleMemo, tmp_path: Path
) -> None:
    """To the same result as by one."""
    for number in range(300):
        (root / f"{number:03}.md").write_text(f"# Number {number}\n\n{TEXT}\n")
    (root / "007.md").write_bytes(b"\x00")
    alone = read_folder(root, ContentSection(), a_site(), jobs=1)
    together = read(root, memo, jobs=2)
    assert together.articles == alone.articles
    assert dict(together.bodies) == dict(alone.bodies)
    assert list(map(str, together.problems)) == list(map(str, alone.problems))
    assert len(together.problems) == 1
    assert tmp_path.exists()


def test_bodies_are_not_held_where_they_are_remembered(
    root: Path, memo: ArticleMemo
) -> None:
    """A copy of their reader is small, and gives them in another process."""
    bodies = read(root, memo).bodies
    assert isinstance(bodies, Bodies)
    assert bodies.held == {}
    copy = pickle.loads(pickle.dumps(bodies))  # noqa: S301  our own
    assert dict(copy) == dict(bodies)
    copy.memo.close()
    with pytest.raises(KeyError):
        bodies["c.md"]


def test_a_memo_that_cannot_be_written_stops_nothing(
    root: Path, tmp_path: Path
) -> None:
    """The bodies are held in memory then."""
    (tmp_path / "file").write_bytes(b"")
    memo = ArticleMemo(tmp_path / "file" / "articles.sqlite", opened=LATER)
    loaded = read(root, memo)
    assert len(loaded.articles) == 2
    assert loaded.bodies["a.md"].text == TEXT


def test_a_memo_that_is_deleted_meanwhile_loses_no_word(
    root: Path, memo: ArticleMemo, tmp_path: Path
) -> None:
    """What it had is read from the files again."""
    bodies = pickle.loads(pickle.dumps(read(root, memo).bodies))  # noqa: S301  our own
    for path in tmp_path.glob("articles.sqlite*"):
        path.unlink()
    assert bodies["a.md"].text == bodies["b.txt"].text == TEXT
    (root / "a.md").write_text("# Harbour\n\nChanged.\n")
    with pytest.raises(ContentError, match="was changed while the site was built"):
        bodies["a.md"]


def test_a_file_that_becomes_too_large_by_a_setting_is_told(
    root: Path, memo: ArticleMemo
) -> None:
    """Though its bytes are known."""
    read(root, memo)
    loaded = read(root, memo, largest_file=10)
    assert loaded.articles == ()
    assert len(loaded.problems) == 2
