"""Pieces whose first signs say what they are: quotes, items, headings in Markdown.

A mark is believed where its neighbours bear it out: one dash is a dash, two are a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from digest.load.text.kept import Kept, item, marked_heading, marked_item, quote
from digest.load.text.pieces import Piece
from digest.model import Block

#: marked lines from which a run is a list
LEAST_RUN = 2
#: marks that nobody sets before a paragraph
BULLETS = frozenset("•‣◦▪●▸►▶➤○◆■□✓✔・")
#: marks of a list that speech has, too
DASHES = frozenset("-–—")
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
#: words of a line that may be underlined
LONGEST_UNDERLINED = 20
#: a) or (1): the counter belongs to the words, for there is no list of HTML like it
COUNTER = re.compile(r"(?:([a-z])\)|\((\d{1,2}|[a-z])\))\s+(?=\S)")


def read_marked(kept: Kept, place: int) -> list[Block]:
    """The blocks of the run that starts here by its marks; none without a mark."""
    return (
        _heading(kept, place) or _quote_or_items(kept, place) or _counted(kept, place)
    )


def _heading(kept: Kept, place: int) -> list[Block]:
    """`## Words`, or words with a line of signs right under them."""
    piece = kept.pieces[place]
    if found := HASHES.match(piece.text):
        return [marked_heading(piece.text[found.end() :], (piece,), len(found[1]))]
    is_over = kept.is_joined(place + 1) and UNDERLINE.match(kept.pieces[place + 1].text)
    if is_over and kept.sights[place].words <= LONGEST_UNDERLINED:
        return [marked_heading(piece.text, kept.pieces[place : place + 2], 2)]
    return []


def _quote_or_items(kept: Kept, place: int) -> list[Block]:
    """Quotes; items with a mark; numbered items if they count from one."""
    piece = kept.pieces[place]
    if piece.mark == ">":
        return [quote(piece)]
    if not piece.mark:
        return []
    run = _run(kept.pieces, place)
    if piece.mark in DASHES and any(member.text.endswith("?") for member in run):
        return []  # a dialogue
    is_list = len(run) >= LEAST_RUN or piece.mark in BULLETS
    return [marked_item(member) for member in run] if is_list else []


def _run(pieces: Sequence[Piece], place: int) -> list[Piece]:
    """The items of one list, from here on."""
    mark = pieces[place].mark
    run: list[Piece] = []
    for later in range(place, len(pieces)):
        expected = f"{len(run) + 1}{mark[-1]}" if mark[0].isdigit() else mark
        if pieces[later].mark != expected:
            break
        run.append(pieces[later])
    return run


def _counted(kept: Kept, place: int) -> list[Block]:
    """Lines that count a), b) or (1), (2), with all their words."""
    first = COUNTER.match(kept.pieces[place].text)
    if first is None or (first[1] or first[2]) not in {"a", "1", "i"}:
        return []
    run = list(takewhile(lambda p: COUNTER.match(p.text), kept.pieces[place:]))
    return [item(piece) for piece in run] if len(run) >= LEAST_RUN else []
