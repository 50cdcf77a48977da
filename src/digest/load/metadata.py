"""Declared values -> metadata: what each key means, and what it may say.

How front matter is written is not known here; its values come in as they were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest import paths
from digest.config import name_fault
from digest.images import Image
from digest.load.episodes import declared_episode
from digest.load.values import Values, shown
from digest.model import Enclosure, Episode, Origin

MOST_TAGS = 50
IMAGE_WORDS = ("url", "src", "alt", "credit")
#: digits of a picture's width, and of the length of a recording in bytes
SIZE_DIGITS = 9
LENGTH_DIGITS = 12
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
#: an address in this site, without `//`, dots that climb, a query and a fragment
_OLD_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^\s/?#\\\"<>]+)+/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the author declares; empty values where nothing is said."""

    title: str = ""
    slug: str = ""
    id: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    is_draft: bool = False
    is_featured: bool = False
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    summary: str = ""
    canonical_url: str = ""
    origin: Origin | None = None
    is_opening: bool = False
    image: Image | None = None
    credit: str = ""
    #: media type "" and length 0 where they are not given
    enclosures: tuple[Enclosure, ...] = ()
    episode: Episode | None = None
    in_reply_to: str = ""
    #: from the top of the site, with a slash before
    aliases: tuple[str, ...] = ()
    is_private: bool = False
    #: blocks that stay or go whatever the cleaner says, as in [content]
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def check_values(
    path: str, values: Mapping[str, Any], lines: Mapping[str, int]
) -> FrontMatter:
    """The metadata in the values; raises ContentError with the line of a wrong one.

    `lines` tells the line of each key. Unknown keys are let be.
    """
    given = Values(path, values, lines)
    return FrontMatter(
        title=given.text("title"),
        slug=given.text("slug"),
        id=given.text("id"),
        date=given.moment("date"),
        updated=given.moment("updated"),
        is_draft=given.truth("draft"),
        is_featured=given.truth("featured"),
        is_private=given.truth("private"),
        tags=_tags(given),
        authors=given.texts("authors") or given.texts("author"),
        language=_language(given),
        summary=given.text("summary"),
        canonical_url=given.web_url("canonical_url", given.get("canonical_url")),
        origin=_origin(given),
        is_opening=_opening(given),
        in_reply_to=given.web_url("in_reply_to", given.get("in_reply_to")),
        aliases=_aliases(given),
        image=_image(given),
        credit=given.text("credit"),
        enclosures=_enclosures(given),
        episode=declared_episode(given),
        keep=_block_names(given, "keep"),
        drop=_block_names(given, "drop"),
    )


def _tags(given: Values) -> tuple[str, ...]:
    tags = given.texts("tags")
    if len(tags) > MOST_TAGS:
        given.blame("tags", f"has {len(tags)} tags; use {MOST_TAGS} at most")
    return tags


def _language(given: Values) -> str:
    tag = given.text("language")
    if tag and not _LANGUAGE.fullmatch(tag):
        given.blame("language", f"{tag!r} is no language tag; write en or pt-BR")
    return tag.replace("_", "-")


def _origin(given: Values) -> Origin | None:
    value = given.get("origin")
    if value is None:
        return None
    if not isinstance(value, dict):
        given.blame("origin", "is no table; write {name: SITE, url: https://HOST}")
    name = given.as_text("origin", value.get("name"))
    url = given.web_url("origin", value.get("url"))
    if not (name and url):
        given.blame("origin", "needs a name and a url; add what is missing")
    feed_url = given.web_url("origin", value.get("feed"))
    return Origin(name=name, url=url, feed_url=feed_url)


def _opening(given: Values) -> bool:
    is_opening = given.truth("opening")
    if is_opening and not (given.text("canonical_url") and _origin(given)):
        fact = "nobody knows where it goes on; add a canonical_url and an origin"
        given.blame("opening", fact)
    return is_opening


def _aliases(given: Values) -> tuple[str, ...]:
    """Old addresses in this site; a slug stands for the page that it had."""
    return tuple(dict.fromkeys(_alias(given, text) for text in given.texts("aliases")))


def _alias(given: Values, text: str) -> str:
    if "/" not in text and paths.slugify(text) == text:
        return f"/{paths.entry_path(text)}"
    if not _OLD_PATH.fullmatch(text):
        fact = f"{shown(text)} is no address in this site; write /OLD/PATH/ or a slug"
        given.blame("aliases", fact)
    return text


def _image(given: Values) -> Image | None:
    value = given.get("image")
    if not isinstance(value, dict):
        url = given.url("image", value)
        return Image(url=url, credit=given.text("credit")) if url else None
    words = {key: given.as_text("image", value.get(key)) for key in IMAGE_WORDS}
    url = given.url("image", words["url"] or words["src"])
    if not url:
        given.blame("image", "it has no url; add one")
    return Image(
        url=url,
        alt=words["alt"],
        credit=words["credit"] or given.text("credit"),
        width=given.count("image", value.get("width"), SIZE_DIGITS) or None,
        height=given.count("image", value.get("height"), SIZE_DIGITS) or None,
    )


def _enclosures(given: Values) -> tuple[Enclosure, ...]:
    if given.get("enclosures") is None:
        return ()
    return tuple(_enclosure(given, part) for part in given.parts("enclosures"))


def _enclosure(given: Values, part: Any) -> Enclosure:
    table = part if isinstance(part, dict) else {"url": part}
    url = given.url("enclosures", table.get("url"))
    if not url:
        given.blame("enclosures", "one of them has no url; add it")
    return Enclosure(
        url=url,
        media_type=given.as_text("enclosures", table.get("type")),
        length=given.count("enclosures", table.get("length"), LENGTH_DIGITS),
    )


def _block_names(given: Values, key: str) -> tuple[str, ...]:
    """A list of texts, or one text: commas belong to it."""
    names = tuple(given.as_text(key, part) for part in given.parts(key))
    # YAML takes what follows # for a remark, so that a number without quotes is ""
    if fault := next(filter(None, map(name_fault, names)), ""):
        given.blame(key, fault)
    return names
