"""Raw text is cut into pieces, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.load.text.pieces import plain_words, split_pieces

WRAPPED = """\
The harbour of Northhaven is open again after nine days of storm, and
the ships that had waited at sea came in on Monday, two at a time, with
a pilot on each of them.

The master let the fishing boats go first, because what they had caught
could not wait.
- crab
- eel
"""


def texts(text: str) -> list[str]:
    """The words of each piece."""
    return [piece.text for piece in split_pieces(text)]


def test_wrapped_lines_are_one_piece() -> None:
    """A line that ends where the next word had no room was broken by a machine."""
    paragraphs = texts(WRAPPED)
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("The harbour")
    assert paragraphs[0].endswith("on each of them.")
    assert paragraphs[2:] == ["- crab", "- eel"]


def test_lines_of_a_text_that_is_not_wrapped_stay_apart() -> None:
    """Verse, lists and texts with one line a paragraph."""
    assert texts("The tide goes out,\nthe tide comes in.") == [
        "The tide goes out,",
        "the tide comes in.",
    ]
    long = "A paragraph as long as this one stands in a line that no terminal wraps."
    assert len(texts(f"{long * 3}\n{long * 2}\n{long}")) == 3


def test_a_piece_knows_whether_a_blank_line_stands_before_it() -> None:
    """Stanzas and blocks of code are known by that."""
    pieces = split_pieces("a\nb\n\nc\r\n \r\nd\r\ne")
    assert [piece.is_apart for piece in pieces] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a\u00a0 b\tc", "a b c"),
        ("caf&eacute; &amp; bar &#8220;x&#8221;", "café & bar “x”"),
        ('<a href="https://example.org">Har</a>bour', "Harbour"),
        ("<a href=''>Ada</a> / Pixabay", "Ada / Pixabay"),
        ("one<br>two<BR/>three", "one two three"),
        ('<img src="x.png" alt="x">crab', "crab"),
        ("<Jang Noksu> and <b", "<Jang Noksu> and <b"),
        ("if a <b and c> d", "if a <b and c> d"),
        ("&lt;b&gt;", "<b>"),
        ("\ufeffsoft\u00adly\u200b", "softly"),
    ],
)
def test_only_words_are_left_of_markup(raw: str, words: str) -> None:
    """Known tags go; what merely has angle brackets is content."""
    assert plain_words(raw) == words


@pytest.mark.parametrize(
    ("raw", "mark", "rest"),
    [
        ("- crab", "-", "crab"),
        ("• crab", "•", "crab"),
        ("12. crab", "12.", "crab"),
        ("3) crab", "3)", "crab"),
        ("> crab", ">", "crab"),
        ("2026. A year", "", "2026. A year"),
        ("-crab", "", "-crab"),
        ("— Come in.", "", "— Come in."),
    ],
)
def test_a_mark_is_known_and_can_be_left_out(raw: str, mark: str, rest: str) -> None:
    """A dash of dialogue is no mark, and neither is a year."""
    (piece,) = split_pieces(raw)
    assert (piece.mark, piece.unmarked) == (mark, rest)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \n\r\t\x0b\x1d\u2028-1.>"), max_size=200))
def test_every_character_that_is_not_blank_lies_in_one_piece(text: str) -> None:
    """Nothing vanishes before anybody could decide about it."""
    after = 0
    for piece in split_pieces(text):
        assert after <= piece.start < piece.end
        assert not text[after : piece.start].strip()
        after = piece.end
    assert not text[after:].strip()
