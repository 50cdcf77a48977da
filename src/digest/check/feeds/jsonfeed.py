"""JSON Feed 1.1 -> ToldFeed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from digest.check.feeds.markup import UnreadableError
from digest.check.feeds.moments import read_rfc3339
from digest.check.feeds.told import (
    Format,
    Link,
    Moment,
    Slip,
    ToldEnclosure,
    ToldEntry,
    ToldFeed,
)

VERSION = "https://jsonfeed.org/version/1.1"
#: what stands for a relation in the other formats
RELATIONS = {"feed_url": "self", "next_url": "prev-archive"}
#: the type of each member of an item
TYPES: Mapping[str, type] = {
    **dict.fromkeys(("id", "url", "external_url", "title", "content_html"), str),
    **dict.fromkeys(("content_text", "summary", "image", "banner_image"), str),
    **dict.fromkeys(("date_published", "date_modified", "language"), str),
    **dict.fromkeys(("authors", "tags", "attachments"), list),
}


def read_json_feed(path: str, data: bytes) -> ToldFeed:
    """The feed in this document; raises UnreadableError where it is no JSON object."""
    told = _load(data)
    items = [item for item in _list(told, "items") if isinstance(item, dict)]
    line_of = _lines(data)
    entries = tuple(_item(item, line_of(_text(item, "id"))) for item in items)
    latest = max(
        (entry.updated for entry in entries if entry.updated.at),
        key=lambda moment: moment.written,
        default=Moment(),
    )
    return ToldFeed(
        path=path,
        format=Format.JSON,
        size=len(data),
        title=_text(told, "title"),
        home_url=_text(told, "home_page_url"),
        language=_text(told, "language"),
        # a JSON Feed says no more of its own age
        updated=latest,
        links=tuple(_links(told)),
        entries=entries,
        images=tuple(filter(None, (_text(told, "icon"), _text(told, "favicon")))),
        slips=(
            *_slips(told, items),
            *(
                slip
                for item, entry in zip(items, entries, strict=True)
                for slip in _slips_of_item(item, entry.line)
            ),
        ),
    )


def _load(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(line, "is not in UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(error.lineno, f"is no JSON ({error.msg})") from error
    except RecursionError as error:
        raise UnreadableError(1, "is nested too deeply") from error
    if not isinstance(told, dict):
        raise UnreadableError(1, "is no JSON object")
    return told


def _lines(data: bytes) -> Callable[[str], int]:
    """Where the item of an id begins, as near as its id tells; each further on."""
    place = 0
    line = 1

    def line_of(identity: str) -> int:
        nonlocal place, line
        written = json.dumps(identity, ensure_ascii=False).encode(errors="replace")
        found = data.find(b'"id": ' + written, place)
        if found >= 0:
            line += data.count(b"\n", place, found)
            place = found
        return line

    return line_of


def _links(told: Mapping[str, Any]) -> Iterator[Link]:
    for member, rel in RELATIONS.items():
        if _text(told, member):
            yield Link(rel=rel, url=_text(told, member), line=1)
    for hub in _list(told, "hubs"):
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            yield Link(rel="hub", url=_text(hub, "url"), line=1)


def _item(item: Mapping[str, Any], line: int) -> ToldEntry:
    return ToldEntry(
        line=line,
        id=_text(item, "id"),
        title=_text(item, "title"),
        url=_text(item, "url"),
        summary=_text(item, "summary"),
        html=_text(item, "content_html"),
        authors=tuple(_text(author, "name") for author in _objects(item, "authors")),
        published=read_rfc3339(_text(item, "date_published")),
        updated=read_rfc3339(_text(item, "date_modified")),
        language=_text(item, "language"),
        tags=tuple(str(tag) for tag in _list(item, "tags")),
        enclosures=tuple(
            ToldEnclosure(
                url=_text(each, "url"),
                media_type=_text(each, "mime_type"),
                length=str(each.get("size_in_bytes", "")),
            )
            for each in _objects(item, "attachments")
        ),
        images=tuple(filter(None, (_text(item, "image"),))),
    )


def _slips(told: Mapping[str, Any], items: list[Any]) -> Iterator[Slip]:
    if next(iter(told), "") != "version" or told["version"] != VERSION:
        remedy = f"it has to begin with the version, {VERSION}"
        yield Slip(line=1, fact="does not begin with its version", remedy=remedy)
    if not isinstance(told.get("title"), str):
        yield Slip(line=1, fact="has no title", remedy="say whose feed it is")
    if len(items) != len(_list(told, "items")) or "items" not in told:
        yield Slip(line=1, fact="has no list of items", remedy="write one, or []")
    if "author" in told:
        yield Slip(line=1, fact="has an `author`", remedy="1.1 has `authors`, a list")


def _slips_of_item(item: Mapping[str, Any], line: int) -> Iterator[Slip]:
    for name, kind in TYPES.items():
        if name in item and not isinstance(item[name], kind):
            fact = f"has an item whose `{name}` is {item[name]!r:.40}"
            yield Slip(line=line, fact=fact, remedy=f"it has to be a {kind.__name__}")
    if not {"content_html", "content_text"} & set(item):
        fact = f"has an item without a body, {_text(item, 'id')}"
        yield Slip(line=line, fact=fact, remedy="write content_html or content_text")


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    value = told.get(name)
    return value if isinstance(value, list) else []


def _objects(told: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    return (each for each in _list(told, name) if isinstance(each, dict))
