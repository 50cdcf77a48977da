"""Which blocks are the article, what is cut from it and why.

What becomes of each line is judged elsewhere; here what was cut is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.load.cruft.bylines import byline_authors, caption_credit, find_date
from digest.load.cruft.lines import Lines
from digest.load.cruft.verdicts import judge
from digest.load.overrides import NO_OVERRIDES, Overrides
from digest.model import Block, Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What became of the blocks: kept ones, cuts, and what the cuts tell."""

    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    #: of each block why it may be cruft all the same; "" of most
    doubts: tuple[str, ...] = ()
    title: str = ""
    credit: str = ""
    authors: tuple[str, ...] = ()
    #: the date as the text writes it
    date: str = ""


def clean(
    text: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    overrides: Overrides = NO_OVERRIDES,
) -> Cleaned:
    """The blocks without cruft; kept and cut are all of them, in their order.

    Offsets of the blocks count in `text`. A title that is known already is given; else
    it is looked for among the lines. What the author keeps is not cut.
    """
    lines = Lines(blocks, title)
    judged = judge(lines)
    verdicts = {
        place: reason
        for place, reason in judged.verdicts.items()
        if not (lines.text(place) and overrides.keeps(lines.text(place)))
    }
    cuts = tuple(
        _cut(text, blocks[place], reason) for place, reason in sorted(verdicts.items())
    )
    told = [(lines.text(place), reason) for place, reason in sorted(verdicts.items())]
    kept = [place for place in range(len(blocks)) if place not in verdicts]
    return Cleaned(
        blocks=tuple(blocks[place] for place in kept),
        doubts=tuple(judged.doubts.get(place, "") for place in kept),
        cuts=cuts,
        title=lines.title,
        credit=_credit(told),
        authors=_authors(told),
        date=_date(told),
    )


def _cut(text: str, block: Block, reason: str) -> Cut:
    """The block as it stands in the original, where its place there is known."""
    original = text[block.start : block.end] if block.start >= 0 else block.text
    return Cut(text=original, reason=reason, start=block.start, end=block.end)


def _credit(told: Sequence[tuple[str, str]]) -> str:
    """The first credit of its own, else the source that the first caption names."""
    lines = [line.strip("() ") for line, reason in told if reason == "credit"]
    captions = [caption_credit(line) for line, reason in told if reason == "caption"]
    return next(iter([*lines, *captions]), "")


def _authors(told: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    for line, reason in told:
        if reason == "byline":
            return byline_authors(line) or (line,)
    return ()


def _date(told: Sequence[tuple[str, str]]) -> str:
    for line, reason in told:
        if reason in {"byline", "date"} and (date := find_date(line)):
            return date
    return ""
