"""How much of an issue stands in its letter: as much as mail programs show uncut."""

from __future__ import annotations

from binascii import b2a_qp
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from digest.errors import ThemeError

#: octets as they travel. Gmail cuts at 102,400 and then hides the way out; we keep to
#: 90,000, of which addressing needs some for a reader's links and blanks as =20
LARGEST_HTML = 86_000
#: characters of a summary: where there is room, and in a long issue
LONG_SUMMARY, SHORT_SUMMARY = 500, 140
#: entries that keep a summary before any is left out
TOLD_AT_LEAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of an issue stands in its letter; the rest is counted."""

    #: entries with their summaries
    told: int
    #: characters of a summary
    summary: int
    #: entries after those, by title alone
    listed: int = 0


def fullest(count: int, render: Callable[[Extent], str], *, place: str) -> str:
    """The page of the largest extent that is light enough, for `count` entries.

    Raises ThemeError where the page is too heavy even without entries.
    """
    choices = extents(count)
    # most issues fit as they are; only the others pay for a search
    first = render(choices[0])
    if weight(first) <= LARGEST_HTML:
        return first
    found = bisect_left(
        choices, True, key=lambda extent: weight(render(extent)) <= LARGEST_HTML
    )
    if found == len(choices):
        fact = f"makes over {LARGEST_HTML} octets even without entries"
        raise ThemeError(f"{place}: {fact}; shorten the template")
    return render(choices[found])


def extents(count: int) -> list[Extent]:
    """From everything to nothing: first shorter, then by title alone, then left out."""
    least = min(count, TOLD_AT_LEAST)
    return [
        Extent(told=count, summary=LONG_SUMMARY),
        *(
            Extent(told=told, listed=count - told, summary=SHORT_SUMMARY)
            for told in range(count, least, -1)
        ),
        *(
            Extent(told=least, listed=listed, summary=SHORT_SUMMARY)
            for listed in range(count - least, -1, -1)
        ),
        *(
            Extent(told=told, summary=SHORT_SUMMARY)
            for told in range(least - 1, -1, -1)
        ),
    ]


def weight(html: str) -> int:
    """The octets in quoted-printable (RFC 2045 6.7), in which letters travel."""
    return len(b2a_qp(html.encode()))
