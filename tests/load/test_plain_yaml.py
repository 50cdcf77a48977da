"""The short way through front matter leads where the long one does."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.load.plain_yaml import read_plain

#: what front matter is made of, and what makes it more than plain
PIECES = (
    *("a", "title", "x-y", "é", "b c", "2017-01-02", "10:20", "true", "~", "(x)"),
    *(":", ": ", " :", "  ", "- ", "[", "]", ",", ", ", "{", "}", '"', "'", "#", " #"),
    *("\n", "\n", "\ntitle: ", "&a", "*a", "|", ">", "%", "@", "!", "?", "\\", "---"),
    *("\t", "\r\n", "\x85", "\u2028", "\ufeff", "<<", "=", "https://a.b/c?d#e"),
)


def test_keys_have_their_values_and_lines() -> None:
    """Texts and lists of words, with blank lines between them."""
    source = 'title: "A: b"\ndate: 2026-11-03\n\ntags: [rail, open data]\nsummary:\n'
    assert read_plain(source) == (
        {
            "title": "A: b",
            "date": "2026-11-03",
            "tags": ["rail", "open data"],
            "summary": "",
        },
        {"title": 2, "date": 3, "tags": 5, "summary": 6},
    )


@pytest.mark.parametrize(
    "source",
    [
        *("a: b: c", "a:\n  b: c", "a: >\n b", "- a", "a: *b", "a: &b c", "# a: b"),
        *("a: b # c", 'a: "b\\n"', "a: [b, [c]]", "a: {b: c}", "a: [b", "a: 'b''c'"),
        *("a: - b", "a: b\n  c", "a: \x07", "a: @b", "a: [b, 'c']", "é: b", "a: b:"),
    ],
)
def test_what_is_more_than_plain_is_left_to_yaml(source: str) -> None:
    """Nothing is guessed."""
    assert read_plain(source) is None


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_read_is_what_yaml_reads(pieces: str) -> None:
    """Whatever somebody writes."""
    source = f"title: {pieces}"
    plain = read_plain(source)
    if plain is not None:
        assert plain[0] == yaml.load(source, yaml.CBaseLoader)  # noqa: S506  texts only
