"""A whole raw article in our own words comes out exactly: its gold was made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import a_site
from digest.load.article import load_article
from digest.model import Article, BlockKind, Citation, DateOrigin

NAME = "2026-11-03-tide-mill.txt"
RAW = (Path(__file__).parents[3] / "content" / NAME).read_bytes()
#: each line of the file that is kept, by its kind and its first words
KEPT = [
    (BlockKind.PARAGRAPH, "Twice a day the sea"),
    (BlockKind.PARAGRAPH, "The mill works like a bathtub"),
    (BlockKind.HEADING, "Eleven years of Saturdays"),
    (BlockKind.PARAGRAPH, '"We began with a photograph'),
    (BlockKind.PARAGRAPH, "The hardest part was the gate."),
    (BlockKind.HEADING, "Flour at the turn of the tide"),
    (BlockKind.PARAGRAPH, "The stones grind some thirty kilos"),
    (BlockKind.PARAGRAPH, "The mill will be open on the first Sunday"),
]
#: each line that goes, with its reason
GONE = [
    ("title", "The Mill That Runs on the Moon - North Shore Notes"),
    ("navigation", "Home | News | Ferries | Weather | Sign in"),
    ("title", "The Mill That Runs on the Moon"),
    ("byline", "By Tilda Brandt"),
    ("date", "November 3, 2026"),
    ("credit", 'Photo: <a href="">Harbour Archive</a> / North Shore Notes'),
    ("share", "Share on Facebook"),
    ("share", "Share on Mastodon"),
    ("share", "Copy link"),
    ("teaser", 'Storm damage to the east breakwater "worse than feared"'),
    ("teaser", "Engineers who walked the breakwater on Thursday"),
    ("advertisement", "Advertisement"),
    ("newsletter", "Subscribe to our newsletter and never miss a story!"),
    ("newsletter", "Enter your email address"),
    ("related", "You might also like"),
    ("related", "Oysters return to the western flats"),
    ("related", "Ten walks with a pub at the end"),
    ("related", "Why the foghorn of Gannet Island is a semitone flat"),
    ("comments", "3 Comments"),
    ("comments", "No comments to display yet. Log in to post a comment."),
    ("legal", "© 2026 North Shore Notes. All rights reserved."),
]


@pytest.fixture(scope="module")
def article() -> Article:
    """The article as digest reads it."""
    return load_article(NAME, RAW, a_site())


def line(words: str) -> str:
    """The last line of the file that begins with these words: above it is the menu."""
    lines = RAW.decode().splitlines()
    return [line for line in lines if line.startswith(words)][-1]


def test_every_line_of_the_article_is_kept_as_what_it_is(article: Article) -> None:
    """Word for word, in its order, two sub-headings among them."""
    expected = [(kind, line(words)) for kind, words in KEPT]
    assert [(block.kind, block.text) for block in article.blocks] == expected


def test_every_line_of_cruft_goes_by_its_reason(article: Article) -> None:
    """Menu, buttons, a teaser in the middle, and all that stands below."""
    told = [(cut.reason, cut.text.strip()) for cut in article.cuts]
    assert [reason for reason, _ in told] == [reason for reason, _ in GONE]
    for (_, text), (_, words) in zip(told, GONE, strict=True):
        assert text.startswith(words)


def test_title_author_date_and_credit_are_fields(article: Article) -> None:
    """They are no part of the body, and the site's name is none of the title."""
    assert article.title == "The Mill That Runs on the Moon"
    assert article.slug == "tide-mill"
    assert article.authors == ("Tilda Brandt",)
    assert article.date == datetime(2026, 11, 3, tzinfo=UTC)
    assert article.date_origin is DateOrigin.DECLARED
    assert article.credit == "Photo: Harbour Archive / North Shore Notes"
    assert article.language == "en"


def test_people_and_outlets_that_are_cited_are_told(article: Article) -> None:
    """Each with the name that the text gives them."""
    assert article.citations == (
        Citation(name="Rolf Ahlers", outlet="The Sandhaven Courier"),
        Citation(name="Ines Falk", outlet="Coast & Country"),
    )
