"""Lines are counted as editors count them, front matter included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_block
from digest.check.manuscript import Manuscript, line_starts, read_manuscript, shown
from digest.errors import ContentError

TEXT = """\
---
title: Harbour
Canonical-URL: https://post.example.com/
---

The harbour is open.

| Ship | Berth |
"""


def a_manuscript(text: str | bytes = TEXT, path: str = "harbour.md") -> Manuscript:
    """The file with this text."""
    return read_manuscript(path, text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(end: str) -> None:
    """Of Windows, of old Macs and of all others."""
    manuscript = a_manuscript(TEXT.replace("\n", end))
    place = manuscript.text.index("The harbour")
    assert manuscript.line_at(place) == 6
    assert manuscript.line_at(place - 1) == 5
    assert manuscript.line_at(0) == 1


@given(st.text(st.sampled_from("ab\r\n\x0b\u2028"), max_size=40), st.integers(0, 40))
def test_a_line_is_one_more_than_the_ends_before_it(text: str, offset: int) -> None:
    """Other signs that end a line somewhere do so in no editor."""
    offset = min(offset, len(text))
    starts = line_starts(text)
    assert list(starts) == sorted(set(starts))
    line = sum(start <= offset for start in starts)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    # between the two signs of one end the line is still the one that they end
    is_within = text[offset - 1 : offset + 1] == "\r\n"
    assert line == before.count("\n") + 1 - is_within


def test_what_has_no_place_is_on_the_first_line_of_the_text() -> None:
    """Better than the front matter, which says nothing of it."""
    assert a_manuscript().line_at(-1) == 6


def test_a_key_is_found_as_it_is_read() -> None:
    """In any case, with hyphens or underscores; the first line is for all others."""
    manuscript = a_manuscript()
    assert manuscript.line_of_key("canonical_url") == 3
    assert manuscript.line_of_key("slug", "title") == 2
    assert manuscript.line_of_key("slug") == 1
    assert manuscript.has_key("title")
    assert not manuscript.has_key("slug")


def test_keys_of_toml_have_lines_too() -> None:
    """Those of a table in it are none of the front matter's own."""
    text = '+++\ntitle = "Harbour"\n[image]\nurl = "q.jpg"\n+++\nThe harbour is open.\n'
    manuscript = a_manuscript(text)
    assert dict(manuscript.keys) == {"title": 2, "image": 3}


def test_a_block_without_a_place_is_found_by_its_words() -> None:
    """Of raw HTML in Markdown the parser tells no offset."""
    manuscript = a_manuscript("Open.\n\n<table>\n<tr><td>Ship</td></tr></table>\n")
    assert manuscript.line_of(a_block("Ship | Berth\n1 | 2")) == 4
    assert manuscript.line_of(a_block("nowhere")) == 1
    assert manuscript.line_of(a_block("Ship", start=2)) == 1


@pytest.mark.parametrize(
    ("data", "path", "encoding"),
    [
        ("Café".encode(), "a.txt", ""),
        ("Café".encode("utf-8-sig"), "a.txt", ""),
        ("Café".encode("utf-16"), "a.txt", ""),
        ("Café".encode("latin-1"), "a.txt", "Windows-1252"),
        (b'<meta charset="latin1"><p>Caf\xe9', "a.html", "Windows-1252"),
        (b'<meta charset="koi8-r"><p>\xc1\xc2', "a.html", "koi8-r"),
    ],
)
def test_what_a_file_was_decoded_as_is_named(
    data: bytes, path: str, encoding: str
) -> None:
    """Nothing is said of any form of Unicode."""
    assert a_manuscript(data, path).encoding == encoding


def test_a_file_that_is_no_article_is_refused() -> None:
    """As it is when it is loaded."""
    with pytest.raises(ContentError):
        a_manuscript(b"\0\1\2")


def test_a_text_is_shown_by_its_first_words() -> None:
    """On one line, whatever it is."""
    assert shown("a\n b") == "a b"
    assert shown("word " * 40) == "word " * 11 + "word…"
