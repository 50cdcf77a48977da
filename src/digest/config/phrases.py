"""The phrases of keep and drop, and the patterns of paths, as one writes them."""

from __future__ import annotations

import re

#: a block's number, as `digest entry --explain` tells it
NUMBER = re.compile(r"#[0-9a-fA-F]{8}")
#: a digit was lost or doubled
_NEARLY_NUMBER = re.compile(r"#(?=\w*[0-9])[0-9a-fA-F]{6,12}")
LONGEST_PHRASE = 2000


def phrase_fault(phrase: str) -> str:
    """Why the phrase can name no block, and what to write; "" for one that can."""
    if not phrase.strip():
        return "is empty; write the words of a block, or its number in quotes"
    if not phrase.replace("*", "").strip():
        return f"{phrase!r} is every block there is; write some of its words"
    if len(phrase) > LONGEST_PHRASE:
        fact = f"has {len(phrase)} characters, more than {LONGEST_PHRASE}"
        return f"{fact}; write the first words and `*`"
    if _NEARLY_NUMBER.fullmatch(phrase) and not NUMBER.fullmatch(phrase):
        return f"{phrase!r} is no number of a block; write # and its 8 digits"
    return ""


def path_fault(pattern: str) -> str:
    """Why the pattern can match no file of the content folder; "" if it can."""
    if not pattern.strip():
        return "is empty; write a pattern of paths as press/*"
    is_outside = pattern.startswith("/") or ".." in pattern.split("/")
    if is_outside or "\\" in pattern:
        return f"{pattern!r} is no path in the content folder; write one as press/*"
    return ""
