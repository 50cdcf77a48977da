"""Feed -> Atom and RSS: the only importer of feedgen.

feedgen knows the two formats; what it leaves out or gets wrong (links without their
type, dates in the locale of the process, no language of an entry) is put right here.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from digest import paths
from digest.documents import Document
from digest.model import Entry, Feed, FullFeed
from digest.render.feedtext import (
    ATOM_TYPE,
    JSON_TYPE,
    RSS_TYPE,
    file_url,
    is_markup_like,
    rfc822,
    rfc3339,
    settle,
)

GENERATOR = "digest"

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def render_atom(feed: FullFeed) -> Document:
    """The feed as Atom 1.0 (RFC 4287)."""
    told = settle(feed)
    generator = _generator(told)
    generator.link(href=told.atom_url, rel="self", type=ATOM_TYPE)
    generator.link(href=told.rss_url, rel="alternate", type=RSS_TYPE)
    generator.link(href=told.json_url, rel="alternate", type=JSON_TYPE)
    generator.link(href=told.home_url, rel="alternate", type="text/html")
    return Document(
        path=feed.path + paths.ATOM,
        media_type=ATOM_TYPE,
        data=generator.atom_str(pretty=True),
    )


def render_rss(feed: FullFeed) -> Document:
    """The feed as RSS 2.0, by the profile of the RSS Advisory Board."""
    told = settle(feed)
    generator = _generator(told)
    generator.link(href=told.rss_url, rel="self", type=RSS_TYPE)
    # feedgen takes the last link of any kind for the channel's own, so home is last
    generator.link(href=told.home_url, rel="alternate", type="text/html")
    return Document(
        path=feed.path + paths.RSS,
        media_type=RSS_TYPE,
        data=generator.rss_str(pretty=True),
    )


def _generator(feed: FullFeed) -> FeedGenerator:
    """A generator that knows all but the links, which differ by format."""
    generator = FeedGenerator()
    # feedgen writes this date by changing the locale of the whole process: thread by
    # thread that goes wrong, so the date is ours (_Whole)
    generator._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001  no setter unsets
    generator.register_extension("digest", lambda: _Whole(feed))
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.author(name=feed.author)
    generator.language(feed.language)
    generator.generator(GENERATOR)
    generator.icon(file_url(feed, paths.ICON))
    generator.image(file_url(feed, paths.ICON))
    for entry in feed.entries:
        generator.add_entry(_Entry(entry), order="append")
    return generator


class _Whole:
    """What feedgen cannot say of the feed as a whole: an extension, in its words."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that both formats declare."""
        return {"dc": DUBLIN_CORE, "media": MEDIA}

    def extend_atom(self, root: etree._Element) -> None:
        """Complete the atom:feed, before its entries are there."""
        _child(root, "updated").text = rfc3339(self._feed.updated)
        _as_text_construct(_child(root, "title"))
        _as_text_construct(_child(root, "subtitle"))
        self._add_stylesheet(root)

    def extend_rss(self, root: etree._Element) -> None:
        """Complete the channel, before its items are there."""
        channel = _child(root, "channel")
        _as_html_text(_child(channel, "title"))
        _as_html_text(_child(channel, "image/title"))
        _as_html_text(_child(channel, "description"))
        _add(channel, "lastBuildDate", rfc822(self._feed.updated))
        for url, media_type in (
            (self._feed.atom_url, ATOM_TYPE),
            (self._feed.json_url, JSON_TYPE),
        ):
            _add(channel, f"{{{ATOM}}}link", rel="alternate", type=media_type, href=url)
        self._add_stylesheet(root)

    def _add_stylesheet(self, root: etree._Element) -> None:
        """Name the style sheet that browsers use; its path counts from the host."""
        path = urlsplit(file_url(self._feed, paths.FEED_STYLE)).path
        told = f'type="text/css" href="{escape(path)}"'
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", told))


