from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.lines import escape_invisible, one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Ann \t Quay\r\n", "Ann Quay"),
        ("a\u2028b\x00c\x9fd", "a b c d"),
        ("\u202eyauq\u202c 1", "yauq 1"),
        ("Ann\u200bQuay\ufeff", "Ann Quay"),
        ("half \ud83d of one", "half of one"),
        ("👩‍🚀 and می‌خواهم", "👩‍🚀 and می‌خواهم"),
    ],
)
def test_a_line_holds_what_can_be_seen(text: str, line: str) -> None:
    """Joiners are seen by what they join."""
    assert one_line(text) == line


def test_a_long_line_is_cut_without_a_blank_at_its_end() -> None:
    """Exactly as long as allowed is not too long."""
    assert one_line("abc def", longest=4) == "abc"
    assert one_line("abc def", longest=7) == "abc def"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_becomes_one_line_and_stays_so(text: str) -> None:
    """It can be encoded, too."""
    once = one_line(text)
    assert len(once.splitlines()) <= 1
    assert one_line(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


def test_what_cannot_be_seen_can_be_shown() -> None:
    """A file's name makes no line of its own, and says no word to the terminal."""
    assert escape_invisible("bad\nfake line.md") == r"bad\nfake line.md"
    assert escape_invisible("\x1b[31m \u202e é \ud83d") == r"\x1b[31m \u202e é \ud83d"
