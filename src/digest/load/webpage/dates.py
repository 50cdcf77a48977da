"""When the article of a web page appeared, and who says so: the page or its look.

A date in JSON-LD or <meta> is declared; one in a <time> element, in a line by the title
or elsewhere on the page is visible. A mere guess is none. Only here is htmldate asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from digest.load.cruft.bylines import DATE, byline_authors, find_date, is_date_line
from digest.load.facts import parse_date
from digest.load.webpage.head import ARTICLE_TYPE, PAGE_TYPE, Head, is_text
from digest.load.webpage.surroundings import is_foreign, lines_near_title
from digest.load.words import words_of

#: those who publish articles write these, and nobody else does
ARTICLE_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "article.published", "published_time"),
    *("article_date_original", "originalpublicationdate", "citation_publication_date"),
)
#: of any page, and perhaps of its record in the site's software
PAGE_NAMES = (
    *("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date"),
    *("dcterms.issued", "dc.date.created", "pubdate", "publish-date", "publishdate"),
    *("cxenseparse:recs:publishtime", "citation_date"),
)
UPDATED_NAMES = ("article:modified_time", "og:updated_time", "datemodified")
#: types of JSON-LD that a page has only where its date matters
DATED_TYPE = re.compile(r"(News\w*Article|Posting|Report)$")
#: how a <time> is marked that tells when its article appeared
_PUBLISHED_SIGN = re.compile(r"(?<![a-z])(datepublished|published|pubdate|entry-date)")
_MARKED = "//time | //*[@itemprop='datePublished'] | //abbr[@title and @class]"
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
#: how a report begins: "Northhaven, 3 June 2026 – The harbour"
_DATELINE = re.compile(
    rf"(?:[^\s\d]+\s){{0,4}}(?:{DATE.pattern})\s?[|–—:-]", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"\D{1,3}([0-9]{1,2})\D{1,3}([0-9]{1,2})(?![0-9])")
_DAY = re.compile(r"(?<!\d)(?<![\d.][-–])(?<![-–] )([0-9]{1,2})(?!\d)")
#: characters between a day and its year
NEAR = 22
#: words of a line in which a date is the page's own, and not one that its text is about
MOST_WORDS = 12
#: a naive moment, as htmldate compares
LAST_DAY = datetime(2100, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Declaration:
    """One date that the page declares for machines."""

    moment: datetime
    #: "linked" for JSON-LD, "meta"
    kind: str
    #: whether it is surely of the article
    is_sure: bool


def declared_dates(head: Head) -> tuple[Declaration, ...]:
    """All dates of publication that the page declares, the surest first."""
    return tuple(sorted(_declared(head), key=lambda each: not each.is_sure))


def _declared(head: Head) -> Iterator[Declaration]:
    for pattern in (DATED_TYPE, ARTICLE_TYPE, PAGE_TYPE):
        for value in filter(is_text, head.linked("datePublished", pattern)):
            if moment := parse_moment(value):
                yield Declaration(moment, "linked", pattern is DATED_TYPE)
    for names in (ARTICLE_NAMES, PAGE_NAMES):
        for name in names:
            if moment := parse_moment(head.first(name)):
                yield Declaration(moment, "meta", names is ARTICLE_NAMES)


def is_confirmed(head: Head, date: Declaration, dates: tuple[Declaration, ...]) -> bool:
    """Whether it is sure, or told twice, or stands in the page or in its address."""
    if date.is_sure or is_seen(date.moment, head.text):
        return True
    day = date.moment.date()
    kinds = {each.kind for each in dates if each.moment.date() == day}
    return len(kinds) > 1 or f"/{day:%Y/%m}" in head.canonical_url


def declared_update(head: Head) -> datetime | None:
    """When the page says it was last changed."""
    values = head.linked("dateModified", ARTICLE_TYPE, PAGE_TYPE)
    told = [value for value in values if is_text(value)]
    told += [head.first(name) for name in UPDATED_NAMES]
    return next(filter(None, map(parse_moment, told)), None)


def visible_date(head: Head, title: str, language: str) -> datetime | None:
    """The date that readers find beside the title, or in what is marked for it."""
    return marked_date(head.root, language) or _date_near_title(head, title, language)


def is_next_day(one: datetime, other: datetime) -> bool:
    """Whether two dates are one night apart, as those of two zones can be."""
    return abs(one.date() - other.date()) == timedelta(days=1)


def marked_date(root: HtmlElement, language: str) -> datetime | None:
    """The date in the <time> that is marked as the article's, or nearest its title."""
    title = next(root.iter("h1"), root)
    times = [each for each in root.xpath(_MARKED) if not is_foreign(each)]
    order = {each: place for place, each in enumerate(root.iter())} if times else {}

    def rank(element: HtmlElement) -> tuple[bool, int]:
        signs = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        is_marked = "pubdate" in element.attrib or _PUBLISHED_SIGN.search(signs)
        return not is_marked, abs(order[element] - order[title])

    dates = (_stamped(element, language) for element in sorted(times, key=rank))
    return next(filter(None, dates), None)


