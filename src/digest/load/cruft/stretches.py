"""What goes as a whole stretch: the page above the article and the page below it.

The span of lines that reads best is the article. What lies outside goes on evidence:
it is worth little, and some of it is known for what it is. Where the evidence is thin,
lines next to the article stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from digest.load.cruft.lines import Verdict, View

#: what a stretch is worth at the most to go
LEAST_EVIDENCE = -4.0
#: what single lines are worth in words: labels, and paragraphs at the most
LABEL_WORTH = -15.0
MOST_WORTH = 60.0
#: known lines from which a stretch goes as a whole, and their part of its lines
LEAST_SIGNS = 2
SIGN_SHARE = 0.05
#: words of a headline, at the least: less is a label
LEAST_HEADLINE = 4
#: lines from which a run of short ones is a list
LEAST_LIST = 4


def cut_head(view: View) -> Iterator[Verdict]:
    """What stands above the article goes, down to the last line that is known."""
    start, _ = view.lines.span
    above = range(start)
    if _is_cruft(view, above):
        known = [place for place in above if _is_sign(view, place)]
        end = start if _goes_whole(view, above) else known[-1] + 1
        yield from ((place, "navigation") for place in range(end))


def cut_tail(view: View) -> Iterator[Verdict]:
    """What stands below the article goes, from the first line that is known on."""
    lines = view.lines
    below = _after(view, _end_of_text(view))
    if _is_cruft(view, below):
        known = [place for place in below if _is_sign(view, place)]
        first = below.start if _goes_whole(view, below) else known[0]
        reason = "related"
        for place in range(first, len(lines.sights)):
            reason = lines.phrases.get(place, reason)
            yield place, reason


def cut_links(view: View) -> Iterator[Verdict]:
    """A headline inside of the article goes that stands in a list below it, too.

    Above it may stand a table of its chapters.
    """
    lines = view.lines
    start, end = lines.span
    listed = {lines.text(place).casefold() for place in view.verdicts if place >= end}
    for place in range(start, end):
        sight = lines.sights[place]
        is_headline = sight.is_headline and sight.words >= LEAST_HEADLINE
        if is_headline and sight.text.casefold() in listed:
            yield place, "related"


def _is_cruft(view: View, stretch: range) -> bool:
    """Whether the stretch is worth little, and known for cruft by some line in it.

    Without such a line it stays: a clean article may end in a long list.
    """
    worth = sum(view.lines.scores[place] for place in stretch)
    return worth <= LEAST_EVIDENCE and any(_is_sign(view, place) for place in stretch)


def _goes_whole(view: View, stretch: range) -> bool:
    """Whether the stretch is known for a part of a page."""
    signs = sum(_is_sign(view, place) for place in stretch)
    is_dense = signs >= max(LEAST_SIGNS, SIGN_SHARE * len(stretch))
    return is_dense or view.lines.is_page


def _is_sign(view: View, place: int) -> bool:
    """Whether the line is known for cruft, or repeats the title."""
    return place in view.lines.phrases or place in view.lines.title_places


def _end_of_text(view: View) -> int:
    """Where the article ends: below its span, with all that may go on with it.

    Of a text that is no page, a box may stand in the midst, and paragraphs below it are
    the text's unless the labels among them take away more than they add.
    """
    lines = view.lines
    end = _end_of_list(view)
    end += sum(1 for _ in takewhile(partial(_is_paragraph, view), _after(view, end)))
    if lines.is_page:
        return end
    first, worth = len(lines.sights), 0.0
    for place in range(len(lines.sights) - 1, end - 1, -1):
        worth += _bare_worth(view, place)
        first = place if worth <= 0 else first
    return first


def _after(view: View, place: int) -> range:
    return range(place, len(view.lines.sights))


def _is_paragraph(view: View, place: int) -> bool:
    """Whether it may be the last one, though the page below it takes its worth away."""
    sight = view.lines.sights[place]
    return sight.is_prose and sight.is_closed and not _is_sign(view, place)


def _bare_worth(view: View, place: int) -> float:
    """What a line is worth whatever stands above it, in words."""
    lines = view.lines
    sight = lines.sights[place]
    if _is_sign(view, place) or not sight.text:
        return 0.0
    if sight.is_prose or sight.is_closed:
        return min(sight.words, MOST_WORTH)
    return LABEL_WORTH


def _end_of_list(view: View) -> int:
    """Where the article ends, with the rest of a list that its end would cut in two.

    On a page, where most short lines are cruft, they have to be made alike.
    """
    lines = view.lines
    _, end = lines.span
    after = _after(view, end)
    form = _form(lines.text(end - 1))
    alike = takewhile(
        lambda place: any(form) and _form(lines.text(place)) == form, after
    )
    rest = sum(1 for place in alike if not _is_sign(view, place))
    if lines.is_page:
        return end + rest
    is_item = partial(_is_item, view)
    begun = sum(1 for _ in takewhile(is_item, reversed(range(end))))
    going_on = sum(1 for _ in takewhile(is_item, after))
    is_list = begun and begun + going_on >= LEAST_LIST
    return end + max(rest, going_on if is_list else 0)


def _is_item(view: View, place: int) -> bool:
    """Whether the line could be an item of a list, or a line of verse."""
    sight = view.lines.sights[place]
    return sight.is_short and not sight.is_closed and not _is_sign(view, place)


def _form(text: str) -> tuple[bool, bool, bool]:
    """Equal for items of one list: `Crab (2 boats): 14 kg`."""
    return any(sign.isdigit() for sign in text), ":" in text, "(" in text
