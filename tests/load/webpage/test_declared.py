"""What web pages say of themselves."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.declared import Declared, read_declared


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(parse_html(page))


@pytest.mark.parametrize("source", ["", "{", "[" * 5000, '"text"', '{"@graph": 1}'])
def test_broken_json_ld_says_nothing(source: str) -> None:
    """Many pages have some, and it must not cost the article."""
    head = f'<script type="application/ld+json">{source}</script>'
    assert declared(head) == Declared()


@pytest.mark.parametrize(
    ("root", "language"), [("de", "de"), ("en_US", "en-US"), ("", ""), ("x y", "")]
)
def test_the_language_is_that_of_the_root(root: str, language: str) -> None:
    """As BCP 47 writes it; what is no tag says nothing."""
    page = parse_html(f"<html lang='{root}'><p>a</p></html>")
    assert read_declared(page).language == language
