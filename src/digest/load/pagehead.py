"""What a web page declares of itself: title, authors, dates, language, picture.

Only what stands there is told; nothing is guessed from prose. A date in JSON-LD or in a
meta element is declared, one in a <time> element is visible.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from digest.load.markup import words_of
from digest.model import DateOrigin, Image

#: by how sure they are to be of the article
PUBLISHED_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished"),
    *("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date"),
    *("citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate"),
    *("article.published", "published_time", "publish-date", "publishdate"),
    *(
        "originalpublicationdate",
        "article_date_original",
        "cxenseparse:recs:publishtime",
    ),
)
UPDATED_NAMES = ("article:modified_time", "og:updated_time", "datemodified")
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "citation_author", "byl")
ARTICLE_TYPE = re.compile(r"(Article|Posting|Report|Review|Recipe)$")
#: what stands between the title of an article and the name of its site
_SEPARATOR = re.compile(r"\s+[-–—|·•«»:/]+\s+|\s*\|\s*|\s*::\s*|:\s+")
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_BYLINE_CLASS = re.compile(
    r"(?<![\w-])(byline|author|writer|entry-author)(?![\w-]*(?:bio|box|image|desc))"
    r"|\bfn\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W*(?:(?:posted )?by|authors?|autor(?:in)?|von|par|por|di|af|av|door)\b[\s:]*"
    r"|^[\W_]+",
    re.IGNORECASE,
)
LONGEST_NAME = 60
MOST_WORDS_OF_NAME = 8
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
    head = _Head(root)
    date, origin = head.date()
    return Declared(
        title=head.title(),
        summary=head.first("og:description", "description"),
        authors=head.authors(),
        date=date,
        date_origin=origin,
        updated=head.updated(),
        language=head.language(),
        canonical_url=head.canonical_url,
        image=head.image(),
    )


class _Head:
    """One look at the page's declarations."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._metas: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            content = _folded(meta.get("content"))
            if name and content:
                self._metas.setdefault(str(name).strip().lower(), []).append(content)

    def first(self, *names: str) -> str:
        """The first content of the first of these meta elements."""
        return next((self._metas[name][0] for name in names if name in self._metas), "")

    @cached_property
    def canonical_url(self) -> str:
        for link in self._root.iter("link"):
            if "canonical" in str(link.get("rel", "")).lower().split():
                return _absolute(link.get("href"))
        return _absolute(self.first("og:url"))

    @cached_property
    def _linked(self) -> tuple[Mapping[str, Any], ...]:
        """The articles in the page's JSON-LD."""
        found: list[Mapping[str, Any]] = []
        for script in self._root.iter("script"):
            if str(script.get("type", "")).lower() == "application/ld+json":
                found += _nodes(script.text or "")
        return tuple(found)

    def _values(self, key: str) -> Iterator[Any]:
        return (node[key] for node in self._linked if node.get(key))

    def title(self) -> str:
        """The name of the article without that of the site."""
        headings = [words_of(h1) for h1 in self._root.iter("h1")]
        headings = [_folded(heading) for heading in headings if heading]
        told = [_folded(value) for value in self._values("headline") if _is_text(value)]
        told += [self.first("og:title"), self.first("twitter:title"), self._title_tag()]
        told = [self._without_site(text, [*headings, *told]) for text in told if text]
        for heading in headings:
            if any(_agree(heading, text) for text in told):
                return heading
        return next(iter([*told, *headings]), "")

    def _title_tag(self) -> str:
        element = self._root.find(".//head/title")
        if element is None:
            element = self._root.find(".//title")
        return "" if element is None else _folded(element.text_content())

    def _without_site(self, title: str, others: list[str]) -> str:
        """The title up to what another line, the site's name or its host explains."""
        keys = {_key(other) for other in others} - {_key(title)}
        site = {_key(self.first("og:site_name", "application-name")), self._host_key()}
        site.discard("")
        for separator in _SEPARATOR.finditer(title):
            start, rest = title[: separator.start()], title[separator.end() :]
            if _key(start) in keys or any(_names(rest, name) for name in site):
                return start
            if any(_names(start, name) for name in site) or _key(rest) in keys:
                return self._without_site(rest, others)
        return title

    def _host_key(self) -> str:
        host = urlsplit(self.canonical_url).hostname or ""
        parts = [part for part in host.split(".") if part != "www"]
        return _key(max(parts[:-1], key=len, default=""))

    def authors(self) -> tuple[str, ...]:
        """Names from JSON-LD, else from meta elements, else from a byline."""
        linked = [_names_in(value) for value in self._values("author")]
        names = linked[0] if linked else []
        if not names:
            names = [n for key in AUTHOR_NAMES for n in self._metas.get(key, [])][:1]
        if not any(map(_is_name, names)):
            names = self._bylines()
        clean = (_BY.sub("", _folded(name)) for name in names)
        return tuple(dict.fromkeys(name for name in clean if _is_name(name)))

    def _bylines(self) -> list[str]:
        for element in self._root.iter("a", "span", "p", "div", "address"):
            if next(element.iterancestors("form"), None) is not None:
                continue
            sign = f"{element.get('class', '')} {element.get('itemprop', '')}"
            is_author = "author" in str(element.get("rel", "")).lower().split()
            if is_author or _BYLINE_CLASS.search(sign):
                text = _BY.sub("", _folded(words_of(element)))
                if _is_name(text):
                    return [text]
        return []

    def date(self) -> tuple[datetime | None, DateOrigin]:
        """When the page says it was published, and how it says so."""
        declared = [value for value in self._values("datePublished") if _is_text(value)]
        declared += [self.first(name) for name in PUBLISHED_NAMES]
        for text in declared:
            if moment := parse_moment(text):
                return moment, DateOrigin.DECLARED
        for element in self._root.iter("time"):
            stamp = element.get("datetime") or element.get("content") or ""
            if moment := parse_moment(str(stamp)):
                return moment, DateOrigin.VISIBLE
        return None, DateOrigin.NONE

    def updated(self) -> datetime | None:
        """When the page says it was last changed."""
        told = [value for value in self._values("dateModified") if _is_text(value)]
        told += [self.first(name) for name in UPDATED_NAMES]
        return next(filter(None, map(parse_moment, told)), None)

    def language(self) -> str:
        """The language that the root element names."""
        told = (
            self._root.get("lang")
            or self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
            or ""
        )
        tag = str(told).strip().replace("_", "-")
        return tag if _LANGUAGE.fullmatch(tag) else ""

    def image(self) -> Image | None:
        """The picture that the page gives to those who link to it."""
        url = self.first("og:image", "og:image:url", "twitter:image")
        if not url:
            return None
        return Image(
            url=join_url(self.canonical_url, url),
            alt=self.first("og:image:alt", "twitter:image:alt"),
            width=_count(self.first("og:image:width")),
            height=_count(self.first("og:image:height")),
        )


