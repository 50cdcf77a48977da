"""An article's own words suggest its tags."""

from __future__ import annotations

import pytest

from builders import a_block
from digest.load.tag_suggestions import suggest_tags
from digest.model import Block, BlockKind

TITLE = "Northhaven opens its harbour again"
TEXT = (
    "The harbour of Northhaven is open. Ships came in by the harbour's mole, and "
    "Ada Quay counted them. Nobody in Northhaven slept. The harbour was full, said "
    "Ada Quay."
)


def tags(title: str, text: str) -> tuple[str, ...]:
    """The tags of an article of one paragraph."""
    return suggest_tags(title, [a_block(text)])


def test_names_that_recur_are_suggested_those_of_the_title_first() -> None:
    """A name that the title has is what the article is about."""
    assert tags(TITLE, TEXT) == ("harbour", "Northhaven", "Ada Quay")


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    """Its capital says nothing."""
    assert tags("A day", "Boats came. Boats went. Boats sank, and more.") == ()


def test_what_comes_once_is_not_suggested() -> None:
    """One mention makes no topic."""
    assert tags("A day at sea", "We met Ada Quay near Hull.") == ()


def test_a_part_of_a_better_name_is_left_out() -> None:
    """Ada Quay and Quay are one."""
    text = "We met Ada Quay. She, Ada Quay, was well. So was Quay, and so was Quay."
    assert tags("A meeting", text) == ("Ada Quay",)


def test_there_are_five_at_the_most_and_always_the_same() -> None:
    """Equal scores are parted by length, then by letters."""
    names = ["Hull", "Cork", "Brest", "Bergen", "Gdynia", "Cadiz", "Turku"]
    text = " ".join(f"We saw {name} and left {name}." for name in names)
    found = tags("A voyage", text)
    assert found == ("Bergen", "Gdynia", "Brest", "Cadiz", "Turku")


def test_a_heading_counts_more_than_the_text() -> None:
    """Who writes it above a chapter means it."""
    text = "We saw Hull and left Hull. We saw Cork and left Cork."
    heading: Block = a_block("At last in Cork", kind=BlockKind.HEADING)
    assert suggest_tags("A voyage", [heading, a_block(text)])[0] == "Cork"


@pytest.mark.parametrize(
    ("title", "text"),
    [("北港重新开放", "北港开放了。北港很高兴。"), ("", ""), ("A" * 9000, "b " * 9000)],
)
def test_no_text_is_too_strange(title: str, text: str) -> None:
    """Unspaced scripts, nothing at all, one endless word."""
    assert len(tags(title, text)) <= 5


def test_code_suggests_nothing() -> None:
    """Its names are of variables."""
    code = a_block("Tide = Tide + Tide", kind=BlockKind.CODE)
    assert suggest_tags("A day", [code]) == ()
