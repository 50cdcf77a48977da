"""When a page appeared, and how it says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.dates import parse_moment, shown_date
from digest.load.webpage.declared import Declared, read_declared
from digest.model import DateOrigin


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(parse_html(page))


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


TITLE = "<h1>Ships are back</h1>"
DAY = datetime(2026, 6, 3, tzinfo=UTC)
OURS = "<time datetime=2026-06-03 {}>x</time>"
OTHER = "<time datetime=2026-01-01>x</time>"


@pytest.mark.parametrize(
    "body",
    [
        f"{OTHER}<p>a<p>a<p>a{TITLE}{OURS.format('')}",
        f"{TITLE}{OTHER}{OURS.format('itemprop=datePublished')}",
        f"{TITLE}<aside>{OTHER}</aside>{OURS.format('pubdate')}",
        f"{TITLE}<time>now</time><p>{OURS.format('')}",
    ],
)
def test_the_time_that_is_marked_or_nearest_the_title_counts(body: str) -> None:
    """A page has many: of other articles, of comments, of its last change."""
    found = declared("", body)
    assert (found.date, found.date_origin) == (DAY, DateOrigin.VISIBLE)


@pytest.mark.parametrize(
    "line",
    [
        "<p>03.06.2026</p>",
        "<p>3 June 2026</p>",
        "<p>By Ada Quay | June 3, 2026</p>",
        "<h5>Date: </h5>03.06.2026",
        "<p>Northhaven, 3 June 2026 – The ships are back, and the quay is full.</p>",
    ],
)
def test_a_line_beside_the_title_tells_the_date(line: str) -> None:
    """Alone, with a name, or before the first sentence; dots follow the day."""
    found = declared("", f"<p>News</p>{TITLE}{line}<p>They came at noon.</p>")
    assert (found.date, found.date_origin) == (DAY, DateOrigin.VISIBLE)


@pytest.mark.parametrize(
    "line",
    [
        "<p>The storm of 3 June 2026 was the first of the year.</p>",
        "<p>June 2026</p>",
        "<p>One</p>" * 30 + "<p>3 June 2026</p>",
    ],
)
def test_a_date_in_a_sentence_or_far_away_is_not_of_the_article(line: str) -> None:
    """It may be of anything."""
    assert declared("", f"{TITLE}{line}").date is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-06-03", DAY),
        ("published on 3.6.2026", DAY),
        ("no date at all", None),
    ],
)
def test_a_date_that_only_the_source_knows_is_a_guess(
    words: str, day: datetime | None
) -> None:
    """It is taken only where readers see it."""
    source = (
        "<html><head><meta name=lastmod content=2026-06-03></head>"
        f"<body><div class=date>{words}</div><p>They came at noon.</p></body></html>"
    )
    assert shown_date(source, parse_html(source)) == day
