"""The title of a page is that of its article."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.head import Head
from digest.load.webpage.title import find_title

SITE_NAME = "<meta property=og:site_name content=Notes>"


def titled(head: str, body: str = "<p>a</p>") -> str:
    """The title of a page with this head and body."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return find_title(Head(parse_html(page)))


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
    assert titled(head, body) == "Ships are back"


def test_a_dash_that_nothing_explains_belongs_to_the_title() -> None:
    """It is cut only on a sign that it names the site."""
    assert titled("<title>Ships - and letters</title>") == "Ships - and letters"


def test_a_heading_wins_over_a_title_that_begins_like_it() -> None:
    """The title is for search machines, the heading for readers."""
    head = "<title>Ships, boats and ferries: what pays?</title>"
    body = "<h1>Ships, boats and ferries: what is best?</h1>"
    assert titled(head, body) == "Ships, boats and ferries: what is best?"


def test_a_name_of_the_site_inside_of_a_title_stays() -> None:
    """It is cut where it is the most of what follows the dash."""
    head = f"<title>Week 14 - 20 May with Notes - Notes</title>{SITE_NAME}"
    assert titled(head) == "Week 14 - 20 May with Notes"
