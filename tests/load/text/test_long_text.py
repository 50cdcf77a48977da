"""Texts that are too long to be articles."""

from __future__ import annotations

from time import process_time

import pytest

from digest.load.cruft.verdicts import MOST_LINES
from digest.load.text.plaintext import read_plaintext
from digest.model import BlockKind

#: far more than it takes, and far less than it took
SECONDS = 5


@pytest.mark.parametrize("line", ["- a\n", "Read more\n", "1. b\n- c\n<br>\n"])
def test_a_text_of_very_many_lines_stays_as_it_is(line: str) -> None:
    """It is no article with cruft, and to look at each line would take minutes."""
    text = line * (40_000 // line.count("\n"))
    start = process_time()
    reading = read_plaintext(text)
    assert process_time() - start < SECONDS
    assert {block.kind for block in reading.blocks} == {BlockKind.PARAGRAPH}
    assert {cut.reason for cut in reading.cuts} <= {"markup"}
    assert len(reading.blocks) + len(reading.cuts) == text.count("\n")
    assert all(block.text in text for block in reading.blocks[:5])


def test_a_text_of_many_lines_is_cleaned() -> None:
    """Lists of that length are in use."""
    reading = read_plaintext("The title\n\n" + "- an item\n" * (MOST_LINES - 1))
    assert reading.blocks[-1].kind is BlockKind.LIST_ITEM
