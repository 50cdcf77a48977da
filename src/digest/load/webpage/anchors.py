"""The places of a page that its own links mean: footnotes keep their marks and notes.

Each id stands once, on an element that becomes a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import Element, HtmlElement

from digest.html_tags import BLOCK_TAGS

#: they are opened, and what stands on them is lost
CONTAINER_TAGS = frozenset({"article", "aside", "div", "main", "section", "header"})
INNER_TAGS = frozenset(BLOCK_TAGS) - CONTAINER_TAGS - {"body", "ul", "ol", "menu"}


def mend_anchors(root: HtmlElement, canonical_url: str) -> None:
    """Make links to the page itself local, and keep one place for each id."""
    meant = frozenset(_meant(root, canonical_url))
    seen: set[str] = set()
    for element in root.xpath("//*[@id or self::a/@name]"):
        name = str(element.get("id") or element.get("name"))
        if name in seen:
            element.attrib.pop("id", None)
        elif name in meant:
            _place(element, name)
        seen.add(name)


def _meant(root: HtmlElement, canonical_url: str) -> Iterator[str]:
    """The ids that links of the page lead to."""
    for link in root.iter("a"):
        page, _, name = str(link.get("href", "")).strip().partition("#")
        if name and (not page or page == canonical_url):
            link.set("href", f"#{name}")
            yield name
            yield unquote(name)


def _place(element: HtmlElement, name: str) -> None:
    """Put the id where it outlives the opening of containers."""
    if element.tag not in CONTAINER_TAGS:
        element.set("id", name)
        return
    del element.attrib["id"]
    inner = element
    while len(inner) and inner.tag in CONTAINER_TAGS and not (inner.text or "").strip():
        inner = inner[0]
    if inner.tag in INNER_TAGS and "id" not in inner.attrib:
        inner.set("id", name)
        return
    holder = inner if inner.tag in CONTAINER_TAGS else element
    mark = Element("span", {"id": name})
    mark.tail, holder.text = holder.text, None
    holder.insert(0, mark)
