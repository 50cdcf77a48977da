"""Feed -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from digest import paths
from digest.documents import Document
from digest.model import Enclosure, Entry, Feed, FullFeed, Origin
from digest.render.feedtext import JSON_TYPE, file_url, rfc3339, settle

VERSION = "https://jsonfeed.org/version/1.1"


def render_json(feed: FullFeed) -> Document:
    """The feed as JSON Feed 1.1, indented: it is read by people and compared by git."""
    told = settle(feed)
    items = [_item(entry) for entry in told.entries]
    text = json.dumps(_top(told) | {"items": items}, ensure_ascii=False, indent=1)
    return Document(
        path=feed.path + paths.JSON,
        media_type=JSON_TYPE,
        data=f"{text}\n".encode(),
    )


def _top(feed: Feed) -> dict[str, Any]:
    """What is said of the whole feed; `version` comes first, as readers sniff it."""
    return _told(
        version=VERSION,
        title=feed.title,
        home_page_url=feed.home_url,
        feed_url=feed.json_url,
        description=feed.description,
        icon=file_url(feed, paths.ICON),
        authors=_authors((feed.author,)),
        language=feed.language,
    )


def _item(entry: Entry) -> dict[str, Any]:
    return _told(
        id=entry.id,
        url=entry.url,
        external_url=entry.canonical_url,
        title=entry.title,
        summary=entry.summary,
        content_html=entry.html,
        image=entry.image.url if entry.image else "",
        date_published=rfc3339(entry.published),
        date_modified=rfc3339(entry.updated),
        authors=_authors(entry.authors, entry.origin),
        tags=list(entry.tags),
        language=entry.language,
        attachments=[_attachment(enclosure) for enclosure in entry.enclosures],
    )


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return {
        "url": enclosure.url,
        "mime_type": enclosure.media_type,
        "size_in_bytes": enclosure.length,
    }


def _authors(
    names: tuple[str, ...], origin: Origin | None = None
) -> list[dict[str, str]]:
    """The names; where it is the entry's origin, with where it stands."""
    place = {origin.name: origin.url} if origin else {}
    return [_told(name=name, url=place.get(name)) for name in names]


def _told(**values: Any) -> dict[str, Any]:
    """The values that say something, in the order in which they are written here."""
    return {key: value for key, value in values.items() if value}
