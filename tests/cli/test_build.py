"""`digest build`: what it tells of its work, and how one can call it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from digest.cli import progress
from digest.cli import root as digest
from digest.render.theme import packaged_templates
from publications import an_article_text, write_publication


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path / "site", {"harbour.md": an_article_text()})


def build(site: Path, *words: str) -> Result:
    """What the command answers; a fault of ours is raised, not hidden."""
    return CliRunner().invoke(
        digest, ["--site", str(site), "build", *words], catch_exceptions=False
    )


def tree_of(site: Path) -> dict[str, bytes]:
    """The published files by their paths."""
    top = site / "feeds"
    files = (path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def test_the_first_build_explains_that_all_is_new(site: Path) -> None:
    """One line a document, and then what every build tells."""
    lines = build(site, "--explain").output.splitlines()
    assert "atom.xml: it is new" in lines
    assert lines[-1].startswith("1 entry public; ")


def test_a_build_without_work_explains_that(site: Path) -> None:
    """In a word."""
    build(site)
    told = build(site, "--explain").output
    assert told.startswith("nothing was made: all documents are up to date\n")


def test_an_edited_article_explains_its_documents(site: Path) -> None:
    """By the name of the file, for page and feeds; its neighbours rest."""
    (site / "content/other.md").write_text(an_article_text("Other", "2026-11-02"))
    build(site)
    (site / "content/harbour.md").write_text(an_article_text() + "\nMore of it.\n")
    made = json.loads(build(site, "--explain", "--json").stdout)["made"]
    reasons = {each["path"]: each["reasons"] for each in made}
    for path in ("articles/harbour/index.html", "atom.xml", "feed.json"):
        assert any("harbour.md changed" in reason for reason in reasons[path])
    assert "articles/other/index.html" not in reasons


def test_an_edited_template_explains_its_documents(site: Path) -> None:
    """Those pages that it makes, and no feed."""
    build(site)
    own = site / "templates/site/entry.html"
    own.parent.mkdir(parents=True)
    ours = packaged_templates() / "site/entry.html"
    own.write_text(ours.read_text() + "\n")
    made = json.loads(build(site, "--explain", "--json").stdout)["made"]
    reasons = {each["path"]: each["reasons"] for each in made}
    assert any(
        "entry.html changed" in each for each in reasons["articles/harbour/index.html"]
    )
    assert "atom.xml" not in reasons


def test_a_forced_build_makes_all_and_moves_nothing(site: Path) -> None:
    """What comes to the same bytes stays as it is."""
    build(site)
    before = {path: path.stat() for path in (site / "feeds").rglob("*.*")}
    told = json.loads(build(site, "--force", "--json", "--explain").stdout)
    assert len(told["made"]) == told["unchanged"] > 0
    assert told["written"] == []
    assert {path: path.stat() for path in before} == before


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_processes_shows_nowhere(site: Path, jobs: str) -> None:
    """The tree is the same, to the byte."""
    for number in range(1, 25):
        text = an_article_text(f"Article {number}", f"2026-10-{number:02}")
        (site / f"content/{number}.md").write_text(text)
    build(site)
    before = tree_of(site)
    for path in (site / ".digest/cache").rglob("*"):
        if path.is_file():
            path.unlink()
    build(site, "--force", "--jobs", jobs)
    assert tree_of(site) == before


@pytest.mark.parametrize("jobs", ["0", "-1", "65", "many"])
def test_a_number_of_processes_that_is_none_is_wrong_use(site: Path, jobs: str) -> None:
    """And nothing is built."""
    assert build(site, "--jobs", jobs).exit_code == 2
    assert not (site / "feeds").exists()


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part with its count; not at every step of thousands."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80)
    monkeypatch.setattr(progress, "open_screen", lambda **_: console)
    with progress.show_progress() as tell:
        for done in range(1, 10_001):
            tell("make", done, 10_000)
        tell("load", 0, 0)
    assert "making documents" in screen.getvalue()
    assert "10000/10000" in screen.getvalue()
    assert len(screen.getvalue()) < 200_000
