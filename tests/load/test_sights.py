"""How single lines look."""

from __future__ import annotations

import tracemalloc

import pytest

from digest.load.sights import WORD, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's a ship", ["It's", "a", "ship"]),
        ("o’clock 'quoted'", ["o’clock", "quoted"]),
        ("snake_case", ["snake", "case"]),
        ("港は", ["港", "は"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
    ],
)
def test_words_are_letters_marks_and_what_joins_them(
    text: str, words: list[str]
) -> None:
    """A sign of a script without spaces is a word of its own here."""
    assert WORD.findall(text) == words


@pytest.mark.parametrize("piece", ["a", "a'", "a\u0300"])
def test_a_word_of_a_million_letters_takes_no_more_than_itself(piece: str) -> None:
    """To remember a way back for each letter took a hundred times as much."""
    text = piece * 500_000
    tracemalloc.start()
    assert count_words(text) == 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * len(text)
