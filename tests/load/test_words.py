"""The words of an element, as people read them."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.words import folded_line, words_of


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a\n <b>b</b>\tc</p>", "a b c"),
        ("<p>a<br>b</p><p>c</p>", "a\nb\nc"),
        ("<p>a<script>x</script>b</p>", "ab"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a | b\nc"),
        ("<p>Note. <a href=#fnref1>x</a></p>", "Note."),
        ("<p>Note. <a href=#_ftnref1>x</a><a href=#n>y</a></p>", "Note. y"),
        ("<p>a&#1;b\u2028c</p>", "a b c"),
        ("<script>x</script>", ""),
        ("<p></p>", ""),
    ],
)
def test_words_are_folded_line_by_line(html: str, words: str) -> None:
    """A line for each line break, a bar between cells, and nothing that is not read."""
    assert words_of(parse_html(html)) == words


def test_the_tail_of_an_element_is_none_of_it() -> None:
    """It belongs to what stands around."""
    (bold,) = parse_html("<p>a <b>b</b> c</p>").iter("b")
    assert words_of(bold) == "b"


def test_a_script_alone_has_no_words() -> None:
    """Nobody reads it."""
    (script,) = parse_html("<p>a</p><script>x</script>").iter("script")
    assert words_of(script) == ""


def test_a_line_is_folded() -> None:
    """Blanks of every kind are one."""
    assert folded_line(" a \v\x85 b ") == "a b"
