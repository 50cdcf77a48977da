"""Feeds -> ReadFeed: Atom, RSS and RDF by feedparser, whose only importer this is.

The bytes come in as an argument; nothing is asked of the web or of a disk. Feeds are
read as they are: cut off, in a wrong encoding, with wrong dates or without ids.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any

import feedparser

from digest.errors import ImportingError
from digest.images import Image
from digest.imports.addresses import absolute, resolve_html
from digest.imports.feed.foreign import (
    MOST_ITEMS,
    FeedItem,
    ReadFeed,
    derive_id,
    with_own_ids,
)
from digest.imports.feed.jsonfeed import paragraphs
from digest.lines import one_line
from digest.load.encoding import MARKS
from digest.load.facts import parse_date
from digest.load.markup import parse_html
from digest.load.words import words_of
from digest.media_types import media_type_of
from digest.model import Enclosure

#: bytes of a tag with its attributes: what reads them looks at each pair of them
LARGEST_TAG = 65_536
_TAG = re.compile(rb"<(?=[A-Za-z])")
_ATTRIBUTES = re.compile(rb"(?:[^<>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+")
#: of text that is to be shown as it is
PLAIN = "text/plain"
#: of a person, in or without brackets
_ADDRESS = re.compile(r"[<(]?[^\s<>()@]+@[^\s<>()@]+[>)]?")
_ENCODING = re.compile(r"(<\?xml[^>]{0,100}?)\s+encoding=[\"'][^\"']*[\"']")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: characters of a title that are read
LONGEST_TITLE = 1000
#: a longer number is the length of no recording
LENGTH_DIGITS = 12


def read_xml_feed(data: bytes, *, url: str) -> ReadFeed:
    """What the feed at this URL says; raises ImportingError where it is no feed."""
    if _has_endless_tag(data):
        fact = f"has a tag of more than {LARGEST_TAG} bytes; it is broken or hostile"
        raise ImportingError(f"{url}: {fact}")
    parsed = _parse(data, url)
    if not parsed.entries and not parsed.get("version"):
        raise ImportingError(f"{url}: is no feed; name the URL of an Atom or RSS feed")
    home = absolute(url, _text(parsed.feed, "link")) or url
    items = _items(parsed.entries[:MOST_ITEMS], home, _text(parsed.feed, "author"))
    return ReadFeed(
        title=_words(parsed.feed, "title"),
        home_url=home,
        items=with_own_ids(items),
        language=one_line(_text(parsed.feed, "language")),
    )


def _has_endless_tag(data: bytes) -> bool:
    """Whether a tag has so many attributes that to read it takes hours."""
    place = 0
    while tag := _TAG.search(data, place):
        inside = _ATTRIBUTES.match(data, tag.end(), tag.end() + LARGEST_TAG)
        place = inside.end() if inside else tag.end()
        if place - tag.end() >= LARGEST_TAG:
            return True
    return False


def _parse(data: bytes, url: str) -> Any:
    """What feedparser makes of it: HTML as it came, for it is sanitised later."""
    try:
        return feedparser.parse(
            # never as bytes: it would look for a file of this name
            BytesIO(_in_utf8(data)),
            # as text/xml it would be ASCII where it names no encoding (RFC 3023, 3.1)
            response_headers={
                "content-location": url,
                "content-type": "application/xml",
            },
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    # its loose parser is a machine of a thousand states, and feeds are strangers'
    except Exception as error:
        fact = f"cannot be read as a feed ({type(error).__name__})"
        raise ImportingError(f"{url}: {fact}; it may be broken or hostile") from error


def _in_utf8(data: bytes) -> bytes:
    """A feed in UTF-16 or UTF-32, which feedparser knows by its declaration only."""
    for mark, name in MARKS:
        if data.startswith(mark) and mark != BOM_UTF8:
            text = data.removeprefix(mark).decode(name, "replace")
            return _ENCODING.sub(r"\1", text, count=1).encode()
    return data


def _items(entries: list[Any], home: str, author: str) -> Iterator[FeedItem]:
    for entry in entries:
        item = _item(entry, home, author)
        if item.url or item.title or item.html:
            yield item


def _item(entry: Any, home: str, feed_author: str) -> FeedItem:
    given_id = one_line(_text(entry, "id"))
    url = absolute(home, _text(entry, "feedburner_origlink") or _text(entry, "link"))
    title = _words(entry, "title")
    html, summary = _html_and_summary(entry, url or home)
    return FeedItem(
        id=given_id or url or derive_id(title, html),
        url=url,
        title=title,
        html=html,
        summary=summary,
        authors=tuple(dict.fromkeys(_authors(entry, feed_author))),
        published=_moment(entry, "published"),
        updated=_moment(entry, "updated"),
        tags=tuple(dict.fromkeys(_tags(entry))),
        image=_image(entry, url or home),
        enclosures=tuple(_enclosures(entry, url or home)),
    )


def _html_and_summary(entry: Any, home: str) -> tuple[str, str]:
    """The most that the feed carries of the article, and the summary beside it."""
    contents = [_html(each, home) for each in entry.get("content") or ()]
    detail = entry.get("summary_detail") or {"value": _text(entry, "summary")}
    summary = _html(detail, home)
    html = max(contents, key=len, default="") or summary
    words = _plain(summary) if html != summary else ""
    return html, "" if words == _plain(html) else words


def _html(detail: Mapping[str, Any], home: str) -> str:
    value = str(detail.get("value") or "")
    if detail.get("type") == PLAIN:
        return paragraphs(value)
    return resolve_html(value, str(detail.get("base") or home))


def _words(holder: Any, key: str) -> str:
    """A title as plain words, whether it was written as text or as HTML."""
    detail = holder.get(f"{key}_detail") or {}
    value = str(detail.get("value") or _text(holder, key))[:LONGEST_TITLE]
    # RSS does not say which of the two its titles are: entities tell it
    if detail.get("type") != PLAIN or "<" in value:
        return _plain(value)
    return one_line(unescape(value))


def _plain(html: str) -> str:
    return one_line(words_of(parse_html(html))) if html.strip() else ""


def _text(holder: Any, key: str) -> str:
    value = holder.get(key)
    return value.strip() if isinstance(value, str) else ""


def _authors(entry: Any, feed_author: str) -> Iterator[str]:
    """Names only: an address that stands for a name is nobody's to publish."""
    people = [_text(each, "name") for each in entry.get("authors") or ()]
    told = _text(entry, "author")
    # feedparser takes the end of a long host for the beginning of a name
    names = [told] if "@" in told and len(people) == 1 else [*filter(None, people)]
    for name in names or [told or feed_author]:
        if plain := one_line(_ADDRESS.sub(" ", name)).strip(" <>()\"'"):
            yield plain


