"""A theme is proven with a letter that has everything in it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from digest.check.findings import Finding
from digest.pipeline.themes.proof import prove_theme
from digest.render.theme import packaged_templates


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of our first theme."""
    folder = tmp_path / "newsletter/mine"
    copytree(packaged_templates() / "newsletter/digest", folder)
    return folder


def proven(mine: Path, *ignore: str) -> tuple[Finding, ...]:
    """What is wrong in it, and in its letters."""
    return prove_theme((mine.parents[1], packaged_templates()), "mine", ignore=ignore)


@pytest.mark.parametrize("name", ["digest", "essay", "plain"])
def test_letters_of_our_own_themes_have_no_fault(name: str) -> None:
    """Neither with teasers nor with whole entries, in four languages."""
    assert not prove_theme((packaged_templates(),), name)


def test_a_letter_that_cannot_be_made_is_told_with_its_place(mine: Path) -> None:
    """Rules read files; only a letter shows what is not there."""
    letter = mine / "letter.html"
    text = letter.read_text()
    lines = text.partition("{% block content %}")[0].count("\n") + 1
    letter.write_text(
        text.replace("{% block content %}", "{% block content %}{{ no }}")
    )
    (found,) = proven(mine)
    assert found.rule == "theme-render"
    assert (found.path, found.line) == ("templates/newsletter/mine/letter.html", lines)
    assert found.fact == "'no' is undefined"
    assert found.remedy == "mend the template"
    assert not proven(mine, "theme-render")


def test_a_letter_is_looked_through_as_others_are(mine: Path) -> None:
    """Here its link says nothing: no rule for themes knows that."""
    letter = mine / "letter.html"
    text = letter.read_text()
    letter.write_text(text.replace("{{ teaser.invitation }}", "here"))
    found = proven(mine)
    assert found
    assert {each.path for each in found} <= {
        f"templates/newsletter/mine/sample-{show}.eml" for show in ("teaser", "whole")
    }


def test_of_files_with_errors_no_letter_is_made(mine: Path) -> None:
    """One thing after the other."""
    (mine / "letter.html").write_text("{{ no }}")
    assert "theme-render" not in {each.rule for each in proven(mine)}
