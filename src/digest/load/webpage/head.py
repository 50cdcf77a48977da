"""What a web page writes for machines: <meta>, <link> and JSON-LD, each looked up once.

What title, authors and dates follow from it is decided in their own modules.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from digest.load.schemes import is_web_url
from digest.load.sights import squeezed
from digest.load.words import words_of

ARTICLE_TYPE = re.compile(r"(Article|Posting|Report|Review|Recipe)$")
PAGE_TYPE = re.compile(r"WebPage$")
#: meta elements in which a site tells its own name
SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_TEXT = XPath(
    "/html/body//text()[not(parent::script or parent::style)]", smart_strings=False
)
#: attributes in which a meta element says what it tells
NAMES = ("property", "name", "itemprop", "http-equiv")
#: letters of a name that a site or an author may have
LONGEST_NAME = 60
#: objects of JSON-LD that are looked at
MOST_NODES = 1000


class Head:
    """One look at the page's declarations; its <script> elements still stand in it."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._metas: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            name = next(filter(None, map(meta.get, NAMES)), "")
            content = folded(meta.get("content"))
            if name and content:
                self._metas.setdefault(str(name).strip().lower(), []).append(content)

    def first(self, *names: str) -> str:
        """The first content of the first of these meta elements."""
        return next((self._metas[name][0] for name in names if name in self._metas), "")

    def linked(self, key: str, *types: re.Pattern[str]) -> Iterator[Any]:
        """The values of a key in JSON-LD: of the articles, and of the page then."""
        for pattern in types or (ARTICLE_TYPE, PAGE_TYPE):
            for node in self._nodes:
                if node.get(key) and any(map(pattern.search, _types(node))):
                    yield node[key]

    def node(self, reference: Mapping[str, Any]) -> Mapping[str, Any]:
        """The node of the JSON-LD that a value means by its `@id`, else the value."""
        if len(reference) == 1 and is_text(name := reference.get("@id")):
            return self._by_id.get(str(name), reference)
        return reference

    @cached_property
    def text(self) -> str:
        """All text of the page in a row: found sooner than its lines."""
        found = _TEXT(self.root)
        return " ".join(map(str, found)) if isinstance(found, list) else ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the page as people read them."""
        body = self.root.find("body")
        return () if body is None else tuple(words_of(body).split("\n"))

    @cached_property
    def canonical_url(self) -> str:
        """The address that the page calls its own; "" where it is not absolute.

        Another site's is believed: the article appeared there first. A front page is
        not, where the page names another address, for then it is a slip.
        """
        told = [self.first("og:url")]
        for link in self.root.iter("link"):
            if "canonical" in str(link.get("rel", "")).lower().split():
                told.insert(0, join_url(told[0], str(link.get("href", "")).strip()))
                break
        urls = [url for url in map(_absolute, told) if url]
        pages = [url for url in urls if urlsplit(url).path.strip("/")]
        return next(iter([*pages, *urls]), "")

    def is_site(self, text: str) -> bool:
        """Whether the text is the name of the site or its host, or nearly so."""
        key = squeezed(text)
        if not key or len(key) >= LONGEST_NAME:
            return False
        return any(
            key in name or (name in key and len(key) < 2 * len(name))
            for name in self._site_keys
        )

    @cached_property
    def _site_keys(self) -> frozenset[str]:
        host = urlsplit(self.canonical_url).hostname or ""
        parts = [part for part in host.split(".") if part != "www"]
        names = [".".join(parts), max(parts[:-1], key=len, default="")]
        names += map(self.first, SITE_NAMES)
        return frozenset(filter(None, map(squeezed, names)))

    @cached_property
    def _nodes(self) -> tuple[Mapping[str, Any], ...]:
        """The objects in the page's JSON-LD, but no more than a page can need."""
        found: list[Mapping[str, Any]] = []
        for script in self.root.iter("script"):
            if str(script.get("type", "")).lower() == "application/ld+json":
                objects = _objects(script.text or "")
                found += islice(objects, MOST_NODES - len(found))
        return tuple(found)

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Any]]:
        named = (node for node in self._nodes if is_text(node.get("name")))
        return {str(node["@id"]): node for node in named if is_text(node.get("@id"))}


def is_text(value: Any) -> bool:
    """Whether a value of JSON-LD is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def folded(text: str | None) -> str:
    """The text with single spaces."""
    return " ".join((text or "").split())


def join_url(base: str, url: str) -> str:
    """The URL made absolute where the base is; as it was where either is broken."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _objects(source: str) -> Iterator[Mapping[str, Any]]:
    """The objects at the top of one piece of JSON-LD; none where it is no JSON."""
    try:
        told = json.loads(source.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([told])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extendleft(reversed(node))
        elif isinstance(node, dict):
            yield node
            waiting.extendleft((node.get("mainEntity"), node.get("@graph")))


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return [name for name in names if isinstance(name, str)]


def _absolute(url: str | None) -> str:
    text = (url or "").strip()
    return text if is_web_url(text) else ""
