"""Paragraphs that are quotations: set in, or in quotation marks and announced."""

from __future__ import annotations

import re

from digest.load.sights import PROSE_WORDS
from digest.load.text.kept import Kept, whole_quote
from digest.model import Block

#: opening and closing marks, and what may follow them: a place in a book, a name
QUOTED = re.compile(
    r"(?:“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|「[^「」]+」|『[^『』]+』|\"[^\"]+\")"
    r"[.,]?\s?(?P<after>[\[(][^\[\]()]{1,60}[\])]|[—–-]\s?\S.{1,60})?$"
)
#: a line that names whose words stand above it: — Ada Quay, harbour master
ATTRIBUTION = re.compile(r"[—–-]{1,2}\s?[^\W\d_].{1,80}$")
COLONS = (":", "：")
LEAST_INDENT = 2
#: where more of the paragraphs are set in, that is only how the text is set
MOST_INDENTED = 0.34


def read_quoted(kept: Kept, place: int) -> list[Block]:
    """The piece as a quotation if it is one; none otherwise."""
    if kept.sights[place].words < PROSE_WORDS or kept.pieces[place].mark:
        return []
    if _is_announced(kept, place) or _is_set_in(kept, place):
        return [whole_quote(kept.pieces[place])]
    return []


def _is_announced(kept: Kept, place: int) -> bool:
    """Whether it is in marks, and a colon, a source or a name says whose words.

    News prose has whole paragraphs in marks: these alone are no sign.
    """
    found = QUOTED.match(kept.pieces[place].text)
    if found is None:
        return False
    above = kept.pieces[place - 1].text if place else ""
    below = kept.pieces[place + 1].text if place + 1 < len(kept.pieces) else ""
    is_led = above.endswith(COLONS)
    return is_led or bool(found["after"]) or ATTRIBUTION.match(below) is not None


def _is_set_in(kept: Kept, place: int) -> bool:
    if kept.pieces[place].indent < LEAST_INDENT:
        return False
    indented = sum(piece.indent >= LEAST_INDENT for piece in kept.pieces)
    return indented <= MOST_INDENTED * len(kept.pieces)
