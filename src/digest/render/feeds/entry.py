"""One entry as feedgen writes it, completed in both formats."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry
from lxml import etree

from digest.media_types import media_type_of
from digest.model import Entry
from digest.render.channel import Channel
from digest.render.feeds.elements import (
    ATOM,
    DUBLIN_CORE,
    MEDIA,
    SOURCE,
    THREAD,
    XML_LANGUAGE,
    add,
    as_html_text,
    as_text_construct,
    child,
)
from digest.render.feeds.podcast import describe_episode, is_episode
from digest.render.feedtext import rfc822, rfc3339


class WrittenEntry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """What feedgen is given, and what it leaves out.

    Its checks of names and tags take longer than to write them, and they are checked.
    """

    def __init__(self, entry: Entry, channel: Channel) -> None:
        super().__init__()
        self._entry = entry
        self._channel = channel
        self.id(entry.id)
        self.title(entry.title)
        self.link(href=entry.url)
        self.summary(entry.summary)
        self.content(entry.html, type="html")

    def atom_entry(self, extensions: bool = True) -> etree._Element:  # noqa: FBT001, FBT002  feedgen's signature
        """The atom:entry."""
        element: etree._Element = super().atom_entry(extensions)
        entry = self._entry
        element.set(XML_LANGUAGE, entry.language)
        as_text_construct(child(element, "title"))
        as_text_construct(child(element, "summary"))
        child(element, "updated").text = rfc3339(entry.updated)
        add(element, "published", rfc3339(entry.published))
        self._add_links(element)
        self._add_authors(element)
        for tag in entry.tags:
            add(element, "category", term=tag)
        if entry.in_reply_to:
            url = entry.in_reply_to
            # RFC 4685 3: what has no id that we know is known by its address
            add(element, f"{{{THREAD}}}in-reply-to", ref=url, href=url)
        self._add_source(element)
        self._add_image(element)
        return element

    def rss_entry(self, extensions: bool = True) -> etree._Element:  # noqa: FBT001, FBT002  feedgen's signature
        """The item."""
        element: etree._Element = super().rss_entry(extensions)
        entry = self._entry
        as_html_text(child(element, "title"))
        # a description is HTML to every reader, so plain words are escaped once more
        child(element, "description").text = escape(entry.summary, quote=False)
        for file in entry.enclosures[:1]:
            # one to an item (RSS Board profile); feedgen would take the last
            told = {"length": str(file.length), "type": file.media_type}
            add(element, "enclosure", url=file.url, **told)
        add(element, "pubDate", rfc822(entry.published))
        add(element, f"{{{ATOM}}}updated", rfc3339(entry.updated))
        for name in entry.authors:
            add(element, f"{{{DUBLIN_CORE}}}creator", name)
        for tag in entry.tags:
            add(element, "category", tag)
        add(element, f"{{{DUBLIN_CORE}}}language", entry.language)
        origin = entry.origin
        if origin and origin.feed_url:
            add(element, "source", origin.name, url=origin.feed_url)
        self._add_image(element)
        podcast = self._channel.podcast
        if podcast.is_told and is_episode(entry):
            describe_episode(element, entry)
        if self._channel.has_markdown:
            add(element, f"{{{SOURCE}}}markdown", _markdown(entry))
        return element

    def _add_links(self, element: etree._Element) -> None:
        """What feedgen 1.0.0 forgets of an entry's links: all but the address."""
        entry = self._entry
        page = child(element, "link")
        page.set("rel", "alternate")
        page.set("type", "text/html")
        if entry.canonical_url:
            # RFC 4287 4.2.7.2: "via" is the source of what the entry says
            add(element, "link", href=entry.canonical_url, rel="via")
        for file in entry.enclosures:
            told = {"type": file.media_type, "length": str(file.length)}
            add(element, "link", href=file.url, rel="enclosure", **told)

    def _add_authors(self, element: etree._Element) -> None:
        """Each by name, and the site that the entry is from with its address."""
        origin = self._entry.origin
        for name in self._entry.authors:
            author = add(element, "author")
            add(author, "name", name)
            if origin and name == origin.name:
                add(author, "uri", origin.url)

    def _add_source(self, element: etree._Element) -> None:
        """The feed that the entry was copied from (RFC 4287 4.2.11)."""
        origin = self._entry.origin
        if origin is None:
            return
        source = add(element, "source")
        add(source, "id", origin.feed_url or origin.url)
        as_text_construct(add(source, "title", origin.name))
        # what it gave us is the newest that we know of it
        add(source, "updated", rfc3339(self._entry.updated))
        add(source, "link", rel="alternate", href=origin.url)
        if origin.feed_url:
            add(source, "link", rel="self", href=origin.feed_url)

    def _add_image(self, element: etree._Element) -> None:
        """The lead picture, for readers that show it beside the title."""
        image = self._entry.image
        if image is None:
            return
        sizes = (("width", image.width), ("height", image.height))
        told = {name: str(pixels) for name, pixels in sizes if pixels}
        media_type = media_type_of(urlsplit(image.url).path)
        if media_type.startswith("image/"):
            told_type = {"medium": "image", "type": media_type}
            add(element, f"{{{MEDIA}}}content", url=image.url, **told_type, **told)
        add(element, f"{{{MEDIA}}}thumbnail", url=image.url, **told)


def _markdown(entry: Entry) -> str:
    """The body in Markdown, which some readers show in the place of HTML."""
    # imported late: its library is slow to load, and most sites never need it
    from digest.commonmark.fragment import write_fragment  # noqa: PLC0415

    return write_fragment(entry.html)
