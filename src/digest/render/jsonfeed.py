"""Feed -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from digest import paths
from digest.documents import Document
from digest.feeds import Feed, FullFeed
from digest.model import Enclosure, Entry, Origin
from digest.render.channel import Channel
from digest.render.feedtext import JSON_TYPE, file_url, rfc3339, settle

VERSION = "https://jsonfeed.org/version/1.1"
#: for who opens the address in a browser
FOR_PEOPLE = (
    "This is a feed. Copy its address into a feed reader, and new articles come to you."
)
PLAIN = Channel()


def render_json(feed: FullFeed, channel: Channel = PLAIN) -> Document:
    """The feed as JSON Feed 1.1."""
    return Document(
        path=feed.path + paths.JSON,
        media_type=JSON_TYPE,
        data=write_json(settle(feed), channel),
    )


def write_json(told: FullFeed, channel: Channel) -> bytes:
    """The settled feed, indented: it is read by people and compared by git."""
    items = [_item(entry) for entry in told.entries]
    top = _top(told, channel) | {"items": items}
    return f"{json.dumps(top, ensure_ascii=False, indent=1)}\n".encode()


def _top(feed: Feed, channel: Channel) -> dict[str, Any]:
    """What is said of the whole feed; `version` comes first, as readers sniff it.

    `next_url` leads from archive to archive and ends at the first: it never loops.
    """
    older = feed.older and file_url(feed, paths.archive_path(feed.older) + paths.JSON)
    hubs = () if feed.archive else channel.hubs
    return _told(
        version=VERSION,
        title=feed.title,
        home_page_url=feed.home_url,
        feed_url=feed.json_url,
        description=feed.description,
        user_comment=FOR_PEOPLE,
        next_url=older,
        icon=file_url(feed, paths.ICON),
        favicon=file_url(feed, paths.ICON),
        authors=_authors((feed.author,)),
        language=feed.language,
        hubs=[{"type": "WebSub", "url": url} for url in hubs],
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
