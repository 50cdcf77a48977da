"""One value of digest.toml, as the field that it fills wants it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

#: by what msgspec calls it, how a value of each type is written
FORMS = {
    "array": '["..."]',
    "bool": "true or false",
    "int": "7",
    "str": '"..."',
    "object": '{ NAME = "https://..." }',
}
#: words of digest.toml that name a field otherwise
FIELD_OF = {"from": "sender"}


def convert(word: str, value: Any, kind: Any) -> Any:
    """The TOML value as the field's type; raises ValueError with a remedy."""
    try:
        return msgspec.convert(value, type=kind, strict=True)
    except msgspec.ValidationError as error:
        told = f"{value!r} does not fit; {_remedy(word, kind, str(error))}"
        raise ValueError(told) from error


def word_of(name: str) -> str:
    """What digest.toml calls the field of this name."""
    return next(
        (word for word, field_name in FIELD_OF.items() if field_name == name), name
    )


def choice(words: Iterable[str]) -> str:
    """The words to choose from."""
    return ", ".join(sorted(words))


def _remedy(word: str, kind: Any, fact: str) -> str:
    """What to write instead, where the fact of msgspec says what was expected."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"write {' or '.join(map(json.dumps, kind))}"
    if bound := re.search(r"`int` ([<>])= (-?\d+)", fact):
        return f"write {bound[2]} or {'more' if bound[1] == '>' else 'less'}"
    expected = re.search(r"Expected `(\w+)", fact)
    form = FORMS.get(expected[1] if expected else "")
    return f"write {word} = {form}" if form and "$" not in fact else fact
