"""Lists without marks are known by what announces them."""

from __future__ import annotations

from digest.load.text.kinds import with_kinds
from digest.load.text.pieces import split_pieces

PROSE = "The harbour of Northhaven is open again after nine days of storm."


def kinds(*lines: str) -> list[str]:
    """The kind of each block."""
    text = "\n\n".join(lines)
    return [block.kind.value for block in with_kinds(text, split_pieces(text))]


def test_after_a_colon_open_sentences_are_items_and_the_last_ends_them() -> None:
    """As rules and reasons are counted up."""
    items = (
        "the mole has to stand for one more winter than the old one did;",
        "the pilots have to see the light from nine miles out at sea, and",
        "the boats have to be back before the tide turns in the evening.",
    )
    assert kinds("There were three rules:", *items, PROSE) == [
        "paragraph",
        *["list_item"] * 3,
        "paragraph",
    ]


def test_closed_sentences_after_a_colon_are_paragraphs() -> None:
    """A colon may lead to a story."""
    assert kinds("This is how it went:", PROSE, PROSE) == ["paragraph"] * 3


def test_short_sentences_after_things_and_a_heading_are_steps() -> None:
    """So a recipe goes."""
    things = ("Ingredients", "250 g crab", "2 carrots", "1 onion", "Method")
    steps = ("Boil the crab.", "Add the carrots and the onion.", "Wait for an hour.")
    assert kinds(PROSE, *things, *steps, PROSE) == [
        "paragraph",
        "heading",
        *["list_item"] * 3,
        "heading",
        *["list_item"] * 3,
        "paragraph",
    ]
    assert kinds(PROSE, *things, *steps[:2], PROSE)[-3:] == ["paragraph"] * 3
