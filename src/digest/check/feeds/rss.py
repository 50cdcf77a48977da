"""RSS 2.0, by the profile of the RSS Advisory Board -> ToldFeed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from digest.check.feeds.atom import withdrawals_of
from digest.check.feeds.markup import (
    ATOM,
    CONTENT,
    DUBLIN_CORE,
    ITUNES,
    UnreadableError,
    attribute,
    images_of,
    is_archive,
    line_of,
    links_of,
    style_url,
    text_of,
    texts_of,
)
from digest.check.feeds.moments import read_rfc822, read_rfc3339
from digest.check.feeds.told import Format, Slip, ToldEnclosure, ToldEntry, ToldFeed

#: what a channel cannot be without
NEEDED = ("title", "link", "description")
#: what an item has once at the most; of enclosures readers take any one
LONE = ("guid", "title", "link", "description", "pubDate", "enclosure")


def read_rss(path: str, root: etree._Element, size: int) -> ToldFeed:
    """The feed in this document; raises UnreadableError where it has no channel."""
    channel = root.find("channel")
    if channel is None:
        raise UnreadableError(line_of(root), "has no channel")
    items = channel.findall("item")
    return ToldFeed(
        path=path,
        format=Format.RSS,
        size=size,
        title=text_of(channel, "title"),
        home_url=text_of(channel, "link"),
        language=text_of(channel, "language"),
        updated=read_rfc822(text_of(channel, "lastBuildDate")),
        links=tuple(links_of(channel)),
        entries=tuple(map(_item, items)),
        withdrawals=tuple(withdrawals_of(channel)),
        is_archive=is_archive(channel),
        images=texts_of(channel, "image/url"),
        style_url=style_url(root),
        podcast=tuple(
            etree.QName(child).localname for child in channel.iterchildren(f"{ITUNES}*")
        ),
        slips=tuple(_slips(root, channel, items)),
    )


def _item(element: etree._Element) -> ToldEntry:
    return ToldEntry(
        line=line_of(element),
        id=text_of(element, "guid"),
        title=text_of(element, "title"),
        url=text_of(element, "link"),
        summary=text_of(element, "description"),
        html=text_of(element, f"{CONTENT}encoded"),
        authors=texts_of(element, f"{DUBLIN_CORE}creator"),
        published=read_rfc822(text_of(element, "pubDate")),
        updated=read_rfc3339(text_of(element, f"{ATOM}updated")),
        language=text_of(element, f"{DUBLIN_CORE}language"),
        tags=texts_of(element, "category"),
        enclosures=tuple(
            ToldEnclosure(
                url=attribute(child, "url"),
                media_type=attribute(child, "type"),
                length=attribute(child, "length"),
            )
            for child in element.findall("enclosure")
        ),
        images=images_of(element),
    )


def _slips(
    root: etree._Element, channel: etree._Element, items: list[etree._Element]
) -> Iterator[Slip]:
    version = attribute(root, "version")
    if version != "2.0":
        fact = f"says that it is version {version!r}"
        yield Slip(line=line_of(root), fact=fact, remedy="RSS is 2.0")
    for name in NEEDED:
        count = len(channel.findall(name))
        if count != 1:
            fact = f"has {count} elements `{name}` in its channel"
            yield Slip(line=line_of(channel), fact=fact, remedy="there has to be one")
    for item in items:
        yield from _slips_of_item(item)


def _slips_of_item(item: etree._Element) -> Iterator[Slip]:
    line = line_of(item)
    for name in LONE:
        count = len(item.findall(name))
        if count > 1:
            fact = f"has {count} elements `{name}` in one item"
            yield Slip(line=line, fact=fact, remedy="readers know one at the most")
    guid = item.find("guid")
    is_address = guid is not None and attribute(guid, "isPermaLink") != "false"
    if is_address and not text_of(item, "guid").startswith("http"):
        fact = "has a guid that is said to be an address, and is none"
        yield Slip(line=line, fact=fact, remedy='write isPermaLink="false"')
    if item.find("author") is not None:
        fact = "names an author by e-mail"
        yield Slip(line=line, fact=fact, remedy="write dc:creator alone")
