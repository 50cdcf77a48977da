"""Text in lines: how wide it is, and where a line may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: a text part is read in windows of 80; quoting an answer takes some (RFC 3676 4.2)
COLUMNS = 72
WIDE = 2
ZERO_WIDTH_JOINER = "\u200d"
#: what may not begin a line, and what may not end one (JIS X 4051, the short list)
NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕”’…‥ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
NEVER_LAST = frozenset("（［｛「『【〈《〔“‘")


def wrap(text: str, columns: int = COLUMNS) -> list[str]:
    """The text in lines of so many columns; a wide character (CJK, emoji) takes two.

    A line breaks at blanks and between wide characters. A word that is too long, such
    as a URL, stays whole.
    """
    lines: list[str] = []
    used = columns
    for word in text.split():
        for gap, atom in zip(_gaps(), _atoms(word), strict=False):
            needed = display_width(atom)
            if lines and used + len(gap) + needed <= columns:
                lines[-1] += gap + atom
                used += len(gap) + needed
            else:
                lines.append(atom)
                used = needed
    return lines


def wrapped(text: str, indent: str = "") -> str:
    """The text in lines of 72 columns, each of which begins with the indent."""
    room = COLUMNS - display_width(indent)
    return "\n".join(indent + line for line in wrap(text, room))


def underlined(text: str, mark: str = "-") -> str:
    """The text in lines of 72 columns, and below them a line of the mark.

    It breaks at blanks, so that who searches for a phrase of a heading finds it; within
    a word only where that fills more than a line.
    """
    lines: list[str] = []
    used = COLUMNS
    for word in text.split():
        needed = display_width(word)
        if used + 1 + needed <= COLUMNS:
            lines[-1] += f" {word}"
            used += 1 + needed
        else:
            lines += wrap(word)
            used = display_width(lines[-1])
    longest = min(COLUMNS, max(map(display_width, lines), default=0))
    return "\n".join([*lines, mark * longest])


def display_width(text: str) -> int:
    """The columns that the text takes in a terminal (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _gaps() -> Iterator[str]:
    """A blank before the first atom of a word, and nothing before the others."""
    yield " "
    while True:
        yield ""


def _atoms(word: str) -> Iterator[str]:
    """The pieces of a word that must stay together."""
    if word.isascii():
        yield word
        return
    atom = ""
    for character in word:
        if atom and _may_break(atom[-1], character):
            yield atom
            atom = ""
        atom += character
    yield atom


def _may_break(before: str, after: str) -> bool:
    if not _width(after) or before == ZERO_WIDTH_JOINER:
        return False
    has_wide = WIDE in (_width(before), _width(after))
    return has_wide and after not in NEVER_FIRST and before not in NEVER_LAST


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in (
        *("Mn", "Me", "Cf"),
    ):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else 1
