"""Front matter -> values and where they stand, to be checked: what stands above a text.

YAML between `---` lines, or TOML between `+++` lines. Every YAML scalar is read as the
text that stands there, so `no` is a word and `date:` no object until a field asks for
one. What frontmatter_writing writes, it reads as it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from digest.errors import ContentError
from digest.load.metadata import FrontMatter, check_values
from digest.load.plain_yaml import read_plain
from digest.load.values import Values, shown

#: without a key in its first line it is a rule above a text, and no front matter
FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?=\s*(?:#|[\"']?[\w-]+[\"']?\s*[:=]|\1))")
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")
#: the fence of front matter in YAML
YAML = "---"
#: characters of front matter: more wrote no hand
LARGEST = 64_000


def split(text: str, path: str) -> tuple[FrontMatter, str, int]:
    """The metadata, the body, and the offset in the text at which the body starts.

    Raises ContentError with the line of what is wrong. Unknown keys are let be.
    """
    found = _find(text, path)
    if found is None:
        return FrontMatter(), text, 0
    values, lines = _read(found, path)
    return check_values(path, values, lines), text[found.body :], found.body


def divide(text: str, path: str, keys: Collection[str]) -> tuple[Values, str]:
    """The values of what is no article, and its body; no keys may stand but these.

    Raises ContentError as `split` does.
    """
    found = _find(text, path)
    if found is None:
        return Values(path, {}, {}), text
    written, lines = _read(found, path)
    for key in written:
        if key.lower().replace("-", "_") not in keys:
            fact = f"{shown(key)} is no key here; use {' or '.join(keys)}"
            raise ContentError(path, fact, line=lines.get(key))
    return Values(path, written, lines), text[found.body :]


def key_lines(text: str, path: str) -> Mapping[str, int]:
    """The line of each key that stands at the top of the front matter, as written.

    Raises ContentError as `split` does.
    """
    found = _find(text, path)
    if found is None:
        return {}
    values, lines = _read(found, path)
    return {key: lines.get(key, 1) for key in values}


@dataclass(frozen=True, slots=True)
class _Found:
    """Front matter as it stands in a text."""

    fence: str
    source: str
    #: the offsets at which the source and the body start
    start: int
    body: int


def _find(text: str, path: str) -> _Found | None:
    """The front matter of the text; None where it has none."""
    opening = FENCE.match(text)
    if opening is None:
        return None
    fence = opening[1]
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end())
    if end is None:
        fact = f"the front matter does not end; close it with a line of {fence}"
        raise ContentError(path, fact, line=1)
    source = text[opening.end() : end.start()]
    if len(source) > LARGEST:
        fact = f"the front matter has more than {LARGEST} characters; make it shorter"
        raise ContentError(path, fact, line=1)
    return _Found(fence, source, opening.end(), end.end())


def _read(found: _Found, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values, and the line of each key."""
    read = _read_yaml if found.fence == YAML else _read_toml
    return read(found.source, path)


def _read_yaml(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values and the line of each key."""
    plain = read_plain(source)
    if plain is not None:
        return plain
    # late: most sites have plain lines alone, and need not wait for a whole language
    from digest.load.whole_yaml import read_whole  # noqa: PLC0415

    return read_whole(source, path)


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
    except (ValueError, RecursionError) as error:
        fact = "the front matter is too deep or has too long a number; write less"
        raise ContentError(path, fact, line=1) from error
    lines: dict[str, int] = {}
    for number, line_text in enumerate(source.splitlines(), 2):
        key = re.match(r"\s*\[*\s*[\"']?([\w-]+)", line_text)
        if key:
            lines.setdefault(key[1], number)
    return values, lines