def _tags(entry: Any) -> Iterator[str]:
    for tag in entry.get("tags") or ():
        word = one_line(_text(tag, "label") or _text(tag, "term"))
        if word:
            yield word


def _moment(entry: Any, key: str) -> datetime | None:
    """When it was; None where the feed says nothing that is a date."""
    if key not in entry:  # feedparser lends `updated` from `published`, and warns
        return None
    with suppress(ValueError, OverflowError, TypeError):
        year, month, day, hour, minute, second = entry[f"{key}_parsed"][:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    told = _text(entry, key)
    # without a year it is counted from now, and would be another one at each reading
    return parse_date(told, "en") if _YEAR.search(told) else None


def _image(entry: Any, home: str) -> Image | None:
    """The picture that the item is shown with (Media RSS, iTunes)."""
    media = [
        *(
            each
            for each in entry.get("media_content") or ()
            if _text(each, "medium") == "image"
            or _text(each, "type").startswith("image/")
        ),
        *(entry.get("media_thumbnail") or ()),
    ]
    image = entry.get("image") or {}
    for url in (*(_text(each, "url") for each in media), _text(image, "href")):
        if found := absolute(home, url):
            return Image(url=found)
    return None


def _enclosures(entry: Any, home: str) -> Iterator[Enclosure]:
    for link in entry.get("links") or ():
        url = absolute(home, _text(link, "href"))
        if link.get("rel") != "enclosure" or not url:
            continue
        length = _text(link, "length")
        is_number = length.isascii() and length.isdecimal()
        yield Enclosure(
            url=url,
            media_type=_text(link, "type") or media_type_of(url),
            length=int(length) if is_number and len(length) <= LENGTH_DIGITS else 0,
        )
