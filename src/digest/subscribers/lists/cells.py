"""Texts in the cells of a table: cleaned when read, harmless when opened."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.lines import one_line

#: characters of a name; who needs more is no reader
LONGEST_NAME = 200
#: characters of a tag, and tags of one reader
LONGEST_TAG = 60
MOST_TAGS = 50
#: where a spreadsheet would calculate instead of show, and our guard before it
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
GUARD = "'"
#: a language tag as far as one is chosen by it (RFC 5646 2.1)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def spoken_name(text: str) -> str:
    """The name in one line, without what cannot be seen, and not endless."""
    if text.isprintable() and len(text) <= LONGEST_NAME and "  " not in text:
        # what one_line would give, and most names are so
        return text.strip()
    return one_line(text, longest=LONGEST_NAME)


@lru_cache(maxsize=4096)
def read_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell, sorted: between commas, in quotes or in brackets."""
    bare = text.strip().removeprefix("[").removesuffix("]")
    tags = {spoken_tag(part) for part in bare.split(",")} - {""}
    return tuple(sorted(tags))[:MOST_TAGS]


def spoken_tag(text: str) -> str:
    """The tag as it is kept: in one line, and without the commas that part tags."""
    bare = one_line(text).replace(",", " ").strip(" \"'")
    return one_line(bare, longest=LONGEST_TAG)


def read_language(text: str) -> str:
    """The language tag; "" for what is none."""
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else ""


def guard(text: str) -> str:
    """The text as no spreadsheet takes it for a formula (CWE-1236)."""
    return GUARD + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    if text.startswith(GUARD) and _FORMULA.match(text):
        return text[len(GUARD) :]
    return text
