"""Bytes -> an XML tree that is safe to look at, and what all XML feeds say alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from digest.check.feeds.told import Link

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
STYLE = re.compile(r'\btype="text/css"')
HREF = re.compile(r'\bhref="([^"]*)"')


class UnreadableError(ValueError):
    """A document that no reader gets beyond: where, and why."""

    def __init__(self, line: int, fact: str) -> None:
        self.line = line
        self.fact = fact
        super().__init__(f"{line}: {fact}")


def parse(data: bytes) -> etree._Element:
    """The root of the document; raises UnreadableError where it is not well-formed.

    No entity is resolved and nothing is loaded: a feed has no need of either.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        fact = f"is not well-formed XML ({(error.msg or 'no content')[:100]})"
        raise UnreadableError(line, fact) from error
    told: Any = root.getroottree().docinfo  # the stubs know nothing of it
    if told.doctype:
        raise UnreadableError(1, "has a DOCTYPE, which readers refuse")
    return root


def text_of(parent: etree._Element, name: str) -> str:
    """The text of the child; "" where there is none."""
    found = parent.find(name)
    return "" if found is None else "".join(map(str, found.itertext())).strip()


def texts_of(parent: etree._Element, name: str) -> tuple[str, ...]:
    """The texts of all children of this name."""
    return tuple(
        "".join(map(str, child.itertext())).strip() for child in parent.findall(name)
    )


def attribute(element: etree._Element, name: str) -> str:
    """The attribute's value; "" where there is none."""
    return str(element.get(name) or "")


def line_of(element: etree._Element) -> int:
    """Where it begins."""
    line: Any = element.sourceline  # the stubs give it no type
    return int(line or 1)


def links_of(parent: etree._Element) -> Iterator[Link]:
    """The atom:links, in Atom itself and in RSS."""
    for child in parent.findall(f"{ATOM}link"):
        yield Link(
            rel=attribute(child, "rel") or "alternate",
            url=attribute(child, "href"),
            media_type=attribute(child, "type"),
            line=line_of(child),
        )


def images_of(parent: etree._Element) -> tuple[str, ...]:
    """The pictures of an entry (Media RSS)."""
    names = (f"{MEDIA}thumbnail", f"{MEDIA}content")
    return tuple(
        attribute(child, "url")
        for child in parent.iterchildren(*names)
        if child.tag == names[0] or attribute(child, "medium") == "image"
    )


def is_archive(parent: etree._Element) -> bool:
    """Whether it says that it is an archive (RFC 5005 4)."""
    return parent.find(f"{HISTORY}archive") is not None


def style_url(root: etree._Element) -> str:
    """What the document names as its style sheet; "" where it names none."""
    node = root.getprevious()
    while node is not None:
        told = node.text or ""
        found = HREF.search(told)
        if isinstance(node, etree._ProcessingInstruction) and STYLE.search(told):  # noqa: SLF001  lxml's name
            return found[1] if found else ""
        node = node.getprevious()
    return ""
