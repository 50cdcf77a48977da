"""When the article of a web page appeared, and who says so: the page or its look.

A date in JSON-LD or <meta> is declared; one in a <time> element, in a line by the title
or elsewhere on the page is visible. A mere guess is none. Only here is htmldate asked.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml.html import HtmlElement

from digest.load.cruft.bylines import DATE, byline_authors, find_date, is_date_line
from digest.load.facts import parse_date
from digest.load.markup import words_of
from digest.load.webpage.head import Head, is_text
from digest.load.webpage.surroundings import is_foreign, lines_near_title

#: by how sure they are to be of the article
PUBLISHED_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished"),
    *("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date"),
    *("dcterms.issued", "dc.date.created", "citation_publication_date"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "article.published"),
    *("published_time", "publish-date", "publishdate", "originalpublicationdate"),
    *("article_date_original", "cxenseparse:recs:publishtime", "citation_date"),
)
UPDATED_NAMES = ("article:modified_time", "og:updated_time", "datemodified")
#: how a <time> is marked that tells when its article appeared
_PUBLISHED_SIGN = re.compile(r"(?<![a-z])(datepublished|published|pubdate|entry-date)")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
#: how a report begins: "Northhaven, 3 June 2026 – The harbour"
_DATELINE = re.compile(
    rf"(?:[^\s\d]+\s){{0,4}}(?:{DATE.pattern})\s?[|–—:-]", re.IGNORECASE
)
#: a naive moment, as htmldate compares
LAST_DAY = datetime(2100, 1, 1)  # noqa: DTZ001


def declared_date(head: Head) -> datetime | None:
    """The date that the page declares for machines."""
    told = [value for value in head.linked("datePublished") if is_text(value)]
    told += [head.first(name) for name in PUBLISHED_NAMES]
    return next(filter(None, map(parse_moment, told)), None)


def declared_update(head: Head) -> datetime | None:
    """When the page says it was last changed."""
    told = [value for value in head.linked("dateModified") if is_text(value)]
    told += [head.first(name) for name in UPDATED_NAMES]
    return next(filter(None, map(parse_moment, told)), None)


def marked_date(root: HtmlElement) -> datetime | None:
    """The date in the <time> that is marked as the article's, or nearest its title."""
    walk = [
        (place, e) for place, e in enumerate(root.iter()) if e.tag in {"h1", "time"}
    ]
    title = next((place for place, element in walk if element.tag == "h1"), 0)
    times = [each for each in walk if each[1].tag == "time" and not is_foreign(each[1])]

    def rank(each: tuple[int, HtmlElement]) -> tuple[bool, int]:
        place, element = each
        signs = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        is_marked = "pubdate" in element.attrib or _PUBLISHED_SIGN.search(signs)
        return not is_marked, abs(place - title)

    stamps = (
        element.get("datetime") or element.get("content") or ""
        for _, element in sorted(times, key=rank)
    )
    return next(filter(None, (parse_moment(str(stamp)) for stamp in stamps)), None)


def date_near_title(root: HtmlElement, title: str, language: str) -> datetime | None:
    """The date in a line beside the title: alone, in a byline, or before a bar."""
    for line in lines_near_title(root, title):
        if dateline := _DATELINE.match(line):
            line = dateline[0]  # noqa: PLW2901  the rest is the first paragraph
        elif not (is_date_line(line) or byline_authors(line)):
            continue
        if date := parse_date(find_date(line), language):
            return date
    return None


def shown_date(source: str, root: HtmlElement) -> datetime | None:
    """The date that htmldate finds in the source, if readers of the page see it."""
    # late: its parsers take a fifth of a second to start, and only web pages need them
    import htmldate  # noqa: PLC0415

    found = htmldate.find_date(
        source,
        extensive_search=False,
        original_date=True,
        # its default is today, and a build depends on no clock
        max_date=LAST_DAY,
    )
    if found is None:
        return None
    day = datetime.fromisoformat(found).replace(tzinfo=UTC)
    return day if _is_seen(day, words_of(root)) else None


def _is_seen(day: datetime, words: str) -> bool:
    year, month, number = day.year, day.month, day.day
    forms = (
        rf"{year}\D{{1,3}}0?{month}\D{{1,3}}0?{number}(?!\d)",
        rf"(?<!\d)0?{number}(?!\d).{{1,20}}{year}",
    )
    return any(re.search(form, words) for form in forms)


def parse_moment(text: str) -> datetime | None:
    """The ISO 8601 date or time in a declaration, in UTC; None for anything else."""
    found = _MOMENT.search(text)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat("T".join(filter(None, found.group(1, 2))))
        if found[3]:
            zone = datetime.fromisoformat(f"2000-01-01T00:00{found[3]}").tzinfo
            return moment.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC)
