"""What a web page says of itself: title, authors, dates, language, picture.

Only what stands there is told; nothing is guessed from prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from digest.load.schemes import is_web_or_relative
from digest.load.webpage.authors import find_authors
from digest.load.webpage.dates import (
    date_near_title,
    declared_date,
    declared_update,
    marked_date,
)
from digest.load.webpage.head import Head, join_url
from digest.load.webpage.title import find_title
from digest.model import DateOrigin, Image

#: a longer number is the size of no picture
COUNT = re.compile(r"[0-9]{1,9}")
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
    image: Image | None = None


def read_declared(root: HtmlElement) -> Declared:
    """What the page declares; its <script> and <meta> elements still stand in it."""
    head = Head(root)
    title, language = find_title(head), _language(root)
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
        image=_image(head),
    )


def _date(head: Head, title: str, language: str) -> tuple[datetime | None, DateOrigin]:
    """When the page says it was published, and how it says so."""
    if date := declared_date(head):
        return date, DateOrigin.DECLARED
    date = marked_date(head.root) or date_near_title(head.root, title, language or "en")
    return date, DateOrigin.VISIBLE if date else DateOrigin.NONE


def _language(root: HtmlElement) -> str:
    """The language that the root element names."""
    told = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    tag = str(told).strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _image(head: Head) -> Image | None:
    """The picture that the page gives to those who link to it."""
    told = head.first("og:image", "og:image:url", "twitter:image")
    url = join_url(head.canonical_url, told)
    if not told or not is_web_or_relative(url):
        return None
    return Image(
        url=url,
        alt=head.first("og:image:alt", "twitter:image:alt"),
        width=_count(head.first("og:image:width")),
        height=_count(head.first("og:image:height")),
    )


def _count(text: str) -> int | None:
    return int(text) if COUNT.fullmatch(text) else None
