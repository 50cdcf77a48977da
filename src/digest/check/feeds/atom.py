"""Atom 1.0 (RFC 4287) -> ToldFeed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from digest.check.feeds.markup import (
    ATOM,
    LANGUAGE,
    TOMBSTONES,
    attribute,
    images_of,
    is_archive,
    line_of,
    links_of,
    style_url,
    text_of,
    texts_of,
)
from digest.check.feeds.moments import read_rfc3339
from digest.check.feeds.told import (
    Format,
    Slip,
    ToldEnclosure,
    ToldEntry,
    ToldFeed,
    Withdrawal,
)

#: what a feed and an entry cannot be without (RFC 4287 4.1.1, 4.1.2)
NEEDED = ("id", "title", "updated")
#: and what they have once at the most
LONE = (*NEEDED, "subtitle", "icon", "logo", "generator", "published", "summary")


def read_atom(path: str, root: etree._Element, size: int) -> ToldFeed:
    """The feed in this document."""
    links = tuple(links_of(root))
    pages = [link.url for link in links if _is_page(link.rel, link.media_type)]
    entries = root.findall(f"{ATOM}entry")
    pictures = (*texts_of(root, f"{ATOM}icon"), *texts_of(root, f"{ATOM}logo"))
    return ToldFeed(
        path=path,
        format=Format.ATOM,
        size=size,
        id=text_of(root, f"{ATOM}id"),
        title=text_of(root, f"{ATOM}title"),
        home_url=next(iter(pages), ""),
        language=attribute(root, LANGUAGE),
        updated=read_rfc3339(text_of(root, f"{ATOM}updated")),
        links=links,
        entries=tuple(map(_entry, entries)),
        withdrawals=tuple(withdrawals_of(root)),
        is_archive=is_archive(root),
        images=pictures,
        style_url=style_url(root),
        slips=tuple(slip for each in (root, *entries) for slip in _slips(each)),
    )


def withdrawals_of(parent: etree._Element) -> Iterator[Withdrawal]:
    """The entries that are gone (RFC 6721 3)."""
    for child in parent.findall(f"{TOMBSTONES}deleted-entry"):
        yield Withdrawal(
            line=line_of(child),
            id=attribute(child, "ref"),
            when=read_rfc3339(attribute(child, "when")),
        )


def _entry(element: etree._Element) -> ToldEntry:
    links = tuple(links_of(element))
    title = element.find(f"{ATOM}title")
    return ToldEntry(
        line=line_of(element),
        id=text_of(element, f"{ATOM}id"),
        title=text_of(element, f"{ATOM}title"),
        title_type="" if title is None else attribute(title, "type") or "text",
        url=next((each.url for each in links if each.rel == "alternate"), ""),
        summary=text_of(element, f"{ATOM}summary"),
        html=text_of(element, f"{ATOM}content"),
        authors=texts_of(element, f"{ATOM}author/{ATOM}name"),
        published=read_rfc3339(text_of(element, f"{ATOM}published")),
        updated=read_rfc3339(text_of(element, f"{ATOM}updated")),
        language=attribute(element, LANGUAGE),
        tags=tuple(
            attribute(child, "term") for child in element.findall(f"{ATOM}category")
        ),
        enclosures=tuple(
            ToldEnclosure(
                url=attribute(child, "href"),
                media_type=attribute(child, "type"),
                length=attribute(child, "length"),
            )
            for child in element.findall(f"{ATOM}link")
            if attribute(child, "rel") == "enclosure"
        ),
        images=images_of(element),
    )


def _slips(element: etree._Element) -> Iterator[Slip]:
    """Elements that are missing, or there more than once."""
    for name in LONE:
        count = len(element.findall(f"{ATOM}{name}"))
        if count > 1 or (name in NEEDED and not count):
            kind = etree.QName(element).localname
            fact = f"has {count} elements `{name}` in its {kind}"
            yield Slip(line=line_of(element), fact=fact, remedy="there has to be one")


def _is_page(rel: str, media_type: str) -> bool:
    return rel == "alternate" and media_type in {"", "text/html"}
