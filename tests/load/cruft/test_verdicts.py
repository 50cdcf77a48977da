"""The rules are held in check, and what they would have cut is told."""

from __future__ import annotations

from digest.load.cruft.lines import Lines
from digest.load.cruft.verdicts import MOST_LINES, OUTSIDE, TWICE, judge
from digest.load.text.plaintext import read_plaintext
from digest.model import Block, BlockKind

TITLE = "Harbour opens again after the storm"
FIRST = (
    "The harbour of Northhaven is open again after nine days of wind and high water."
)
SECOND = (
    "Ships that had waited at sea came in on Monday, two at a time, with the pilot."
)
THIRD = "The master let the fishing boats go first, because their catch could not wait."


def doubts(*lines: str) -> dict[str, str]:
    """The doubt of each block that is kept in doubt, by its text."""
    reading = read_plaintext("\n\n".join((TITLE, *lines)))
    return {block.text: block.doubt for block in reading.blocks if block.doubt}


def test_a_text_without_cruft_is_beyond_doubt() -> None:
    """Lists and labels of a clean text are simply its own."""
    assert doubts(FIRST, SECOND, THIRD, "Berths", "North", "South", "West") == {}


def test_what_stands_beside_the_text_is_kept_in_doubt() -> None:
    """One known line is too thin a reason to cut what stands before it."""
    found = doubts(FIRST, SECOND, THIRD, "Old Mole Weather Desk", "Facebook")
    assert found == {"Old Mole Weather Desk": OUTSIDE}


def test_a_paragraph_that_stands_twice_is_kept_in_doubt() -> None:
    """It may be a refrain, or a quotation set apart."""
    assert doubts(FIRST, SECOND, FIRST, THIRD) == {FIRST: TWICE}


def test_what_the_rules_would_have_cut_is_kept_in_doubt_if_it_is_too_much() -> None:
    """Rules that cut most of a text have misread it."""
    buttons = ["Facebook", "Share this story on Twitter", "Leave a comment below"]
    found = doubts("The sea is calm.", *buttons)
    assert set(buttons) <= found.keys()


def test_a_block_tells_its_doubt_in_whatever_kind_it_became() -> None:
    """A line that becomes an item of a list is no less doubtful for it."""
    lines = (FIRST, SECOND, THIRD, "- Old Mole", "- Weather Desk", "Facebook")
    reading = read_plaintext("\n\n".join((TITLE, *lines)))
    items = [block for block in reading.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [block.text for block in items] == ["Old Mole", "Weather Desk"]
    assert {block.doubt for block in items} <= {OUTSIDE, ""}


def test_a_line_is_cut_or_in_doubt_or_neither() -> None:
    """What is gone is no longer in doubt."""
    texts = (TITLE, FIRST, "Advertisement", SECOND, FIRST, THIRD, "Facebook")
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=each, html="") for each in texts]
    judged = judge(Lines(blocks))
    assert not judged.verdicts.keys() & judged.doubts.keys()
    assert judged.verdicts[2] == "advertisement"
    assert judged.doubts == {4: TWICE}


def test_a_text_of_very_many_lines_is_not_judged() -> None:
    """It is a log or a table; only what has no words goes."""
    block = Block(kind=BlockKind.PARAGRAPH, text="Advertisement", html="")
    empty = Block(kind=BlockKind.PARAGRAPH, text="", html="")
    judged = judge(Lines([*[block] * MOST_LINES, empty]))
    assert judged.verdicts == {MOST_LINES: "markup"}
    assert judged.doubts == {}
