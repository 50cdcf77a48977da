"""What an extractor has is asked block by block."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.sights import squeezed
from digest.load.webpage.extracted import Extracted

LONG = "After the storm the ships came back, one after the other, with the tide."


def extracted(*texts: str) -> Extracted:
    """An extractor that took these texts."""
    return Extracted(texts, frozenset({"a.png"}))


def has(one: Extracted, text: str) -> bool:
    """Whether it has this text."""
    return one.has_text(text, squeezed(text))


def test_a_short_block_has_to_be_a_line_of_its_own() -> None:
    """Its few letters may stand in any sentence."""
    assert has(extracted("Ships\nand boats"), "ships!")
    assert not has(extracted("The ships are back"), "Ships")


@pytest.mark.parametrize(
    "text", [LONG, LONG.upper(), f"{LONG} Nobody was hurt.", f"Update: {LONG}"]
)
def test_a_long_block_is_known_by_most_of_its_words(text: str) -> None:
    """Extractors drop a link or a note here and there."""
    assert has(extracted("Title", LONG, "End"), text)


@pytest.mark.parametrize(
    "text",
    [
        "After the storm the boats stayed at sea, and nobody came home again.",
        f"Everybody was glad of it, and put the kettle on, {LONG[:24]}",
    ],
)
def test_a_long_block_with_few_of_its_words_is_not_there(text: str) -> None:
    """Two blocks of one article share words, too."""
    assert not has(extracted("Title", LONG, "End"), text)


def test_a_picture_is_known_by_its_address() -> None:
    """An extractor that tells no pictures refuses none."""
    (one, other) = parse_html("<p><img src=a.png></p><p><img src=b.png></p>").iter("p")
    assert extracted().has_image(one)
    assert not extracted().has_image(other)
    assert Extracted([], None).has_image(other)
