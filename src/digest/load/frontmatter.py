"""Front matter -> checked metadata: what an author declares above the text.

YAML between `---` lines, or TOML between `+++` lines. The only importer of yaml. Every
YAML scalar is read as the text that stands there, so `no` is a word and `date:` no
object until a field asks for one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import yaml

from digest.errors import ContentError
from digest.model import Enclosure, Image

#: without a key in its first line it is a rule above a text, and no front matter
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?=\s*(?:#|[\"']?[\w-]+[\"']?\s*[:=]|\1))")
_SIMPLE = re.compile(r"(?P<key>[ \t]*(?:- )?[\w-]+[ \t]*:[ \t]+)(?P<value>\S.*?)[ \t]*")
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
TRUE_WORDS = ("true", "yes", "on")
FALSE_WORDS = ("false", "no", "off")
NOTHING = ("", "~", "null")
#: characters of a wrong value in a message
SHOWN = 60


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
    image: Image | None = None
    credit: str = ""
    #: media type "" and length 0 where they are not given
    enclosures: tuple[Enclosure, ...] = ()


def split(text: str, path: str) -> tuple[FrontMatter, str, int]:
    """The metadata, the body, and the offset in the text at which the body starts.

    Raises ContentError with the line of what is wrong. Unknown keys are let be.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter(), text, 0
    fence = opening[1]
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end())
    if end is None:
        fact = f"the front matter does not end; close it with a line of {fence}"
        raise ContentError(path, fact, line=1)
    source = text[opening.end() : end.start()]
    read = _read_yaml if fence == "---" else _read_toml
    values, lines = read(source, path)
    return _Checks(path, values, lines).front_matter(), text[end.end() :], end.end()


def _read_yaml(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values and the line of each key."""
    try:
        return _compose_yaml(source)
    except yaml.YAMLError:
        pass
    # most often a colon in a title: the plain values are quoted, and all is tried again
    try:
        return _compose_yaml("\n".join(map(_quoted, source.splitlines())))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "a character is not allowed"
        fact = f"the front matter is not YAML ({problem}); write `key: value` lines"
        raise ContentError(path, fact, line=line) from error


def _compose_yaml(source: str) -> tuple[dict[str, Any], dict[str, int]]:
    loader = yaml.CBaseLoader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise yaml.MarkedYAMLError(
                problem="it has no keys", problem_mark=node.start_mark
            )
        values = loader.construct_document(node)
    finally:
        loader.dispose()
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return {str(key): value for key, value in values.items()}, lines


def _quoted(line: str) -> str:
    """The line with its value in quotes, if it is a plain `key: value`."""
    found = _SIMPLE.fullmatch(line)
    if found is None:
        return line
    value = found["value"]
    is_quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    is_other = value[0] + value[-1] in {"[]", "{}"} or value[0] in "|>"
    if is_quoted or is_other:
        return line
    return f"{found['key']}'" + value.replace("'", "''") + "'"


def _read_toml(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values and the line of each key."""
    try:
        values = tomllib.loads(source.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) + 1 if place else 1
        problem = _TOML_PLACE.sub("", str(error))
        fact = f'the front matter is not TOML ({problem}); write `key = "value"` lines'
        raise ContentError(path, fact, line=line) from error
    lines: dict[str, int] = {}
    for number, line_text in enumerate(source.splitlines(), 2):
        key = re.match(r"\s*\[*\s*[\"']?([\w-]+)", line_text)
        if key:
            lines.setdefault(key[1], number)
    return values, lines


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
            tags=self._texts("tags"),
            authors=self._texts("authors") or self._texts("author"),
            language=self._language(),
            summary=self._text("summary"),
            canonical_url=self._text("canonical_url"),
            image=self._image(),
            credit=self._text("credit"),
            enclosures=self._enclosures(),
        )

    def _text(self, key: str) -> str:
        return self._as_text(key, self._values.get(key))

    def _as_text(self, key: str, value: Any) -> str:
        if value is None or value in NOTHING:
            return ""
        if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
            self._blame(key, f"{_shown(value)} is no text; write {key}: some words")
        return " ".join(str(value).split())

    def _texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text with commas."""
        value = self._values.get(key)
        parts = value if isinstance(value, list) else self._text(key).split(",")
        texts = (self._as_text(key, part) for part in parts)
        return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))

    def _truth(self, key: str) -> bool:
        value = self._values.get(key)
        word = str(value).lower()
        if value is None or word in FALSE_WORDS or word in NOTHING:
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
        except (ValueError, OverflowError, TypeError):
            example = "2026-11-16 or 2026-11-16T08:00:00+01:00"
            self._blame(key, f"{_shown(value)} is no date; write {example}")

    def _language(self) -> str:
        tag = self._text("language")
        if tag and not _LANGUAGE.fullmatch(tag):
            self._blame("language", f"{tag!r} is no language tag; write en or pt-BR")
        return tag.replace("_", "-")

    def _image(self) -> Image | None:
        value = self._values.get("image")
        if not isinstance(value, dict):
            url = self._text("image")
            return Image(url=url, credit=self._text("credit")) if url else None
        fields = {"url", "src", "alt", "credit"}
        given = {key: self._as_text("image", value.get(key)) for key in fields}
        url = given["url"] or given["src"]
        if not url:
            self._blame("image", "it has no url; add one")
        return Image(
            url=url,
            alt=given["alt"],
            credit=given["credit"] or self._text("credit"),
            width=self._count("image", value.get("width")) or None,
            height=self._count("image", value.get("height")) or None,
        )

    def _enclosures(self) -> tuple[Enclosure, ...]:
        value = self._values.get("enclosures")
        if value is None or value in NOTHING:
            return ()
        parts = value if isinstance(value, list) else [value]
        return tuple(self._enclosure(part) for part in parts)

    def _enclosure(self, value: Any) -> Enclosure:
        table = value if isinstance(value, dict) else {"url": value}
        url = self._as_text("enclosures", table.get("url"))
        if not url:
            self._blame("enclosures", "one of them has no url; add it")
        return Enclosure(
            url=url,
            media_type=self._as_text("enclosures", table.get("type")),
            length=self._count("enclosures", table.get("length")),
        )

    def _count(self, key: str, value: Any) -> int:
        text = self._as_text(key, value)
        if text and not (text.isascii() and text.isdecimal()):
            self._blame(key, f"{_shown(value)} is no number; write digits")
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


def _parsed(text: str) -> datetime:
    """An ISO 8601 date, also with spaces, or that of a mail (RFC 5322 3.3)."""
    compact = re.sub(r"\s+(?=[+-]\d\d:?\d\d$|Z$)", "", text.strip())
    try:
        return datetime.fromisoformat(compact)
    except ValueError:
        return parsedate_to_datetime(text)


def _shown(value: Any) -> str:
    """The value as the author may find it again, cut where it is long."""
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
