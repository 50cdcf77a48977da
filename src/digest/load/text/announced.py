"""Lists without marks, which their neighbours announce: a colon, or a list of things.

Judged as a run: every member has to fit.
"""

from __future__ import annotations

import re
from itertools import takewhile

from digest.load.text.kept import Kept, item
from digest.model import Block

COLONS = (":", "：")
#: how an item ends that more items follow
GOES_ON = re.compile(
    r"(?:[;；;]|[,;]\s(?:and|or|und|oder|et|ou|y|o|e|i|en|of|och|og|и|или|та|або|ve))$"
)
LEAST_ITEMS = 2
LEAST_STEPS = 3
LONGEST_STEP = 11
SENTENCE = re.compile(r"[.!?。！？][\"”’)]?\s*(?=\S)")


def read_announced(kept: Kept, place: int) -> list[Block]:
    """The items after a colon: each but the last leaves its sentence open."""
    if not place or not kept.pieces[place - 1].text.endswith(COLONS):
        return []
    last = place
    while last < len(kept.pieces) and GOES_ON.search(kept.pieces[last].text):
        last += 1
    run = kept.pieces[place : last + 1]
    return [item(piece) for piece in run] if len(run) >= LEAST_ITEMS else []


def read_steps(kept: Kept, place: int) -> list[Block]:
    """Short sentences from here on, one a line: what is done with the things above."""
    places = range(place, len(kept.pieces))
    steps = list(takewhile(lambda step: _is_step(kept, step), places))
    if len(steps) < LEAST_STEPS:
        return []
    return [item(kept.pieces[step]) for step in steps]


def _is_step(kept: Kept, place: int) -> bool:
    piece, sight = kept.pieces[place], kept.sights[place]
    if piece.mark or not sight.is_closed or sight.words > LONGEST_STEP:
        return False
    return SENTENCE.search(piece.text) is None
