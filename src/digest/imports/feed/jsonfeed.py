"""JSON Feed 1.0 and 1.1 -> ReadFeed, by hand: every field may be missing or wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

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
from digest.lines import one_line
from digest.media_types import media_type_of
from digest.model import Enclosure

#: how `version` of every such feed begins
VERSION = "https://jsonfeed.org/version/"
#: some feeds leave out the scheme's last letter, or the host's www
VERSION_MARK = "jsonfeed.org/version"
#: bytes; a larger number is the length of no recording
LARGEST_ENCLOSURE = 10**12 - 1


def read_json_feed(data: bytes, *, url: str) -> ReadFeed:
    """What the JSON feed at this URL says; raises ImportingError where it is none."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportingError(f"{url}: is no JSON; it may be cut off") from error
    if not isinstance(told, dict) or VERSION_MARK not in _text(told.get("version")):
        fact = f"is JSON, but no JSON Feed: `version` does not begin with {VERSION}"
        raise ImportingError(f"{url}: {fact}; name the URL of a feed")
    home = absolute(url, _text(told.get("home_page_url"))) or url
    items = (_item(each, home) for each in _list(told.get("items"))[:MOST_ITEMS])
    return ReadFeed(
        title=_text(told.get("title")),
        home_url=home,
        items=with_own_ids(item for item in items if item is not None),
        language=_text(told.get("language")),
    )


def _item(told: Any, home: str) -> FeedItem | None:
    """The item; None for what is no item at all."""
    if not isinstance(told, dict):
        return None
    url = absolute(home, _text(told.get("url")))
    external = absolute(home, _text(told.get("external_url")))
    title = _text(told.get("title"))
    html = _html(told)
    given_id = _text(told.get("id"))
    if not (url or external or title or html):
        return None
    return FeedItem(
        id=given_id or url or external or derive_id(title, html),
        url=url or external or absolute(home, given_id),
        title=title,
        html=resolve_html(html, url or home),
        summary=_text(told.get("summary")),
        authors=tuple(dict.fromkeys(_authors(told))),
        published=_moment(told.get("date_published")),
        updated=_moment(told.get("date_modified")),
        tags=tuple(dict.fromkeys(filter(None, map(_text, _list(told.get("tags")))))),
        image=_image(told, url or home),
        enclosures=tuple(_enclosures(told, url or home)),
    )


def _html(told: dict[str, Any]) -> str:
    html = told.get("content_html")
    if isinstance(html, str) and html.strip():
        return html
    text = told.get("content_text")
    return paragraphs(text) if isinstance(text, str) else ""


def paragraphs(text: str) -> str:
    """Plain text as HTML: a paragraph for each part between empty lines."""
    parts = escape(text.replace("\r\n", "\n")).split("\n\n")
    lines = (part.strip("\n").replace("\n", "<br>") for part in parts if part.strip())
    return "\n".join(f"<p>{line}</p>" for line in lines)


def _authors(told: dict[str, Any]) -> Iterator[str]:
    """Names: `authors` of version 1.1, `author` of 1.0, or a bare name."""
    for author in (*_list(told.get("authors")), told.get("author")):
        name = author.get("name") if isinstance(author, dict) else author
        if _text(name):
            yield _text(name)


def _image(told: dict[str, Any], home: str) -> Image | None:
    for key in ("image", "banner_image"):
        if url := absolute(home, _text(told.get(key))):
            return Image(url=url)
    return None


def _enclosures(told: dict[str, Any], home: str) -> Iterator[Enclosure]:
    for each in _list(told.get("attachments")):
        table = each if isinstance(each, dict) else {}
        if url := absolute(home, _text(table.get("url"))):
            yield Enclosure(
                url=url,
                media_type=_text(table.get("mime_type")) or media_type_of(url),
                length=_length(table.get("size_in_bytes")),
            )


def _length(size: Any) -> int:
    is_length = type(size) is int and 0 < size <= LARGEST_ENCLOSURE
    return size if is_length else 0


def _moment(value: Any) -> datetime | None:
    """The moment in RFC 3339, or as other feeds write it; None for no date."""
    text = _text(value)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, OverflowError, TypeError, IndexError):
            moment = read(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return aware.astimezone(UTC)
    return None


def _text(value: Any) -> str:
    """The words of a text or number; "" for everything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    with suppress(ValueError):  # a number may have more digits than Python writes
        return one_line(str(value))
    return ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
