"""Who wrote a page is told by the page."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.head import Head


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(Head(parse_html(page)))


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


LINKED = '<script type="application/ld+json">{}</script>'
TITLE = "<h1>Ships are back</h1>"
SITE = "<meta property=og:site_name content='Harbour Office'>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            LINKED.format(
                '{"@graph": [{"@type": "Article", "author": {"@id": "#ada"}}, '
                '{"@type": "Person", "@id": "#ada", "name": "Ada Quay"}]}'
            ),
            "",
        ),
        (LINKED.format('{"@type": "WebPage", "author": ["Ada Quay"]}'), ""),
        (
            "",
            "<p class=byline><i>Author</i><a class=fn>Ada Quay</a></p>",
        ),
        ("", "<p class=byline>3 June 2026 <br> by Ada Quay <br> 3 comments</p>"),
        ("", "<li class=submitted>Author: Ada Quay, Date: 03.06.26</li>"),
        ("", f"{TITLE}<p>By Ada Quay | 3 June 2026</p>"),
        ("", f"{TITLE}<h5>Autor: </h5>Ada Quay/HB"),
        ("", f"<p>Ada and the sea</p><p>Von Ada Quay</p>{TITLE}"),
        ("", "<a rel=author href=x>View all posts by Ada Quay</a>"),
        (
            f"{SITE}<meta name=author content='Harbour Office'>",
            "<i class=fn>x</i><span class=fn>Ada Quay</span>",
        ),
    ],
)
def test_a_byline_may_stand_in_many_forms(head: str, body: str) -> None:
    """Labels, dates and links beside the name are no part of it."""
    page = f"<title>Ships are back</title>{head}"
    assert declared(page, body or "<p>a</p>").authors == ("Ada Quay",)


@pytest.mark.parametrize(
    "body",
    [
        "<div class=comment><span class=fn>Ada Quay</span></div>",
        "<ol id=comments><li><cite class=fn>Ada Quay</cite></ol>",
        "<aside><a rel=author href=x>Ada Quay</a></aside>",
        "<div class='sidebar left'><p class=byline>By Ada Quay</p></div>",
        "<p class=author>https://example.org/ada</p>",
        "<p class=byline>Updated at 9</p>",
        f"{TITLE}<h5>Autor:</h5><p>no name at all</p>",
    ],
)
def test_who_comments_or_is_linked_did_not_write_the_article(body: str) -> None:
    """A name counts only where the page speaks of its article."""
    assert declared("<title>Ships are back</title>", body).authors == ()


def test_a_site_that_names_itself_is_believed_if_it_is_a_person() -> None:
    """People have sites of their name; an office has no byline."""
    office = f"{SITE}<meta name=author content='Harbour office, Northhaven'>"
    assert declared(office).authors == ()
    own = "<meta property=og:site_name content='Ada Quay'>"
    person = f"{own}<meta name=author content='Ada Quay'>"
    assert declared(person).authors == ("Ada Quay",)


def test_several_authors_keep_their_order_and_stand_once() -> None:
    """As the page names them."""
    names = '[{"name": "Ben Mole"}, {"name": "Ada Quay"}, "Ben Mole"]'
    linked = LINKED.format(f'{{"@type": "NewsArticle", "author": {names}}}')
    assert declared(linked).authors == ("Ben Mole", "Ada Quay")