def _stamped(element: HtmlElement, language: str) -> datetime | None:
    """The date in an element's attributes, else in its words."""
    if element.tag == "abbr":
        return parse_moment(str(element.get("title")))
    stamp = str(element.get("datetime") or element.get("content") or "")
    told = find_date(words_of(element)) if not stamp else ""
    return parse_date(told, language) if told else parse_moment(stamp)


def _date_near_title(head: Head, title: str, language: str) -> datetime | None:
    """The date in a line beside the title: alone, in a byline, or before a bar."""
    for line in lines_near_title(head.lines, title):
        if dateline := _DATELINE.match(line):
            line = dateline[0]  # noqa: PLW2901  the rest is the first paragraph
        elif not (is_date_line(line) or byline_authors(line)):
            continue
        if date := parse_date(find_date(line), language):
            return date
    return None


def shown_date(source: str, root: HtmlElement) -> datetime | None:
    """The date that htmldate finds in the source, if a short line shows it."""
    # late: its parsers take a fifth of a second to start, and only web pages need them
    import htmldate  # noqa: PLC0415

    try:
        found = htmldate.find_date(
            source,
            extensive_search=False,
            original_date=True,
            # its default is today, and a build depends on no clock
            max_date=LAST_DAY,
        )
    # it raises whatever lxml and its own slips raise; the page is not to blame
    except Exception:  # noqa: BLE001
        return None
    if found is None:
        return None
    day = datetime.fromisoformat(found).replace(tzinfo=UTC)
    body = root.find("body")
    lines = words_of(root if body is None else body).split("\n")
    own = [line for line in lines if len(line.split()) <= MOST_WORDS]
    return day if is_seen(day, "\n".join(own)) else None


def is_seen(moment: date, text: str) -> bool:
    """Whether the text shows the day; the end of a range of days does not count."""
    year = f"{moment.year:04}"
    place = text.find(year)
    while place >= 0:
        behind = _MONTH_DAY.match(text, place + len(year))
        if behind and (int(behind[1]), int(behind[2])) == (moment.month, moment.day):
            return True
        before = _DAY.findall(text, max(0, place - NEAR), place)
        if any(int(day) == moment.day for day in before):
            return True
        place = text.find(year, place + 1)
    return False


def parse_moment(text: str) -> datetime | None:
    """The ISO 8601 date or time in a declaration, in UTC; None for anything else.

    Midnight of a zone is a day without a time, and stays that day.
    """
    found = _MOMENT.search(text)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat("T".join(filter(None, found.group(1, 2))))
        if found[3] and moment.time().isoformat() != "00:00:00":
            zone = datetime.fromisoformat(f"2000-01-01T00:00{found[3]}").tzinfo
            return moment.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC)
