from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliveries import Placeholder
from digest.render.letters.shortening import letter_line, letter_url, shorten


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("the harbour is open", 40, "the harbour is open"),
        ("the harbour is open", 14, "the harbour…"),
        ("the harbour, open", 14, "the harbour…"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("a" * 8 + "e\u0301" * 3, 10, "a" * 8 + "…"),
        ("aaaa👩\u200d👩\u200d👧", 8, "aaaa…"),
    ],
)
def test_text_is_cut_at_a_word_and_never_within_a_character(
    text: str, longest: int, short: str
) -> None:
    """An accent stays with its letter, a family together."""
    assert shorten(text, longest) == short


@given(st.text(max_size=80), st.integers(2, 60))
@settings(max_examples=100, deadline=None)
def test_a_cut_text_is_short_clean_and_the_start_of_the_whole(
    text: str, longest: int
) -> None:
    """Whatever is given, surrogates and controls included."""
    short = shorten(text, longest)
    assert len(short) <= longest
    short.encode()
    assert letter_line(text).startswith(short.removesuffix("…"))


def test_a_text_cannot_hold_a_placeholder() -> None:
    """Addressing fills each one, so an article could show a reader's own link."""
    tricky = f"https://placeholder.invalid/unsub{Placeholder.UNSUBSCRIBE_URL}scribe"
    assert not any(word in letter_line(tricky) for word in Placeholder)


def test_a_text_cannot_turn_what_follows_around() -> None:
    """An override of direction that nobody ends would run on into the date."""
    assert letter_line("\u202eyauq\u202c 1") == "yauq 1"


def test_an_address_that_addressing_would_fill_is_none() -> None:
    """A link of an article never becomes a reader's own."""
    assert letter_url(Placeholder.UNSUBSCRIBE_URL) == ""
    assert letter_url("https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://\uff50laceholder.invalid/unsubscribe",
        "https://placeholder\u3002invalid/unsubscribe",
        "https://place\u00adholder.invalid/unsubscribe",
        "HTTPS://placeholder.invalid/unsubscribe",
    ],
)
def test_nor_is_one_that_becomes_such(url: str) -> None:
    """IDNA reads wide letters as plain ones, and passes over soft hyphens."""
    assert letter_url(url) == ""


def test_an_address_is_the_same_in_both_parts() -> None:
    """What writes HTML encodes it, and nothing does so with the text."""
    assert letter_url("https://example.org/küste") == "https://example.org/k%C3%BCste"
    assert letter_url("https://küste.example/a%20b").startswith("https://xn--")
