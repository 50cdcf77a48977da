"""The names of blocks: their words, with `*` for any run, or their numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from digest.config import NUMBER
from digest.load.sights import WORD
from digest.load.text.pieces import LIST_MARK, QUOTE_MARK, plain_words

#: hexadecimal digits of a block's number
DIGITS = 8
#: times that entities hide entities before we look no further
DEEPEST = 5
_ANY = "*"
#: people type straight quotes for those that editors set
_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def block_number(text: str) -> str:
    """`#` and eight digits, equal for equal words: after a re-flow, or in a list."""
    words = " ".join(WORD.findall(_folded(text))) or _folded(text)
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return f"#{digest[:DIGITS]}"


class Named:
    """One block, to be asked whether a name is its own."""

    def __init__(self, text: str) -> None:
        self._number = block_number(text)
        #: as it stands, and as it is shown as an item or a quote
        self._forms = {_squared(_plain(text)), _folded(text)}

    def fits(self, name: str) -> bool:
        """Whether the name is the block's number, or all of its words."""
        if NUMBER.fullmatch(name):
            return name.lower() == self._number
        words = _plain(name)
        # a star is any run of words here, and no mark of an item
        whole = words if words.startswith(_ANY) else _unmarked(words)
        parts = [_squared(part) for part in whole.split(_ANY)]
        return any(_fits(parts, form) for form in self._forms)


def _fits(parts: Sequence[str], text: str) -> bool:
    """Whether the text is the parts in their order, with anything between them."""
    first, *rest = parts
    if not rest:
        return text == first
    *middle, last = rest
    end = len(text) - len(last)
    place = len(first)
    if not (text.startswith(first) and text.endswith(last) and place <= end):
        return False
    for part in middle:
        found = text.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _folded(text: str) -> str:
    """The words as people read them, small, without the mark of an item or a quote."""
    return _squared(_unmarked(_plain(text)))


def _unmarked(words: str) -> str:
    mark = LIST_MARK.match(words) or QUOTE_MARK.match(words)
    return words[mark.end() :] if mark else words


def _squared(text: str) -> str:
    straight = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(straight.casefold().split())


def _plain(text: str) -> str:
    """The words without tags and entities, the same for an original and its block."""
    for _ in range(DEEPEST):
        words = plain_words(text)
        if words == text:
            break
        text = words
    return text
