"""What links say to those who hear nothing but them."""

from __future__ import annotations

import pytest

from digest.vague_words import is_vague


@pytest.mark.parametrize(
    "words",
    [
        *("here", "Click here!", "«Read more…»", "hier", "Quelle:", "en savoir plus"),
        *("Leer más →", "اضغط هنا", "続きを読む", "（こちら）"),
    ],
)
def test_words_that_say_nothing_are_vague(words: str) -> None:
    """In six languages, with any signs around them."""
    assert is_vague(words)


@pytest.mark.parametrize(
    "words", ["the harbour here", "source code", "", "!", "plusieurs"]
)
def test_words_that_name_something_are_not(words: str) -> None:
    """Nor is a link without a word: that is another fault."""
    assert not is_vague(words)