class _Entry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """One entry as feedgen writes it, completed in both formats."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        self.id(entry.id)
        self.title(entry.title)
        self.link(href=entry.url, rel="alternate", type="text/html")
        if entry.canonical_url:
            # RFC 4287 4.2.7.2: "via" is the source of what the entry says
            self.link(href=entry.canonical_url, rel="via")
        for enclosure in entry.enclosures:
            self.enclosure(enclosure.url, enclosure.length, enclosure.media_type)
        place = {entry.origin.name: entry.origin.url} if entry.origin else {}
        for name in entry.authors:
            self.author(name=name, uri=place.get(name))
        for tag in entry.tags:
            self.category(term=tag)
        self.summary(entry.summary)
        self.content(entry.html, type="html")

    def atom_entry(self, extensions: bool = True) -> etree._Element:  # noqa: FBT001, FBT002  feedgen's signature
        """The atom:entry."""
        element: etree._Element = super().atom_entry(extensions)
        entry = self._entry
        element.set(XML_LANGUAGE, entry.language)
        _as_text_construct(_child(element, "title"))
        _as_text_construct(_child(element, "summary"))
        _child(element, "updated").text = rfc3339(entry.updated)
        _add(element, "published", rfc3339(entry.published))
        # feedgen 1.0.0 forgets every attribute of an entry's link but href
        for link, told in zip(element.iter("link"), self.link(), strict=True):
            link.attrib.update(told)
        self._add_source(element)
        self._add_thumbnail(element)
        return element

    def rss_entry(self, extensions: bool = True) -> etree._Element:  # noqa: FBT001, FBT002  feedgen's signature
        """The item."""
        element: etree._Element = super().rss_entry(extensions)
        entry = self._entry
        _as_html_text(_child(element, "title"))
        # a description is HTML to every reader, so plain words are escaped once more
        _child(element, "description").text = escape(entry.summary, quote=False)
        for enclosure in entry.enclosures[:1]:
            # one to an item (RSS Board profile); feedgen would take the last
            first = _child(element, "enclosure")
            first.set("url", enclosure.url)
            first.set("length", str(enclosure.length))
            first.set("type", enclosure.media_type)
        _add(element, "pubDate", rfc822(entry.published))
        _add(element, f"{{{ATOM}}}updated", rfc3339(entry.updated))
        for name in entry.authors:
            _add(element, f"{{{DUBLIN_CORE}}}creator", name)
        _add(element, f"{{{DUBLIN_CORE}}}language", entry.language)
        origin = entry.origin
        if origin and origin.feed_url:
            _add(element, "source", origin.name, url=origin.feed_url)
        self._add_thumbnail(element)
        return element

    def _add_source(self, element: etree._Element) -> None:
        """The feed that the entry was copied from (RFC 4287 4.2.11)."""
        origin = self._entry.origin
        if origin is None:
            return
        source = _add(element, "source")
        _add(source, "id", origin.feed_url or origin.url)
        _as_text_construct(_add(source, "title", origin.name))
        # what it gave us is the newest that we know of it
        _add(source, "updated", rfc3339(self._entry.updated))
        _add(source, "link", rel="alternate", href=origin.url)
        if origin.feed_url:
            _add(source, "link", rel="self", href=origin.feed_url)

    def _add_thumbnail(self, element: etree._Element) -> None:
        image = self._entry.image
        if image is None:
            return
        thumbnail = _add(element, f"{{{MEDIA}}}thumbnail", url=image.url)
        for name, pixels in (("width", image.width), ("height", image.height)):
            if pixels:
                thumbnail.set(name, str(pixels))


def _as_text_construct(element: etree._Element) -> None:
    """Say in Atom that plain text is HTML where some reader would take it for that."""
    text = element.text or ""
    if is_markup_like(text):
        element.set("type", "html")
        element.text = escape(text, quote=False)


def _as_html_text(element: etree._Element) -> None:
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


def _child(parent: etree._Element, name: str) -> etree._Element:
    """The child that feedgen always writes."""
    found = parent.find(name)
    assert found is not None, name
    return found


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element
