"""Declared values -> metadata: each key in its type, or told with the line it is on.

How front matter is written is not known here; its values come in as they were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

from digest.config import name_fault
from digest.errors import ContentError
from digest.load.schemes import is_web_or_relative, is_web_url
from digest.model import Enclosure, Image, Origin

TRUE_WORDS = ("true", "yes", "on")
FALSE_WORDS = ("false", "no", "off")
NOTHING = ("", "~", "null")
MOST_TAGS = 50
LONGEST_DATE = 80
IMAGE_WORDS = ("url", "src", "alt", "credit")
#: digits of a picture's width, and of the length of a recording in bytes
SIZE_DIGITS = 9
LENGTH_DIGITS = 12
#: characters of a wrong value in a message
SHOWN = 60
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ZONE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$|Z$)")


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
    #: blocks that stay or go whatever the cleaner says, as in [content]
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def check_values(
    path: str, values: Mapping[str, Any], lines: Mapping[str, int]
) -> FrontMatter:
    """The metadata in the values; raises ContentError with the line of a wrong one.

    `lines` tells the line of each key. Unknown keys are let be.
    """
    return _Checks(path, values, lines).front_matter()


class _Checks:
    """One look at the values: each comes out in its type, or raises with its line."""

    def __init__(
        self, path: str, values: Mapping[str, Any], lines: Mapping[str, int]
    ) -> None:
        self._path = path
        self._values = {key.lower().replace("-", "_"): v for key, v in values.items()}
        self._lines = {key.lower().replace("-", "_"): n for key, n in lines.items()}

    def front_matter(self) -> FrontMatter:
        return FrontMatter(
            title=self._text("title"),
            slug=self._text("slug"),
            id=self._text("id"),
            date=self._date("date"),
            updated=self._date("updated"),
            is_draft=self._truth("draft"),
            is_featured=self._truth("featured"),
            tags=self._tags(),
            authors=self._texts("authors") or self._texts("author"),
            language=self._language(),
            summary=self._text("summary"),
            canonical_url=self._web_url(
                "canonical_url", self._values.get("canonical_url")
            ),
            origin=self._origin(),
            is_opening=self._opening(),
            image=self._image(),
            credit=self._text("credit"),
            enclosures=self._enclosures(),
            keep=self._block_names("keep"),
            drop=self._block_names("drop"),
        )

    def _text(self, key: str) -> str:
        return self._as_text(key, self._values.get(key))

    def _as_text(self, key: str, value: Any) -> str:
        if value is None or value in NOTHING:
            return ""
        if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
            self._blame(key, f"{_shown(value)} is no text; write {key}: some words")
        try:
            text = " ".join(str(value).split())
        except ValueError:  # Python writes no number of more than 4300 digits
            self._blame(key, "the number is too long; write some words")
        if _CONTROL.search(text):
            self._blame(key, f"{_shown(text)} has a control character; remove it")
        return text

    def _texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text with commas."""
        value = self._values.get(key)
        parts = value if isinstance(value, list) else self._text(key).split(",")
        texts = (self._as_text(key, part) for part in parts)
        return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))

    def _tags(self) -> tuple[str, ...]:
        tags = self._texts("tags")
        if len(tags) > MOST_TAGS:
            self._blame("tags", f"has {len(tags)} tags; use {MOST_TAGS} at most")
        return tags

    def _truth(self, key: str) -> bool:
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.lower() if isinstance(value, str) else None
        if word in FALSE_WORDS or word in NOTHING:
            return False
        if word not in TRUE_WORDS:
            self._blame(key, f"{_shown(value)} is neither; write true or false")
        return True

    def _date(self, key: str) -> datetime | None:
        value = self._values.get(key)
        if value is None or value in NOTHING:
            return None
        try:
            return _moment(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            example = "2026-11-16 or 2026-11-16T08:00:00+01:00"
            self._blame(key, f"{_shown(value)} is no date; write {example}")

    def _language(self) -> str:
        tag = self._text("language")
        if tag and not _LANGUAGE.fullmatch(tag):
            self._blame("language", f"{tag!r} is no language tag; write en or pt-BR")
        return tag.replace("_", "-")

    def _web_url(self, key: str, value: Any) -> str:
        url = self._as_text(key, value)
        if url and not is_web_url(url):
            fact = f"{_shown(url)} is no web address; write https://HOST/PATH"
            self._blame(key, fact)
        return url

    def _origin(self) -> Origin | None:
        value = self._values.get("origin")
        if value is None or value in NOTHING:
            return None
        if not isinstance(value, dict):
            self._blame("origin", "is no table; write {name: SITE, url: https://HOST}")
        name = self._as_text("origin", value.get("name"))
        url = self._web_url("origin", value.get("url"))
        if not (name and url):
            self._blame("origin", "needs a name and a url; add what is missing")
        feed_url = self._web_url("origin", value.get("feed"))
        return Origin(name=name, url=url, feed_url=feed_url)

    def _opening(self) -> bool:
        is_opening = self._truth("opening")
        if is_opening and not (self._text("canonical_url") and self._origin()):
            fact = "nobody knows where it goes on; add a canonical_url and an origin"
            self._blame("opening", fact)
        return is_opening

    def _block_names(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text: commas belong to it."""
        value = self._values.get(key, [])
        parts = value if isinstance(value, list) else [value]
        names = tuple(self._as_text(key, part) for part in parts)
        # YAML takes what follows # for a remark, so that a number without quotes is ""
        if fault := next(filter(None, map(name_fault, names)), ""):
            self._blame(key, fault)
        return names

    def _url(self, key: str, value: Any) -> str:
        url = self._as_text(key, value)
        if not is_web_or_relative(url):
            fact = f"{_shown(url)} is neither a web address nor the path of a file"
            self._blame(key, f"{fact}; write https://HOST/PATH or FOLDER/FILE")
        return url

    def _image(self) -> Image | None:
        value = self._values.get("image")
        if not isinstance(value, dict):
            url = self._url("image", value)
            return Image(url=url, credit=self._text("credit")) if url else None
        given = {key: self._as_text("image", value.get(key)) for key in IMAGE_WORDS}
        url = self._url("image", given["url"] or given["src"])
        if not url:
            self._blame("image", "it has no url; add one")
        return Image(
            url=url,
            alt=given["alt"],
            credit=given["credit"] or self._text("credit"),
            width=self._count("image", value.get("width"), SIZE_DIGITS) or None,
            height=self._count("image", value.get("height"), SIZE_DIGITS) or None,
        )

    def _enclosures(self) -> tuple[Enclosure, ...]:
        value = self._values.get("enclosures")
        if value is None or value in NOTHING:
            return ()
        parts = value if isinstance(value, list) else [value]
        return tuple(self._enclosure(part) for part in parts)

    def _enclosure(self, value: Any) -> Enclosure:
        table = value if isinstance(value, dict) else {"url": value}
        url = self._url("enclosures", table.get("url"))
        if not url:
            self._blame("enclosures", "one of them has no url; add it")
        return Enclosure(
            url=url,
            media_type=self._as_text("enclosures", table.get("type")),
            length=self._count("enclosures", table.get("length"), LENGTH_DIGITS),
        )

    def _count(self, key: str, value: Any, most: int) -> int:
        text = self._as_text(key, value)
        if text and not (text.isascii() and text.isdecimal() and len(text) <= most):
            fact = f"{_shown(text)} is no number; write {most} digits at most"
            self._blame(key, fact)
        return int(text or 0)

    def _blame(self, key: str, fact: str) -> NoReturn:
        line = self._lines.get(key)
        raise ContentError(self._path, f"{key}: {fact}", line=line)


def _moment(value: Any) -> datetime:
    """The value as an aware moment in UTC; a plain date is its first moment."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  below
    else:
        moment = _parsed(value)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _parsed(value: Any) -> datetime:
    """An ISO 8601 date, also with spaces, or that of a mail (RFC 5322 3.3)."""
    if not isinstance(value, str) or len(value) > LONGEST_DATE:
        raise TypeError
    try:
        return datetime.fromisoformat(_ZONE.sub("", value.strip()))
    except ValueError:
        return parsedate_to_datetime(value)


def _shown(value: Any) -> str:
    """The value as the author may find it again, cut where it is long.

    Only what is known to be small is written out: a list can hold itself.
    """
    if isinstance(value, str):
        text = repr(value[:SHOWN])
        return text if len(value) <= SHOWN else f"{text[:-1]}...{text[-1]}"
    names = {dict: "a table", list: "a list", bool: "a truth", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")
