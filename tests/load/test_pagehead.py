"""What web pages say of themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.load.markup import parse_html
from digest.load.pagehead import Declared, parse_moment, read_declared
from digest.model import DateOrigin

SITE_NAME = "<meta property=og:site_name content=Notes>"


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(parse_html(page))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Ships are back</title>", ""),
        ("<title>Ships are back | Notes</title>", "<h1>Ships are back</h1>"),
        (
            f"<title>Ships are back - Notes</title>{SITE_NAME}",
            "",
        ),
        (
            f"<title>Notes: Ships are back</title>{SITE_NAME}",
            "",
        ),
        (
            (
                "<title>Ships are back – notes.example.org</title>"
                "<link rel=canonical href=https://notes.example.org/a>"
            ),
            "",
        ),
        ("<meta property=og:title content='Ships are back'>", "<h1>Notes</h1>"),
        ("", "<h1>Ships <em>are</em> back</h1>"),
    ],
)
def test_the_title_is_that_of_the_article(head: str, body: str) -> None:
    """The name of the site goes where another line or the host explains it."""
    assert declared(head, body).title == "Ships are back"


def test_a_dash_that_nothing_explains_belongs_to_the_title() -> None:
    """It is cut only on a sign that it names the site."""
    assert declared("<title>Ships - and letters</title>").title == "Ships - and letters"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=author content='Ada Quay'>", ""),
        ("<meta name=author content='By Ada Quay'>", ""),
        ("", "<p class=byline>By <a href=x>Ada Quay</a></p>"),
        ("", "<a rel=author href=x>Ada Quay</a>"),
        (
            (
                '<script type="application/ld+json">{"@type": "BlogPosting", "author": '
                '{"name": "Ada Quay"}}</script>'
            ),
            "",
        ),
        (
            "<meta property=article:author content=https://example.org/ada>",
            "<span itemprop=author>Ada Quay</span>",
        ),
    ],
)
def test_the_author_is_found_where_pages_name_them(head: str, body: str) -> None:
    """JSON-LD, meta elements, or a byline; an address is no name."""
    assert declared(head, body).authors == ("Ada Quay",)


def test_a_field_of_a_form_is_no_author() -> None:
    """Comment forms ask for a name in an element of that class."""
    assert declared("", "<form><p class=author>Name</p></form>").authors == ()


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        (
            "<meta property=article:published_time content=2026-11-10T08:00:00Z>",
            "",
            DateOrigin.DECLARED,
        ),
        (
            (
                '<script type="application/ld+json">[{"@type": ["NewsArticle"], '
                '"datePublished": "2026-11-10T09:00+01:00"}];</script>'
            ),
            "",
            DateOrigin.DECLARED,
        ),
        ("", "<time datetime='2026-11-10 08:00'>today</time>", DateOrigin.VISIBLE),
    ],
)
def test_dates_tell_their_origin(head: str, body: str, origin: DateOrigin) -> None:
    """What is written for machines is declared, what readers see is visible."""
    found = declared(head, body)
    assert found.date == datetime(2026, 11, 10, 8, tzinfo=UTC)
    assert found.date_origin is origin


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40", "20261110", "1-1-1"])
def test_what_is_no_iso_date_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert parse_moment(text) is None


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
