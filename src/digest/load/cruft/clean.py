"""Which blocks are the article, what is cut from it and why.

The rules stand in their own room; here they are applied, and what they cut is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.load.cruft.bylines import byline_authors, caption_credit, find_date
from digest.load.cruft.lines import Lines, View
from digest.load.cruft.rules import LINE_RULES, RULES
from digest.model import Block, BlockKind, Cut

#: a text of more lines is no article, and is kept as it is
MOST_LINES = 20_000
#: at least this part of an article stays, counted in the words of its paragraphs
LEAST_KEPT = 0.4
FEW_PARAGRAPHS = 3
#: reasons of lines that are no cruft: their words live on in a field, or they have none
FIELDS = frozenset({"title", "credit", "byline", "date", "markup"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What became of the blocks: kept ones, cuts, and what the cuts tell."""

    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    title: str = ""
    credit: str = ""
    authors: tuple[str, ...] = ()
    #: the date as the text writes it
    date: str = ""


def clean(text: str, blocks: Sequence[Block], *, title: str = "") -> Cleaned:
    """The blocks without cruft; kept and cut are all of them, in their order.

    Offsets of the blocks count in `text`. A title that is known already is given; else
    it is looked for among the lines.
    """
    lines = Lines(blocks, title)
    verdicts = _verdicts(lines)
    cuts = tuple(
        _cut(text, blocks[place], reason) for place, reason in sorted(verdicts.items())
    )
    told = [(lines.text(place), reason) for place, reason in sorted(verdicts.items())]
    return Cleaned(
        blocks=tuple(b for place, b in enumerate(blocks) if place not in verdicts),
        cuts=cuts,
        title=lines.title,
        credit=_credit(told),
        authors=_authors(told),
        date=_date(told),
    )


def _verdicts(lines: Lines) -> dict[int, str]:
    """The reason by place of each line that is cut."""
    verdicts = {
        place: "markup"
        for place, sight in enumerate(lines.sights)
        if not sight.text and lines.blocks[place].kind is not BlockKind.IMAGE
    }
    if len(lines.sights) > MOST_LINES:
        return verdicts
    markup = dict(verdicts)
    # where whole stretches would take too much, each line is judged for itself
    for rules in (RULES, LINE_RULES):
        verdicts = dict(markup)
        for rule in rules:
            for place, reason in rule(View(lines, dict(verdicts))):
                verdicts.setdefault(place, reason)
        if _keeps_enough(lines, verdicts):
            return verdicts
    return {place: reason for place, reason in verdicts.items() if reason in FIELDS}


def _keeps_enough(lines: Lines, verdicts: Mapping[int, str]) -> bool:
    """Whether most of the paragraphs stay or, of a text with few, most of the words."""
    places = lines.prose
    if len(places) < FEW_PARAGRAPHS:
        every = range(len(lines.sights))
        places = tuple(each for each in every if verdicts.get(each) not in FIELDS)
    everything = sum(lines.sights[place].words for place in places)
    kept = sum(lines.sights[place].words for place in places if place not in verdicts)
    return kept >= LEAST_KEPT * everything


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
