"""The rules of cleaning, in their order: each names lines that go, and why.

A line goes only on positive evidence: a known phrase, a credit, a teaser with two
signs, a place in a run that such lines open. In doubt it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from digest.load.cruft.bylines import (
    NAME_LINE,
    is_byline,
    is_caption,
    is_credit,
    is_date_line,
)
from digest.load.cruft.lines import Lines, Verdict, View
from digest.load.cruft.phrases import LIST_OPENERS, TEASER_END
from digest.load.cruft.stretches import cut_head, cut_links, cut_tail
from digest.load.sights import TAIL, content_words

#: lines after an opener that may belong to its list
LONGEST_LIST = 40
#: words of a headline, at the least: less is a label
LEAST_HEADLINE = 3
#: paragraphs by which a foreign one is known, and the words it may share with them
LEAST_REST = 5
FOREIGN_SHARE = 0.3
#: lines between two known ones that may belong to their box, and the words of each
LARGEST_GAP = 2
LONGEST_IN_GAP = 30
#: last lines among which a note on the author is looked for, and its words
LAST_LINES = 8
LONGEST_NOTE = 70
LEAST_NAME = 2

Rule = Callable[[View], Iterator[Verdict]]


def cut_titles(view: View) -> Iterator[Verdict]:
    """The title goes wherever it stands, for it lives in its field."""
    for place in sorted(view.lines.title_places):
        yield place, "title"


def cut_fields(view: View) -> Iterator[Verdict]:
    """Credits and captions go anywhere, bylines and dates only around the text."""
    first, last = _core(view.lines)
    for place, sight in enumerate(view.lines.sights):
        if place in view.verdicts or not sight.text:
            continue
        if is_credit(sight.text):
            yield place, "credit"
        elif is_caption(sight.text):
            yield place, "caption"
        elif place <= first or place >= last:
            yield from _byline(view.lines, place)


def _core(lines: Lines) -> tuple[int, int]:
    """The second paragraph and the last one: a byline may stand outside of them."""
    prose = lines.prose
    if not prose:
        return len(lines.sights), 0
    return prose[min(1, len(prose) - 1)], prose[-1]


def _byline(lines: Lines, place: int) -> Iterator[Verdict]:
    line = lines.text(place)
    if is_byline(line):
        yield place, "byline"
    elif is_date_line(line):
        yield place, "date"
    elif _is_name(lines, place) and is_date_line(lines.text(place + 1)):
        yield place, "byline"


def _is_name(lines: Lines, place: int) -> bool:
    is_long_enough = lines.sights[place].words >= LEAST_NAME
    return is_long_enough and NAME_LINE.match(lines.text(place)) is not None


def cut_teasers(view: View) -> Iterator[Verdict]:
    """A headline goes with the paragraph under it that breaks off for another lines."""
    lines = view.lines
    for above, place in pairwise(range(len(lines.sights))):
        if view.verdicts.keys() & {above, place} or above in lines.phrases:
            continue
        headline = lines.sights[above]
        is_headed = headline.is_headline and headline.words >= LEAST_HEADLINE
        if is_headed and _is_teaser(lines, place):
            yield above, "teaser"
            yield place, "teaser"


def _is_teaser(lines: Lines, place: int) -> bool:
    """Whether it asks to read on, or stops in a sentence of another matter."""
    sight = lines.sights[place]
    if TEASER_END.search(sight.text[-TAIL:]):
        return True
    breaks_off = sight.text[-1:].isalnum() or sight.text.endswith((",", "…", "..."))
    if not breaks_off or not sight.is_prose or _goes_on(lines, place):
        return False
    return _is_foreign(lines, place)


def _goes_on(lines: Lines, place: int) -> bool:
    """Whether the next line takes up a sentence that a line end broke."""
    return lines.text(place + 1)[:1].islower()


def _is_foreign(lines: Lines, place: int) -> bool:
    """Whether headline and paragraph share words with each other, not with the rest.

    Of a short text nobody can tell.
    """
    if len(lines.prose) < LEAST_REST:
        return False
    pair = (place - 1, place)
    above, own = (content_words(lines.text(each)) for each in pair)
    is_apart = lines.rest_shares(own, without=pair) <= FOREIGN_SHARE * len(own)
    is_odd = lines.rest_shares(above, without=pair) <= len(above) / 2
    return is_apart and is_odd and bool(above & own)


def cut_lists(view: View) -> Iterator[Verdict]:
    """An opener such as "Most read" goes with the headlines that it announces."""
    lines = view.lines
    for place in lines.phrases:
        if LIST_OPENERS.match(lines.text(place).casefold().replace("’", "'")):
            yield place, "related"
            end = min(place + 1 + LONGEST_LIST, len(lines.sights))
            for member in range(place + 1, end):
                if lines.sights[member].is_prose or lines.sights[member].is_closed:
                    break
                yield member, lines.phrases.get(member, "related")


def cut_phrases(view: View) -> Iterator[Verdict]:
    """Lines go that say what they are."""
    yield from view.lines.phrases.items()


def cut_gaps(view: View) -> Iterator[Verdict]:
    """Between two lines of one kind the others go, too: a box is judged as a whole."""
    lines = view.lines
    for upper, lower in pairwise(sorted(lines.phrases)):
        gap = range(upper + 1, lower)
        if len(gap) > LARGEST_GAP or lines.phrases[upper] != lines.phrases[lower]:
            continue
        if all(lines.sights[place].words <= LONGEST_IN_GAP for place in gap):
            yield from ((place, lines.phrases[upper]) for place in gap)


def cut_author_note(view: View) -> Iterator[Verdict]:
    """After the text a name goes with the line that tells of its bearer."""
    lines = view.lines
    left = [place for place in range(len(lines.sights)) if place not in view.verdicts]
    for upper, lower in pairwise(left[-LAST_LINES:]):
        name, note = lines.text(upper), lines.sights[lower]
        if not _is_name(lines, upper):
            continue
        if note.text.startswith(name.split()[0]) and note.words <= LONGEST_NOTE:
            yield upper, "author note"
            yield lower, "author note"


#: rules that take whole stretches, by what stands around them
STRETCH_RULES = (cut_head, cut_tail, cut_links)
RULES: tuple[Rule, ...] = (
    cut_titles,
    cut_fields,
    cut_teasers,
    cut_lists,
    cut_phrases,
    cut_gaps,
    cut_head,
    cut_tail,
    cut_links,
    cut_author_note,
)
LINE_RULES = tuple(rule for rule in RULES if rule not in STRETCH_RULES)
