"""What is in the HTML of an entry, however it is written."""

from __future__ import annotations

import pytest

from digest.check.feeds.bodies import (
    barred_parts,
    is_web_address,
    relative_addresses,
    words_of,
)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="tide.html">x</a>', ("tide.html",)),
        ('<a href="#top">x</a><a href="#top">y</a>', ("#top",)),
        ('<a href="">x</a>', ("",)),
        ('<a href="//example.org/">x</a>', ("//example.org/",)),
        ('<img src="/a.png" srcset="b.png 480w, https://a/c,d.png 2x">',
         ("/a.png", "b.png")),
        ('<img srcset="a.png, b.png">', ("a.png", "b.png")),
        ('<blockquote cite="x">x</blockquote>', ("x",)),
        ('<a href="mailto:a@example.org">x</a><a href="HTTPS://a/">x</a>', ()),
        ("<p>href=tide.html</p>", ()),
    ],
)  # fmt: skip
def test_relative_addresses_are_found(html: str, found: tuple[str, ...]) -> None:
    """R9: in each attribute that holds one, each once."""
    assert relative_addresses(html) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<SCRIPT>1</SCRIPT>", ("<script>",)),
        ('<p style="x" onClick="y">z</p>', ("style=…", "onclick=…")),
        ('<a href=" java&#115;cript:x">z</a>', ("href= javascript:x",)),
        ("<form><input></form>", ("<form>", "<input>")),
        ("<p>&lt;script&gt; and style=x</p>", ()),
        ("", ()),
    ],
)
def test_barred_parts_are_found(html: str, found: tuple[str, ...]) -> None:
    """R10: whatever the case of the letters."""
    assert barred_parts(html) == found


def test_words_are_those_that_are_read() -> None:
    """Without markup, and one blank between two."""
    assert words_of("<p>The <b>quay</b>\n &amp; pier.</p>") == "The quay & pier."
    assert words_of("<hr>") == ""


@pytest.mark.parametrize(
    ("url", "claim"),
    [
        ("https://example.org/a%20b", True),
        ("https://example.org/ü", False),
        ("https://example.org/a b", False),
        ("/a", False),
        ("tag:example.org,2026:a", False),
        ("", False),
    ],
)
def test_an_address_is_whole_and_ascii(url: str, claim: bool) -> None:  # noqa: FBT001
    """R9: so that no reader has to mend it."""
    assert is_web_address(url) is claim
