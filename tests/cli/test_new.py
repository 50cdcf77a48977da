"""`digest new` begins an article, and touches nothing that is there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from builders import a_site
from digest.cli.new import command
from digest.errors import ContentError, ImportingError
from digest.load.article import load_article
from digest.model import Article


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site without articles; we stand in it."""
    (tmp_path / "digest.toml").write_text(
        '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """What the command answers to these words, on a Monday."""
    moment = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        return CliRunner().invoke(command, words, obj=Path(), catch_exceptions=False)


def article_at(path: str) -> Article:
    """The article in the file."""
    return load_article(path, Path(path).read_bytes(), a_site())


def test_a_draft_of_today_is_named_by_its_title() -> None:
    """The path is printed, for an editor to open."""
    result = run("Der Hafen ist wieder „offen“: #1")
    assert result.stdout == "content/der-hafen-ist-wieder-offen-1.md\n"
    article = article_at("content/der-hafen-ist-wieder-offen-1.md")
    assert article.title == "Der Hafen ist wieder „offen“: #1"
    assert article.date == datetime(2026, 11, 16, tzinfo=UTC)
    assert article.is_draft
    assert article.tags == ()


def test_what_is_not_asked_for_is_not_written() -> None:
    """Title, date and draft are all that each article needs."""
    run("Open")
    lines = Path("content/open.md").read_text().splitlines()
    assert lines[:5] == ["---", "title: Open", "date: 2026-11-16", "draft: true", "---"]


def test_tags_language_and_folder_are_chosen() -> None:
    """Folders are made."""
    result = run(
        *("Hafen", "--into", "press/2026", "--language", "de"),
        *("--tag", "harbour", "--tag", "R&D, and more"),
    )
    assert result.stdout == "content/press/2026/hafen.md\n"
    article = article_at("content/press/2026/hafen.md")
    assert article.language == "de"
    assert article.tags == ("harbour", "R&D, and more")


def test_what_is_there_is_never_changed() -> None:
    """Two articles of one title are a mistake, more often than not."""
    run("Open")
    Path("content/open.md").write_text("My work of weeks.\n")
    with pytest.raises(ContentError, match=r"content/open.md: is there already"):
        run("Open!")
    assert Path("content/open.md").read_text() == "My work of weeks.\n"


@pytest.mark.parametrize(
    "words", [("",), ("!?",), ("A", "--into", "../x"), ("A", "--into", "/x")]
)
def test_a_name_that_leads_nowhere_is_wrong_use(words: tuple[str, ...]) -> None:
    """A title without letters names no file, and a folder is one of ours."""
    result = run(*words)
    assert result.exit_code == 2
    assert not list(Path().rglob("*.md"))


def test_a_hidden_folder_is_wrong_use() -> None:
    """Nothing in it would ever be read."""
    assert run("A", "--into", "a/.b").exit_code == 2


def test_a_folder_that_cannot_be_made_is_told() -> None:
    """With what the system says of it."""
    Path("content").write_text("a file")
    with pytest.raises(ImportingError, match="cannot be written"):
        run("Open")
