"""The YAML that nearly everybody writes: a key and a value in each line.

It is read as YAML reads it, in a tenth of the time. Whatever else stands there is left
to the whole language.
"""

from __future__ import annotations

import re
from typing import Any

#: the line behind the fence
FIRST_LINE = 2
_LINE = re.compile(r"([A-Za-z][\w-]*):(?: +(.*))?", re.ASCII)
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
#: what ends a plain value, or begins another kind of one
_SPECIAL = re.compile(r": |:$| #")
_ITEM = re.compile(r"[^\W_][\w /.+()-]*")


def read_plain(source: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """The values and the line of each key; None where there is more to it."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), FIRST_LINE):
        text = line.rstrip(" \r")
        if not text:
            continue
        found = _LINE.fullmatch(text)
        value = _value(found[2] or "") if found and text.isprintable() else None
        if found is None or value is None:
            return None
        values[found[1]] = value
        lines[found[1]] = number
    return values, lines


def _value(text: str) -> str | list[str] | None:
    """The value as YAML reads it; None where it is none of the plain ones."""
    if not text or (text[0].isalnum() and not _SPECIAL.search(text)):
        return text
    if quoted := _QUOTED.fullmatch(text):
        return str(quoted[1] if quoted[2] is None else quoted[2])
    if text[0] + text[-1] != "[]":
        return None
    items = [item.strip(" ") for item in text[1:-1].split(",")]
    if items == [""]:
        return []
    return items if all(map(_ITEM.fullmatch, items)) else None
