"""What other people's programs read in our feeds, each in its own way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import feedparser_sgmllib

#: a folder with rss-parser, feedsmith and mailparser in it
MODULES = os.environ.get("DIGEST_NODE_MODULES", "")
SCRIPT = Path(__file__).with_name("parse_feeds.mjs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An entry as a reader has it; None where it knows no such thing."""

    id: str
    link: str
    title: str
    published: str
    html: str
    summary: str | None = None
    #: the first of them, where it takes no more
    author: str | None = None
    authors: tuple[str, ...] | None = None
    updated: str | None = None
    tags: tuple[str, ...] | None = None
    #: address, type and length
    enclosures: tuple[tuple[str, str, int], ...] | None = None


def read_with_feedparser(folder: Path, name: str) -> list[Seen]:
    """The library that most readers in Python stand on; it knows no JSON Feed."""
    told: Any = feedparser.parse((folder / name).read_bytes())
    assert not told.bozo, told.get("bozo_exception")
    return [_of_feedparser(entry) for entry in told.entries]


def read_with_reader(folder: Path, name: str) -> list[Seen]:
    """A whole feed reader, with its own parser of JSON Feed."""
    # it counts on feedparser to bring sgmllib, which now comes by another name
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader  # noqa: PLC0415  takes half a second to load

    with make_reader(":memory:", feed_root=str(folder)) as reader:
        reader.add_feed(name)
        reader.update_feed(name)
        return sorted(
            (_of_reader(entry) for entry in reader.get_entries()),
            key=lambda seen: seen.published,
            reverse=True,
        )


def has_node() -> bool:
    """Whether the parsers of npm can be asked."""
    return bool(shutil.which("node") and MODULES and Path(MODULES).is_dir())


def read_with_node(parser: str, folder: Path, name: str) -> list[Seen]:
    """rss-parser, which knows no JSON Feed, or feedsmith."""
    done = subprocess.run(  # noqa: S603
        ["node", str(SCRIPT), MODULES, parser, str(folder / name)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return [_of_node(entry) for entry in json.loads(done.stdout)]


def _of_feedparser(entry: Any) -> Seen:
    return Seen(
        id=entry.id,
        link=entry.link,
        title=entry.title,
        published=time.strftime("%Y-%m-%dT%H:%M:%SZ", entry.published_parsed),
        updated=time.strftime("%Y-%m-%dT%H:%M:%SZ", entry.updated_parsed),
        html=entry.content[0].value,
        summary=entry.summary,
        authors=tuple(author.name for author in entry.authors),
        tags=tuple(tag.term for tag in entry.get("tags", ())),
        enclosures=tuple(
            (each.href, each.type, int(each.length)) for each in entry.enclosures
        ),
    )


def _of_reader(entry: Any) -> Seen:
    return Seen(
        id=entry.id,
        link=entry.link,
        title=entry.title,
        published=_written(entry.published),
        updated=_written(entry.updated or entry.published),
        html=next(each.value for each in entry.content if each.type != "text/plain"),
        summary=entry.summary,
        enclosures=tuple(
            (each.href, each.type, int(each.length)) for each in entry.enclosures
        ),
    )


def _of_node(entry: Mapping[str, Any]) -> Seen:
    told = dict(entry)
    for name in ("published", "updated"):
        if told.get(name):
            told[name] = _written(_moment(told[name]))
    for name in ("authors", "tags"):
        if told.get(name) is not None:
            told[name] = tuple(told[name])
    if told.get("enclosures") is not None:
        told["enclosures"] = tuple(_enclosure(each) for each in told["enclosures"])
    return Seen(**told)


def _enclosure(told: Sequence[Any]) -> tuple[str, str, int]:
    url, media_type, length = told
    return str(url), str(media_type), int(length)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %Z").replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
