"""Links can lead to headings."""

from __future__ import annotations

import re

import pytest

from builders import a_site
from digest.load.article import load_article
from digest.load.heading_ids import IDS_OF_PAGE, name_headings
from digest.load.sanitise import sanitise
from digest.render.theme import packaged_templates


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<h2>Where it fails</h2>", '<h2 id="where-it-fails">Where it fails</h2>'),
        ("<h3>A &amp; b</h3>", '<h3 id="a-b">A &amp; b</h3>'),
        ("<h2><em>Über</em> uns</h2>", '<h2 id="uber-uns"><em>Über</em> uns</h2>'),
        ('<h2 lang="de">Quai</h2>', '<h2 id="quai" lang="de">Quai</h2>'),
        ('<h2 id="own">Quay</h2>', '<h2 id="own">Quay</h2>'),
        ("<h2>…</h2>", "<h2>…</h2>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr><p>b</p>"),
    ],
)
def test_a_heading_is_named_by_its_words(html: str, named: str) -> None:
    """One that has an id keeps it, and one without words gets none."""
    assert name_headings(html) == named


def test_no_two_places_have_one_name() -> None:
    """Whatever stands before and behind them."""
    html = '<h2>A</h2><h2>A</h2><p id="a-3">x</p><h2>A</h2><h2>A 2</h2>'
    assert name_headings(html) == (
        '<h2 id="a">A</h2><h2 id="a-2">A</h2><p id="a-3">x</p>'
        '<h2 id="a-4">A</h2><h2 id="a-2-2">A 2</h2>'
    )


def test_a_heading_takes_no_name_of_the_page_around_it() -> None:
    """A link to a part of the page never ends in the article."""
    templates = packaged_templates() / "site"
    for name in ("base.html", "entry.html", "masthead.html", "foot.html"):
        own = re.findall(r' id="([a-z-]+)"', (templates / name).read_text())
        assert IDS_OF_PAGE.issuperset(own)
    assert name_headings("<h2>Files</h2>") == '<h2 id="files-2">Files</h2>'


def test_names_pass_the_sanitiser_and_stay() -> None:
    """To name them twice changes nothing more."""
    named = name_headings("<h2>A</h2><h2>A</h2>")
    assert sanitise(named) == name_headings(named) == named


def test_what_looks_like_a_tag_in_an_attribute_is_none() -> None:
    """Its letters are no words of the heading."""
    html = sanitise('<h2><a title="<b>no</b>" href="a">Yes</a></h2>')
    assert name_headings(html).startswith('<h2 id="yes"><a')


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "# T\n\nText.\n\n## Where it fails\n\nMore.\n"),
        ("a.html", "<h1>T</h1><p>Text.</p><h2>Where it fails</h2><p>More.</p>"),
    ],
)
def test_headings_of_every_kind_of_file_are_named(path: str, text: str) -> None:
    """And the name is no change that readers are told of."""
    article = load_article(path, text.encode(), a_site())
    assert '<h2 id="where-it-fails">Where it fails</h2>' in article.html
