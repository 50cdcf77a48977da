"""Marks are believed where their neighbours bear them out."""

from __future__ import annotations

import pytest

from digest.load.text.kinds import with_kinds
from digest.load.text.pieces import split_pieces
from digest.model import Block

PROSE = "The harbour of Northhaven is open again after nine days of storm."


def blocks(*lines: str, gap: str = "\n\n") -> tuple[Block, ...]:
    """The blocks of the lines, all of which are kept."""
    text = gap.join(lines)
    return with_kinds(text, split_pieces(text))


def kinds(*lines: str) -> list[str]:
    """The kind of each block between two paragraphs."""
    return [block.kind.value for block in blocks(PROSE, *lines, PROSE)[1:-1]]


@pytest.mark.parametrize(("line", "level"), [("# Boats", 2), ("### Boats", 3)])
def test_hashes_make_a_heading_of_their_number(line: str, level: int) -> None:
    """The title alone is of the first level."""
    block = blocks(PROSE, line, PROSE)[1]
    assert (block.text, block.level) == ("Boats", level)
    assert block.html == f"<h{level}>Boats</h{level}>"


@pytest.mark.parametrize("line", ["=====", "-----", "~~~~~"])
def test_a_line_of_signs_right_under_words_makes_them_a_heading(line: str) -> None:
    """The block covers both lines, so that nothing is lost."""
    block = blocks(PROSE, f"Boats\n{line}", PROSE)[1]
    assert (block.kind.value, block.text) == ("heading", "Boats")
    assert block.end - block.start == len(f"Boats\n{line}")


def test_hashtags_and_lines_of_signs_alone_are_no_headings() -> None:
    """A hash that touches its word is a tag; signs after a blank line part chapters."""
    assert kinds("#boats were the first.") == ["paragraph"]
    assert [b.text for b in blocks(PROSE, "Boats", "-----", PROSE)][1:3] == [
        "Boats",
        "-----",
    ]


@pytest.mark.parametrize("mark", ["•", "▸", "►", "➤", "✓", "○", "・"])
def test_bullets_of_every_shape_make_a_list(mark: str) -> None:
    """Nobody sets one before a paragraph."""
    assert kinds(f"{mark} crab") == ["list_item"]


def test_dashes_of_every_length_make_a_list_but_no_dialogue() -> None:
    """Speech has questions."""
    assert kinds("– crab", "– eel") == ["list_item", "list_item"]
    assert "list_item" not in kinds("– Who is there?", "– The pilot.")


def test_letters_and_numbers_in_brackets_keep_their_counters() -> None:
    """Other sentences refer to them."""
    found = blocks(PROSE, "a) crab.", "b) eel.", PROSE)[1:-1]
    assert [(b.kind.value, b.text) for b in found] == [
        ("list_item", "a) crab."),
        ("list_item", "b) eel."),
    ]
    assert kinds("(1) crab.", "(2) eel.") == ["list_item", "list_item"]
    assert kinds("c) crab.") == ["paragraph"]
    assert kinds("a) crab.") == ["paragraph"]
