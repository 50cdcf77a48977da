from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.render.columns import display_width, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [("quay", 4), ("港", 2), ("e\u0301", 1), ("ميناء", 5), ("🚢", 2), ("a\u200db", 2)],
)
def test_a_wide_character_takes_two_columns_and_a_mark_none(
    text: str, width: int
) -> None:
    """Columns are those of a terminal, not characters."""
    assert display_width(text) == width


def test_text_with_blanks_breaks_at_blanks() -> None:
    """Words stay whole."""
    assert wrap("the harbour is open again", 12) == ["the harbour", "is open", "again"]


def test_text_without_blanks_breaks_between_wide_characters() -> None:
    """Japanese has no blanks, and a line must not grow without end for that."""
    lines = wrap("火曜日の夜明け前に水先案内人が出て", 12)
    assert lines == ["火曜日の夜明", "け前に水先案", "内人が出て"]


def test_no_line_begins_with_a_full_stop_or_ends_with_a_bracket() -> None:
    """The short list of Japanese typesetting."""
    assert wrap("港が開いた。「船」", 10) == ["港が開い", "た。「船」"]
    assert wrap("港が開い「船」", 10) == ["港が開い", "「船」"]


def test_an_emoji_of_several_characters_is_not_torn() -> None:
    """A family is one picture, joined by invisible characters."""
    family = "👩\u200d👩\u200d👧"
    assert wrap(family * 2, 6) == [family, family]


def test_a_url_stays_whole_however_long() -> None:
    """A broken URL is no link."""
    url = "https://notes.example.org/" + "a" * 100
    assert wrap(f"see {url} there", 20) == ["see", url, "there"]


@given(st.text(alphabet="ab 港。「」\n\u0301👩\u200d", max_size=60), st.integers(4, 30))
@settings(max_examples=100, deadline=None)
def test_no_character_is_lost_in_wrapping(text: str, columns: int) -> None:
    """Wrapping moves blanks only."""
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.strip() for line in lines)
