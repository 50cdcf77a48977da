"""`digest entry --html`: the page that explains an article, written with care."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.errors import ContentError
from digest.render.explained import MARK
from entry_steps import put_raw, put_site, run


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A file with a raw article."""
    return put_raw(tmp_path)


def test_the_page_is_written_where_one_says(raw: Path, tmp_path: Path) -> None:
    """Once, and over itself again."""
    out = tmp_path / "explained.html"
    for _ in range(2):
        result = run(raw, "--html", out)
        assert (result.exit_code, result.stdout) == (0, "")
        page = out.read_text(encoding="utf-8")
        assert MARK in page
        assert "<del>Advertisement</del>" in page
        assert "harbour.txt" in page


@pytest.mark.parametrize(
    "option", [["--html"], ["--html", "-"], ["--explain", "--html"]]
)
def test_without_a_name_the_page_is_told(raw: Path, option: list[str]) -> None:
    """For a pipe."""
    assert MARK in run(raw, *option).stdout


def test_a_page_of_standard_input_is_named_so(raw: Path) -> None:
    """It has no file."""
    shown = run("-", "--html", given=raw.read_bytes()).stdout
    assert "standard-input.txt" in shown


def test_nothing_else_is_ever_written_over(raw: Path, tmp_path: Path) -> None:
    """An article is lost easily where two paths are given in the wrong order."""
    other = tmp_path / "other.html"
    other.write_text("<p>My page.</p>")
    with pytest.raises(ContentError, match="is no page that this command wrote; give"):
        run(raw, "--html", other)
    assert other.read_text() == "<p>My page.</p>"
    assert run(other, "--html", raw).exit_code == 2
    assert raw.read_text().startswith("Harbour opens")


def test_a_link_a_pipe_and_words_of_the_mark_are_left_alone(
    raw: Path, tmp_path: Path
) -> None:
    """Only a page of ours, in its own place, is written over."""
    out = tmp_path / "out.html"
    quoted = f"<html><head></head><body>{MARK}</body></html>"
    (tmp_path / "page.html").write_text(f"<head>{MARK}</head><body>")
    for put in (
        lambda: out.symlink_to(tmp_path / "page.html"),
        lambda: os.mkfifo(out),
        lambda: out.write_text(quoted),
    ):
        put()
        with pytest.raises(ContentError, match="is no page that this command wrote"):
            run(raw, "--html", out)
        out.unlink()


@pytest.mark.parametrize("place", ["none/a.html", "folder.html"])
def test_a_place_that_cannot_be_written_is_told(
    raw: Path, tmp_path: Path, place: str
) -> None:
    """With a remedy."""
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(ContentError, match=r"cannot be written \(.*give another place"):
        run(raw, "--html", tmp_path / place)


def test_json_and_a_page_are_two_answers(raw: Path) -> None:
    """One asks for one."""
    for option in ("--json", "--batch"):
        paths = (raw, raw) if option == "--batch" else (raw,)
        result = run(*paths, option, "--html", "a.html")
        assert result.exit_code == 2
        assert "Usage" in result.stderr


def test_a_theme_of_the_site_is_taken(tmp_path: Path) -> None:
    """Its colours are those of its pages."""
    site = put_site(tmp_path)
    (site / "templates" / "site").mkdir(parents=True)
    (site / "templates" / "site" / "style.css").write_text(":root { --ink: plum }")
    page = run(put_raw(site / "content"), "--html", site=site).stdout
    assert "--ink: plum" in page
