"""Elements of feeds in XML, and plain text in them, as readers take it."""

from __future__ import annotations

from html import escape

from lxml import etree

from digest.render.feedtext import is_markup_like

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
#: archives (RFC 5005)
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
MEDIA = "http://search.yahoo.com/mrss/"
PODCAST = "https://podcastindex.org/namespace/1.0"
SOURCE = "https://source.scripting.com/"
#: threads (RFC 4685)
THREAD = "http://purl.org/syndication/thread/1.0"
#: entries that are gone (RFC 6721)
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    """A new last child."""
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child that feedgen always writes."""
    found = parent.find(name)
    assert found is not None, name
    return found


def as_text_construct(element: etree._Element) -> None:
    """Say in Atom that plain text is HTML where some reader would take it for that."""
    text = element.text or ""
    if is_markup_like(text):
        element.set("type", "html")
        element.text = escape(text, quote=False)


def as_html_text(element: etree._Element) -> None:
    """Escape the element's plain text once more in RSS, where it looks like markup.

    The ampersand is written as `&#x26;`, as the RSS Board's profile has it for plain
    text: by it validators know that no tag was meant.
    """
    text = element.text or ""
    if not is_markup_like(text):
        return
    first, *rest = escape(text, quote=False).split("&")
    element.text = first
    for words in rest:
        ampersand = etree.Entity("#x26")
        ampersand.tail = words
        element.append(ampersand)
