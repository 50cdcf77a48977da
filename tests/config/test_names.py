"""What one may write for a block of an article."""

from __future__ import annotations

import pytest

from digest.config import NUMBER, name_fault


@pytest.mark.parametrize(
    "name",
    ["Share this *", "#1a2b3c4d", "#1A2B3C4D", "#coast", "#decade", "* * a", "港"],
)
def test_words_and_numbers_are_names(name: str) -> None:
    """A tag of social media is words like any others."""
    assert not name_fault(name)


@pytest.mark.parametrize(
    ("name", "fault"),
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
def test_what_can_name_no_block_is_told(name: str, fault: str) -> None:
    """Fact and remedy."""
    assert fault in name_fault(name)


def test_a_number_has_eight_digits() -> None:
    """Of either case."""
    assert NUMBER.fullmatch("#0123abCD")
    assert not NUMBER.fullmatch("#0123abC")
