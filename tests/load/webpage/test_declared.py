"""What web pages say of themselves."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.head import Head


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(Head(parse_html(page)))


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
    assert read_declared(Head(page)).language == language


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("<meta property=og:locale content=de_AT>", "de-AT"),
        ("<meta http-equiv=content-language content=de>", "de"),
        (
            (
                '<script type="application/ld+json">'
                '{"@type": "Article", "inLanguage": "de-CH"}</script>'
            ),
            "de-CH",
        ),
    ],
)
def test_the_head_names_a_language_where_the_root_does_not(
    head: str, language: str
) -> None:
    """For search machines and networks."""
    assert declared(head).language == language


def test_two_languages_are_none() -> None:
    """One of them is the theme's; the text decides."""
    head = "<meta property=og:locale content=de_DE>"
    page = f"<html lang=en-US><head>{head}</head><p>a</p></html>"
    assert read_declared(Head(parse_html(page))).language == ""


URL = "https://example.org/ships"


@pytest.mark.parametrize(
    "head",
    [
        f"<link rel=canonical href={URL}><meta property=og:url content=https://b.example/x>",
        f"<meta property=og:url content={URL}>",
        f"<link rel=canonical href=/><meta property=og:url content={URL}>",
        f"<link rel=canonical href=/ships><meta property=og:url content={URL}?a=1>",
        f"<link rel=canonical href='javascript:x'><meta property=og:url content={URL}>",
    ],
)
def test_the_address_of_a_page_is_its_own(head: str) -> None:
    """A link before a meta element, and a page before the front page of its site."""
    assert declared(head).canonical_url == URL


def test_a_front_page_is_an_address_where_there_is_no_other() -> None:
    """Some sites have but one page."""
    head = "<link rel=canonical href=https://example.org/>"
    assert declared(head).canonical_url == "https://example.org/"
