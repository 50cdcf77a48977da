"""Article -> one page for the browser that shows what was kept, what was cut and why.

The page is a file of its own: no script, nothing to load. How it looks stands in
templates/site/explained.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.model import Article
from digest.render.passages import Fate, Passage, count_fates, count_reasons
from digest.render.theme import Theme

#: a run of cuts with more letters, or of more passages, is folded
LONGEST_OPEN = 700
MOST_OPEN = 6
#: parts of the strip that shows the whole file at a glance
MOST_PARTS = 400
#: what the template says of its pages, so that nothing else is ever written over
MARK = '<meta name="generator" content="digest entry --html">'


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages in a row: all the cuts between two kept ones, or one that is kept."""

    passages: tuple[Passage, ...]
    #: passages before it
    before: int

    @property
    def is_cut(self) -> bool:
        """Whether it is not in the body."""
        return self.passages[0].fate is Fate.CUT

    @property
    def is_folded(self) -> bool:
        """Whether it is so long that a reader opens it on demand."""
        is_long = sum(each.letters for each in self.passages) > LONGEST_OPEN
        return self.is_cut and (is_long or len(self.passages) > MOST_OPEN)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why its passages were cut, each reason once."""
        return tuple(dict.fromkeys(each.reason for each in self.passages))


@dataclass(frozen=True, slots=True)
class Part:
    """One colour of the strip."""

    fate: Fate
    letters: int


def render_explained(
    theme: Theme, article: Article, passages: Sequence[Passage], *, name: str
) -> str:
    """The page of the article in the file of this name."""
    every = sum(each.letters for each in passages)
    kept = sum(each.letters for each in passages if each.fate is not Fate.CUT)
    fates = count_fates(passages)
    return theme.fill(
        "site/explained.html",
        article=article,
        file=name,
        stretches=tuple(_stretches(passages)),
        reasons=_reasons(passages),
        fates={fate.value: fates[fate] for fate in Fate},
        parts=_parts(passages),
        percent=round(100 * kept / every) if every else 100,
    )


def _stretches(passages: Iterable[Passage]) -> Iterator[Stretch]:
    before = 0
    for is_cut, group in groupby(passages, key=lambda each: each.fate is Fate.CUT):
        members = tuple(group)
        rows = (members,) if is_cut else tuple((each,) for each in members)
        for row in rows:
            yield Stretch(row, before)
            before += len(row)


def _reasons(passages: Sequence[Passage]) -> tuple[tuple[str, int, int], ...]:
    """Each reason, how often it cut, and the place of the first passage from 0."""
    first: dict[str, int] = {}
    for place, passage in enumerate(passages):
        if passage.fate is Fate.CUT:
            first.setdefault(passage.reason, place)
    counts = count_reasons(passages)
    return tuple((reason, counts[reason], place) for reason, place in first.items())


def _parts(passages: Iterable[Passage]) -> tuple[Part, ...]:
    """The strip; empty where it would be too fine to be seen."""
    parts = tuple(
        Part(fate, sum(each.letters for each in group))
        for fate, group in groupby(passages, key=lambda each: each.fate)
    )
    return parts if len(parts) <= MOST_PARTS else ()
