"""Which lines go and which stay in doubt: the rules applied, and held in check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.load.cruft.lines import Lines, View
from digest.load.cruft.rules import LINE_RULES, RULES, Rule
from digest.model import BlockKind

#: a text of more lines is no article, and is kept as it is
MOST_LINES = 20_000
#: at least this part of an article stays, counted in the words of its paragraphs
LEAST_KEPT = 0.4
FEW_PARAGRAPHS = 3
#: reasons of lines that are no cruft: their words live on in a field, or they have none
FIELDS = frozenset({"title", "credit", "byline", "date", "markup"})
#: why a line that was kept may be cruft, if no rule wanted it cut
OUTSIDE = "outside of the text"
TWICE = "stands twice"


@dataclass(frozen=True, slots=True)
class Judged:
    """The reason of each line that is cut, and of each that is kept in doubt."""

    verdicts: Mapping[int, str]
    doubts: Mapping[int, str]


def judge(lines: Lines) -> Judged:
    """What becomes of each line; most of an article stays, whatever the rules say."""
    markup = {
        place: "markup"
        for place, sight in enumerate(lines.sights)
        if not sight.text and lines.blocks[place].kind is not BlockKind.IMAGE
    }
    if len(lines.sights) > MOST_LINES:
        return Judged(markup, {})
    wanted = _applied(RULES, lines, markup)
    verdicts = _restrained(wanted, lines, markup)
    suspects = {**_strangers(lines), **_copies(lines), **wanted}
    doubts = {p: why for p, why in suspects.items() if p not in verdicts}
    return Judged(verdicts, doubts)


def _applied(
    rules: Iterable[Rule], lines: Lines, markup: Mapping[int, str]
) -> dict[int, str]:
    """What the rules say of the lines, the first word standing."""
    verdicts = dict(markup)
    for rule in rules:
        for place, reason in rule(View(lines, dict(verdicts))):
            verdicts.setdefault(place, reason)
    return verdicts


def _restrained(
    wanted: Mapping[int, str], lines: Lines, markup: Mapping[int, str]
) -> Mapping[int, str]:
    """What the rules want or, if that is too much, each line judged for itself."""
    if _keeps_enough(lines, wanted):
        return wanted
    single = _applied(LINE_RULES, lines, markup)
    if _keeps_enough(lines, single):
        return single
    return {place: reason for place, reason in single.items() if reason in FIELDS}


def _keeps_enough(lines: Lines, verdicts: Mapping[int, str]) -> bool:
    """Whether enough of the paragraphs stay or, of a text with few, of the words.

    Of a page most may be cruft: there a part of the article has to be found.
    """
    if lines.is_page and any(place not in verdicts for place in lines.prose):
        return True
    places: Sequence[int] = lines.prose
    if len(places) < FEW_PARAGRAPHS:
        every = range(len(lines.sights))
        places = [place for place in every if verdicts.get(place) not in FIELDS]
    everything = sum(lines.sights[place].words for place in places)
    kept = sum(lines.sights[place].words for place in places if place not in verdicts)
    return kept >= LEAST_KEPT * everything


def _strangers(lines: Lines) -> dict[int, str]:
    """Lines beside the stretch that reads best, which say little for themselves.

    Only of a text that has some cruft: else they are simply the article's.
    """
    if not lines.phrases:
        return {}
    start, end = lines.span
    return {
        place: OUTSIDE
        for place, worth in enumerate(lines.scores)
        if not start <= place < end and worth < 0
    }


def _copies(lines: Lines) -> dict[int, str]:
    """Paragraphs that stood above already: a teaser of the text, or a refrain."""
    seen: set[str] = set()
    copies = {}
    for place in lines.prose:
        text = lines.text(place)
        if text in seen:
            copies[place] = TWICE
        seen.add(text)
    return copies
