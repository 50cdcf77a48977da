"""The rules of cleaning, in their order: each names lines that go, and why.

A line goes only on positive evidence: a known phrase, a credit, a teaser with two
signs, a place in a run that such lines open. In doubt it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from digest.load.bylines import (
    NAME_LINE,
    is_byline,
    is_caption,
    is_credit,
    is_date_line,
)
from digest.load.page import Page, View
from digest.load.phrases import LIST_OPENERS, TEASER_END
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
#: known lines that make a menu, and their part of its lines
MENU_SIGNS = 3
MENU_SHARE = 0.2
#: last lines among which a note on the author is looked for, and its words
LAST_LINES = 8
LONGEST_NOTE = 70
LEAST_NAME = 2

Verdict = tuple[int, str]
Rule = Callable[[View], Iterator[Verdict]]


def cut_titles(view: View) -> Iterator[Verdict]:
    """The title goes wherever it stands, for it lives in its field."""
    for place in sorted(view.page.title_places):
        yield place, "title"


def cut_fields(view: View) -> Iterator[Verdict]:
    """Credits and captions go anywhere, bylines and dates only around the text."""
    first, last = _core(view.page)
    for place, sight in enumerate(view.page.sights):
        if place in view.verdicts or not sight.text:
            continue
        if is_credit(sight.text):
            yield place, "credit"
        elif is_caption(sight.text):
            yield place, "caption"
        elif place <= first or place >= last:
            yield from _byline(view.page, place)


def _core(page: Page) -> tuple[int, int]:
    """The second paragraph and the last one: a byline may stand outside of them."""
    prose = page.prose
    if not prose:
        return len(page.sights), 0
    return prose[min(1, len(prose) - 1)], prose[-1]


def _byline(page: Page, place: int) -> Iterator[Verdict]:
    line = page.text(place)
    if is_byline(line):
        yield place, "byline"
    elif is_date_line(line):
        yield place, "date"
    elif _is_name(page, place) and is_date_line(page.text(place + 1)):
        yield place, "byline"


def _is_name(page: Page, place: int) -> bool:
    is_long_enough = page.sights[place].words >= LEAST_NAME
    return is_long_enough and NAME_LINE.match(page.text(place)) is not None


def cut_teasers(view: View) -> Iterator[Verdict]:
    """A headline goes with the paragraph under it that breaks off for another page."""
    page = view.page
    for above, place in pairwise(range(len(page.sights))):
        if view.verdicts.keys() & {above, place} or above in page.phrases:
            continue
        headline = page.sights[above]
        is_headed = headline.is_headline and headline.words >= LEAST_HEADLINE
        if is_headed and _is_teaser(page, place):
            yield above, "teaser"
            yield place, "teaser"


def _is_teaser(page: Page, place: int) -> bool:
    """Whether it asks to read on, or stops in a sentence of another matter."""
    sight = page.sights[place]
    if TEASER_END.search(sight.text[-TAIL:]):
        return True
    breaks_off = sight.text[-1:].isalnum() or sight.text.endswith((",", "…", "..."))
    if not breaks_off or not sight.is_prose or _goes_on(page, place):
        return False
    return _is_foreign(page, place)


def _goes_on(page: Page, place: int) -> bool:
    """Whether the next line takes up a sentence that a line end broke."""
    return page.text(place + 1)[:1].islower()


def _is_foreign(page: Page, place: int) -> bool:
    """Whether headline and paragraph share words with each other, not with the rest.

    Of a short text nobody can tell.
    """
    if len(page.prose) < LEAST_REST:
        return False
    pair = (place - 1, place)
    above, own = (content_words(page.text(each)) for each in pair)
    is_apart = page.rest_shares(own, without=pair) <= FOREIGN_SHARE * len(own)
    is_odd = page.rest_shares(above, without=pair) <= len(above) / 2
    return is_apart and is_odd and bool(above & own)


def cut_lists(view: View) -> Iterator[Verdict]:
    """An opener such as "Most read" goes with the headlines that it announces."""
    page = view.page
    for place in page.phrases:
        if LIST_OPENERS.match(page.text(place).casefold().replace("’", "'")):
            yield place, "related"
            end = min(place + 1 + LONGEST_LIST, len(page.sights))
            for member in range(place + 1, end):
                if page.sights[member].is_prose or page.sights[member].is_closed:
                    break
                yield member, page.phrases.get(member, "related")


def cut_phrases(view: View) -> Iterator[Verdict]:
    """Lines go that say what they are."""
    yield from view.page.phrases.items()


def cut_gaps(view: View) -> Iterator[Verdict]:
    """Between two lines of one kind the others go, too: a box is judged as a whole."""
    page = view.page
    for upper, lower in pairwise(sorted(page.phrases)):
        gap = range(upper + 1, lower)
        if len(gap) > LARGEST_GAP or page.phrases[upper] != page.phrases[lower]:
            continue
        if all(page.sights[place].words <= LONGEST_IN_GAP for place in gap):
            yield from ((place, page.phrases[upper]) for place in gap)


def cut_above_title(view: View) -> Iterator[Verdict]:
    """What stands above the title or between two of its lines goes, given two signs."""
    page = view.page
    half = page.prose[len(page.prose) // 2] if page.prose else 0
    last = max((p for p in page.title_places if p <= half), default=0)
    signs = sum(p in page.phrases or p in view.verdicts for p in range(last))
    if signs > 1:
        yield from ((place, "navigation") for place in range(last))


def cut_menu(view: View) -> Iterator[Verdict]:
    """A menu between title and text goes: short lines, enough of them known."""
    page = view.page
    if not page.prose:
        return
    zone = [p for p in range(page.prose[0]) if p not in page.title_places]
    signs = sum(place in page.phrases for place in zone)
    if signs >= MENU_SIGNS and signs >= MENU_SHARE * len(zone):
        for place in zone:
            if not page.sights[place].is_closed:
                yield place, "navigation"


def cut_tail(view: View) -> Iterator[Verdict]:
    """All goes from the first known line after which nothing reads as the article."""
    page = view.page
    if not page.prose:
        return
    after = 0.0
    first = len(page.sights)
    for place in range(len(page.sights) - 1, page.prose[0], -1):
        if place not in page.phrases:
            after += page.score(place)
        elif after < 0:
            first = place
    reason = "related"
    for place in range(first, len(page.sights)):
        reason = page.phrases.get(place, reason)
        yield place, reason


def cut_around_span(view: View) -> Iterator[Verdict]:
    """Of a whole page, what lies outside the span that reads best goes."""
    page = view.page
    if not page.is_page or not page.prose:
        return
    start, end = _best_span([page.score(place) for place in range(len(page.sights))])
    yield from ((place, "navigation") for place in range(start))
    yield from ((place, "related") for place in range(end, len(page.sights)))


def _best_span(scores: Sequence[float]) -> tuple[int, int]:
    """The run with the greatest sum (Kadane's algorithm)."""
    best, best_sum = (0, len(scores)), 0.0
    start, total = 0, 0.0
    for place, score in enumerate(scores):
        if total <= 0:
            start, total = place, 0.0
        total += score
        if total > best_sum:
            best, best_sum = (start, place + 1), total
    return best


def cut_author_note(view: View) -> Iterator[Verdict]:
    """After the text a name goes with the line that tells of its bearer."""
    page = view.page
    left = [place for place in range(len(page.sights)) if place not in view.verdicts]
    for upper, lower in pairwise(left[-LAST_LINES:]):
        name, note = page.text(upper), page.sights[lower]
        if not _is_name(page, upper):
            continue
        if note.text.startswith(name.split()[0]) and note.words <= LONGEST_NOTE:
            yield upper, "author note"
            yield lower, "author note"


RULES: tuple[Rule, ...] = (
    cut_titles,
    cut_fields,
    cut_teasers,
    cut_lists,
    cut_phrases,
    cut_gaps,
    cut_above_title,
    cut_menu,
    cut_tail,
    cut_around_span,
    cut_author_note,
)
