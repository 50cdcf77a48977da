"""When a page appeared, and how it says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.dates import is_seen, parse_moment, shown_date
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.head import Head
from digest.model import DateOrigin


def declared(head: str, body: str = "<p>a</p>") -> Declared:
    """What a page with this head and body declares."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_declared(Head(parse_html(page)))


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


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("<meta name=date content=2026-06-03>", ""),
        ("<meta name=dcterms.date content=2026-06-03>", ""),
        (
            (
                '<script type="application/ld+json">'
                '{"@type": "Article", "datePublished": "2026-06-03"}</script>'
            ),
            "",
        ),
    ],
)
def test_a_date_that_only_software_knows_needs_a_second_witness(
    head: str, canonical: str
) -> None:
    """It may be of the page's record; a reader, an address or another one confirms."""
    around = "<nav>Menu</nav>"
    link = "<link rel=canonical href='https://example.org/2026/06/ships'>"
    second = "<meta name=article_date_original content=2026-06-03>"
    assert declared(head + canonical, f"{around}<p>a</p>").date is None
    assert declared(head, f"{around}<p>On 3 June 2026</p>").date == DAY
    assert declared(head + link, f"{around}<p>a</p>").date == DAY
    assert declared(head + second, f"{around}<p>a</p>").date == DAY
    assert declared(head, "<p>somebody wrote this by hand</p>").date == DAY


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=article:published_time content=2026-06-03>",
        (
            '<script type="application/ld+json">'
            '{"@type": "NewsArticle", "datePublished": "2026-06-03"}</script>'
        ),
    ],
)
def test_a_date_of_an_article_is_sure(head: str) -> None:
    """Those who publish write it, though their page may show none."""
    found = declared(head, "<nav>Menu</nav><p>a</p>")
    assert (found.date, found.date_origin) == (DAY, DateOrigin.DECLARED)


def test_the_day_that_readers_see_counts_where_a_zone_shifts_it() -> None:
    """The clock of the software is not that of the place."""
    head = "<meta property=article:published_time content=2026-06-02T22:30:00+00:00>"
    found = declared(head, f"<nav>Menu</nav>{TITLE}<p>3 June 2026</p>")
    assert (found.date, found.date_origin) == (DAY, DateOrigin.VISIBLE)


def test_midnight_of_a_zone_is_a_day() -> None:
    """Software writes so that knows no time."""
    assert parse_moment("2026-06-03T00:00:00+02:00") == DAY
    assert parse_moment("2026-06-03T00:30:00+02:00") == datetime(
        2026, 6, 2, 22, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "mark",
    [
        "<time>3 June 2026</time>",
        "<span itemprop=datePublished content=2026-06-03>now</span>",
        "<span itemprop=datePublished>3 June 2026</span>",
        "<abbr class=published title=2026-06-03T00:00>now</abbr>",
    ],
)
def test_what_is_marked_as_the_date_tells_it(mark: str) -> None:
    """In an attribute, else in words."""
    assert declared("", f"<p>b</p>{TITLE}<p>a</p><p>b</p>{mark}").date == DAY


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("3 June 2026", True),
        ("June 3, 2026", True),
        ("2026/06/03", True),
        ("03.06.2026", True),
        ("1.-3. Juni 2026", False),
        ("1. - 3. Juni 2026", False),
        ("13 June 2026", False),
        ("© 2026", False),
        ("2026-06-30", False),
        ("3 of the ships that were lost at sea in June 2026", False),
    ],
)
def test_a_day_is_seen_in_the_usual_forms(text: str, *, seen: bool) -> None:
    """Not as the end of a range, nor by a number far from the year."""
    assert is_seen(DAY, f"Ships, {text}, and more") is seen


def test_a_failing_guess_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """No exception of it gets out."""

    def fail(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("htmldate.find_date", fail)
    assert shown_date("<p>a</p>", parse_html("<p>a</p>")) is None
