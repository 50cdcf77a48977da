"""A paragraph is a quotation where its place or its neighbours say so."""

from __future__ import annotations

import pytest

from digest.load.text.kinds import with_kinds
from digest.load.text.pieces import split_pieces

PROSE = "The harbour of Northhaven is open again after nine days of storm."
WORDS = "It was the wind, and after it the water, that took the mole away at night."


def kinds(*lines: str) -> list[str]:
    """The kind of each block."""
    text = "\n\n".join(lines)
    return [block.kind.value for block in with_kinds(text, split_pieces(text))]


@pytest.mark.parametrize(
    "quote",
    [f"“{WORDS}”", f"„{WORDS}“", f"«{WORDS}»", f'"{WORDS}"', f"“{WORDS}” [Log 9]"],
)
def test_a_paragraph_in_marks_after_a_colon_is_a_quotation(quote: str) -> None:
    """It keeps its marks, for they are its words."""
    assert kinds("The old log has it:", quote, PROSE)[1] == "quote"


def test_a_source_or_a_name_makes_it_one_too() -> None:
    """A place in a book behind it, or who said it under it."""
    assert kinds(PROSE, f"“{WORDS}” (Log 9)", PROSE)[1] == "quote"
    assert kinds(PROSE, f"“{WORDS}” — Ada Quay", PROSE)[1] == "quote"
    assert kinds(PROSE, f"“{WORDS}”", "— Ada Quay, pilot", PROSE)[1] == "quote"


@pytest.mark.parametrize(
    "line",
    [f"“{WORDS}”", f"“{WORDS}” said the pilot.", f"“It was,” he said. “{WORDS}”"],
)
def test_speech_in_the_news_is_no_quotation(line: str) -> None:
    """Marks alone are no sign."""
    assert kinds(PROSE, line, PROSE)[1] == "paragraph"


def test_a_paragraph_that_is_set_in_is_a_quotation() -> None:
    """Unless that is how all of them are set."""
    assert kinds(PROSE, f"    {WORDS}", PROSE, PROSE) == [
        "paragraph",
        "quote",
        "paragraph",
        "paragraph",
    ]
    assert kinds(*[f"    {PROSE}"] * 3) == ["paragraph"] * 3
