"""What a web page says of itself: title, authors, dates, language, address.

Only what stands there is told; nothing is guessed from prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from digest.load.webpage.authors import find_authors
from digest.load.webpage.dates import (
    declared_dates,
    declared_update,
    is_confirmed,
    is_next_day,
    is_seen,
    visible_date,
)
from digest.load.webpage.frame import is_plain
from digest.load.webpage.head import Head, is_text
from digest.load.webpage.title import find_title
from digest.model import DateOrigin

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: values of JSON-LD that are looked at
MOST_VALUES = 20
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the page says; empty values where it is silent."""

    title: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    date_origin: DateOrigin = DateOrigin.NONE
    updated: datetime | None = None
    language: str = ""
    canonical_url: str = ""


def read_declared(head: Head) -> Declared:
    """What the page declares; its <script> and <meta> elements still stand in it."""
    title, language = find_title(head), _language(head)
    date, origin = _date(head, title, language)
    return Declared(
        title=title,
        summary=head.first("og:description", "description"),
        authors=find_authors(head, title),
        date=date,
        date_origin=origin,
        updated=declared_update(head),
        language=language,
        canonical_url=head.canonical_url,
    )


def _date(head: Head, title: str, language: str) -> tuple[datetime | None, DateOrigin]:
    """When the page says it was published, and how it says so.

    A date that only software sees counts where nothing stands against it. Where the
    page shows the day before or after, its readers' zone is not that of its clock.
    """
    dates = declared_dates(head)
    declared = [date.moment for date in dates if is_confirmed(head, date, dates)]
    if dates and not declared and is_plain(head.root):
        declared = [dates[0].moment]
    if declared and is_seen(declared[0], head.text):
        return declared[0], DateOrigin.DECLARED
    visible = visible_date(head, title, language or "en")
    if declared and not (visible and is_next_day(declared[0], visible)):
        return declared[0], DateOrigin.DECLARED
    return visible, DateOrigin.VISIBLE if visible else DateOrigin.NONE


def _language(head: Head) -> str:
    """The language that the page names; "" where it names two: the text decides."""
    told = [
        head.root.get("lang") or head.root.get(_XML_LANG) or "",
        head.first("content-language", "dc.language", "dcterms.language"),
        head.first("og:locale"),
        *islice(filter(is_text, head.linked("inLanguage")), MOST_VALUES),
    ]
    tags = [str(tag).strip().replace("_", "-") for tag in told]
    tags = [tag for tag in tags if _LANGUAGE.fullmatch(tag)]
    languages = {tag.partition("-")[0].lower() for tag in tags}
    return tags[0] if len(languages) == 1 else ""
