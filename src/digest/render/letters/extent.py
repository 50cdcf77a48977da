"""How much of an issue stands in its letter: as much as mail programs show uncut."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from digest.errors import ThemeError
from digest.render.letters.css.weighing import weight

#: octets as they travel. Gmail cuts at 102,400 and then hides the way out; we keep to
#: 90,000, of which addressing needs some for a reader's links and blanks as =20
LARGEST_HTML = 86_000
#: of a page that need not be made to be known as too heavy
TOO_MUCH = 1_000_000_000
#: characters of a summary: where there is room, and in a long issue
SUMMARIES = (500, 300, 140)
#: entries that keep a summary before any is left out
TOLD_AT_LEAST = 5
#: octets of the smallest beginning of a body, and by what each one is less than another
SMALLEST_BODY = 1_500
LESS = 0.8
#: octets of a note, which is cut last of all; the first is what one has room for
NOTES = (24_000, 12_000, 6_000, 3_000, 1_000, 0)
#: pages that are rendered because an estimate says that they fit
GUESSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of an issue stands in its letter; the rest is counted."""

    #: entries with their summaries
    told: int
    #: characters of a summary
    summary: int
    #: entries after those, by title alone
    listed: int = 0
    #: octets of each body at the most; 0: of a body nothing
    body: int = 0
    #: octets of the note at the most
    note: int = NOTES[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A page that is light enough, and how much of its issue stands in it."""

    html: str
    extent: Extent
    #: what would stand in it, had it room
    fullest: Extent


def fullest(
    choices: Sequence[Extent],
    promises: Callable[[Extent], bool],
    estimate: Callable[[Extent], int],
    render: Callable[[Extent], str],
    *,
    place: str,
) -> Fitted:
    """The page of the first of the choices that is light enough.

    To render is dear, and so is an estimate. What `promises` to fit is rendered at
    once, and of the rest only what seems light enough. Raises ThemeError where the page
    is too heavy even without entries.
    """
    if promises(choices[0]) and weight(html := render(choices[0])) <= LARGEST_HTML:
        return Fitted(html=html, extent=choices[0], fullest=choices[0])
    guess = cache(lambda number: estimate(choices[number]))
    start, room = 0, LARGEST_HTML
    for _ in range(GUESSES):
        fitting = _first(start, len(choices), guess, room)
        if fitting is None:
            break
        html = render(choices[fitting])
        found = weight(html)
        if found <= LARGEST_HTML:
            return Fitted(html=html, extent=choices[fitting], fullest=choices[0])
        # the estimate falls short of the truth by about as large a share
        start, room = fitting + 1, guess(fitting) * LARGEST_HTML // found
    return _proven(choices, start, render, place)


def _proven(
    choices: Sequence[Extent], start: int, render: Callable[[Extent], str], place: str
) -> Fitted:
    """The first that is light enough by its true weight, where no estimate helps."""
    pages = cache(lambda number: render(choices[number]))
    found = bisect_left(
        range(len(choices)),
        True,
        lo=start,
        key=lambda number: weight(pages(number)) <= LARGEST_HTML,
    )
    if found == len(choices):
        fact = f"makes over {LARGEST_HTML} octets even without entries"
        raise ThemeError(f"{place}: {fact}; shorten the template")
    return Fitted(html=pages(found), extent=choices[found], fullest=choices[0])


def _first(
    start: int, count: int, guess: Callable[[int], int], room: int
) -> int | None:
    """The number of the first that fits; all after it are lighter still."""
    found = bisect_left(
        range(count), True, lo=start, key=lambda number: guess(number) <= room
    )
    return found if found < count else None


def extents(count: int, *, has_bodies: bool = False) -> tuple[Extent, ...]:
    """From everything to nothing, for `count` entries.

    First bodies end earlier, then summaries get shorter, then entries stand by title
    alone, then they are left out.
    """
    bodies = _whole(count) if has_bodies else ()
    return (*bodies, *_teasers(count))


def _whole(count: int) -> Iterator[Extent]:
    body = float(LARGEST_HTML)
    while body >= SMALLEST_BODY:
        yield Extent(told=count, summary=SUMMARIES[0], body=int(body))
        body *= LESS


def _teasers(count: int) -> Iterator[Extent]:
    least = min(count, TOLD_AT_LEAST)
    shortest = SUMMARIES[-1]
    for summary in SUMMARIES:
        yield Extent(told=count, summary=summary)
    for told in range(count - 1, least - 1, -1):
        yield Extent(told=told, listed=count - told, summary=shortest)
    for listed in range(count - least - 1, -1, -1):
        yield Extent(told=least, listed=listed, summary=shortest)
    for told in range(least - 1, -1, -1):
        yield Extent(told=told, summary=shortest)
    for note in NOTES[1:]:
        yield Extent(told=0, summary=shortest, note=note)
