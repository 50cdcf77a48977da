"""An article as people see it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from builders import a_block, an_article
from digest.cli.entry.summary import cited, view_article
from digest.load.block_names import block_number
from digest.model import Citation
from digest.render.passages import passages_of
from entry_steps import put_raw, run


def test_people_see_title_facts_text_and_cuts(tmp_path: Path) -> None:
    """In the order in which one asks for them."""
    shown = run(put_raw(tmp_path)).stdout
    order = [
        *("Harbour opens again", "Ben Mole", "2026-06-03 (visible)", "1 minute"),
        *("Ada Quay / Pixabay", "The Courier", "Boats were the first", "1. Ada"),
        *("Left out", "credit", "advertisement", "Advertisement"),
        "6 kept, 5 cut (2 title, 1 credit, 1 byline, 1 advertisement)",
    ]
    for word in order:
        assert word in shown
        shown = shown.partition(word)[2]


def test_words_of_an_article_are_no_markup_of_the_terminal(tmp_path: Path) -> None:
    """Brackets are brackets."""
    path = tmp_path / "a.txt"
    path.write_text("A [bold]storm[/bold]\n\nIt came [red]fast[/blue] and left.")
    shown = run(path).stdout
    assert "A [bold]storm[/bold]" in shown
    assert "[red]fast[/blue]" in shown


def test_an_article_of_which_nothing_was_cut_says_so(tmp_path: Path) -> None:
    """Silence could mean anything."""
    path = tmp_path / "harbour.md"
    path.write_text("---\ntitle: Harbour\n---\nThe harbour is open again.\n")
    assert "Nothing was cut." in run(path).stdout


def test_what_acts_on_a_terminal_is_shown_as_its_code(tmp_path: Path) -> None:
    """A title could clear the screen, or write backwards."""
    path = tmp_path / "a.md"
    path.write_text("# Quay \x9b2J\n\nThe harbour \u202e is open again.\n")
    for option in ((), ("--explain",)):
        shown = run(path, *option).stdout
        assert "\\x9b2J" in shown
        assert "\\u202e" in shown


def test_suggested_tags_and_a_doubt_are_shown(tmp_path: Path) -> None:
    """The author decides."""
    blocks = (a_block("Call us.", doubt="advertisement"),)
    article = an_article(blocks=blocks, suggested_tags=("storm", "pilots"), tags=("a",))
    passages = passages_of(article, ["Call us."], block_number)
    console = Console(record=True, file=StringIO())
    console.print(view_article(article, passages))
    shown = console.export_text()
    assert "suggested  storm, pilots" in " ".join(shown.split("\n")).replace(
        "   ", "  "
    )
    assert "0 kept, 1 in doubt" in shown


def test_a_citation_is_a_name_an_outlet_or_both() -> None:
    """As the article gives them."""
    assert cited(Citation(name="Ada Quay", outlet="Pilot")) == "Ada Quay (Pilot)"
    assert cited(Citation(name="Ada Quay")) == "Ada Quay"
    assert cited(Citation(outlet="Pilot")) == "Pilot"
