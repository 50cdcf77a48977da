"""The names of keep and drop: what one may write for a block of an article."""

from __future__ import annotations

import re

#: a block's number, as `digest entry --explain` tells it
NUMBER = re.compile(r"#[0-9a-fA-F]{8}")
#: a digit was lost or doubled
_NEARLY_NUMBER = re.compile(r"#(?=\w*[0-9])[0-9a-fA-F]{6,12}")
LONGEST_NAME = 2000


def name_fault(name: str) -> str:
    """Why the name can stand for no block, and what to write; "" for one that can."""
    if not name.strip():
        return "is empty; write the words of a block, or its number in quotes"
    if not name.replace("*", "").strip():
        return f"{name!r} is every block there is; write some of its words"
    if len(name) > LONGEST_NAME:
        fact = f"has {len(name)} characters, more than {LONGEST_NAME}"
        return f"{fact}; write the first words and `*`"
    if _NEARLY_NUMBER.fullmatch(name) and not NUMBER.fullmatch(name):
        return f"{name!r} is no number of a block; write # and its 8 digits"
    return ""
