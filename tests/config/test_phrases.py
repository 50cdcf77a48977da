"""What one may write as a phrase, and as a pattern of paths."""

from __future__ import annotations

import pytest

from digest.config import NUMBER, path_fault, phrase_fault


@pytest.mark.parametrize(
    "phrase",
    ["Share this *", "#1a2b3c4d", "#1A2B3C4D", "#coast", "#decade", "* * a", "港"],
)
def test_words_and_numbers_are_phrases(phrase: str) -> None:
    """A tag of social media is words like any others."""
    assert not phrase_fault(phrase)


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("", "is empty; write the words of a block, or its number in quotes"),
        ("  ", "is empty"),
        ("*", "'*' is every block there is; write some of its words"),
        ("* *", "is every block"),
        ("#1a2b3c4", "is no number of a block; write # and its 8 digits"),
        ("#1a2b3c4d5", "is no number of a block"),
        ("a" * 2001, "has 2001 characters, more than 2000; write the first words"),
    ],
)
def test_what_can_name_no_block_is_told(phrase: str, fault: str) -> None:
    """Fact and remedy."""
    assert fault in phrase_fault(phrase)


@pytest.mark.parametrize("pattern", ["press/*", "*", "*.txt", "a/b c/[0-9]*.md"])
def test_paths_count_from_the_content_folder(pattern: str) -> None:
    """With stars and sets, as in `ignore`."""
    assert not path_fault(pattern)


@pytest.mark.parametrize("pattern", ["", " ", "/press/*", "../*", "a/../b", "press\\*"])
def test_a_pattern_of_nothing_is_told(pattern: str) -> None:
    """It would hold for no file, and nobody would know."""
    assert "press/*" in path_fault(pattern)


def test_a_number_has_eight_digits() -> None:
    """Of either case."""
    assert NUMBER.fullmatch("#0123abCD")
    assert not NUMBER.fullmatch("#0123abC")