def parse_moment(text: str) -> datetime | None:
    """The ISO 8601 date or time in a declaration, in UTC; None for anything else."""
    found = _DATE.search(text)
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


def _nodes(source: str) -> Iterator[Mapping[str, Any]]:
    """The articles in one piece of JSON-LD; none where it is no JSON."""
    try:
        waiting = [json.loads(source.strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(_is_text(name) and ARTICLE_TYPE.search(str(name)) for name in names):
                yield node
            waiting = [node.get("@graph"), node.get("mainEntity"), *waiting]


def _names_in(value: Any) -> list[str]:
    """The names in JSON-LD's `author`: a text, a person, or a list of them."""
    if isinstance(value, list):
        return [name for each in value for name in _names_in(each)]
    if isinstance(value, dict):
        return _names_in(value.get("name"))
    return [value] if _is_text(value) else []


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_name(text: str) -> bool:
    """Whether the text can be the name of an author: no address, no sentence."""
    return (
        1 < len(text) <= LONGEST_NAME
        and not re.search(r"https?:|@|\d{4}|\n", text)
        and len(text.split()) <= MOST_WORDS_OF_NAME
    )


def _agree(heading: str, title: str) -> bool:
    """Whether two lines are the same title, or one of them begins or ends the other."""
    one, other = sorted((_key(heading), _key(title)), key=len)
    return len(one) * 2 > len(other) and one in other


def _names(text: str, site: str) -> bool:
    """Whether the text is the name of the site, or nearly so."""
    key = _key(text)
    return bool(key) and (key in site or site in key) and len(key) < LONGEST_NAME


def _key(text: str) -> str:
    """Letters and digits alone: equal for two lines that people see as one."""
    return "".join(re.findall(r"\w", text.casefold()))


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def join_url(base: str, url: str) -> str:
    """The URL made absolute where the base is; as it was where either is broken."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _absolute(url: str | None) -> str:
    text = (url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname else ""


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
