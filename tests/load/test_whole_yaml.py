"""All of YAML, each scalar as it is written."""

from __future__ import annotations

import pytest

from digest.errors import ContentError
from digest.load.whole_yaml import read_whole


def test_values_stand_as_they_are_written() -> None:
    """No word becomes a truth, a number or a date; each key has its line."""
    values, lines = read_whole("draft: no\nparts:\n  - {day: 2026-11-03}\n", "a.md")
    assert values == {"draft": "no", "parts": [{"day": "2026-11-03"}]}
    assert lines == {"draft": 2, "parts": 3}


def test_a_colon_in_a_title_is_taken_as_it_is_meant() -> None:
    """What most people forget to quote is quoted for them."""
    assert read_whole("title: Harbour: open", "a.md")[0] == {"title": "Harbour: open"}


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("title: a\ntags: [a", 4),
        ("- a", 2),
        ("a: &b [c]\nd: *b", 3),
        (f"a: {'[' * 30}{']' * 30}", 2),
    ],
    ids=["not ended", "no keys", "grows", "deep"],
)
def test_what_is_no_front_matter_is_told_with_its_line(source: str, line: int) -> None:
    """Also what would grow without end, or bring down the library that reads it."""
    with pytest.raises(ContentError) as caught:
        read_whole(source, "a.md")
    assert caught.value.line == line
