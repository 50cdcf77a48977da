"""The body of an entry, or a note, as mail programs can show it.

What they draw differently or not at all becomes something that all of them draw, with
classes of a fixed vocabulary for the themes. Expects what the sanitiser lets through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import islice

from digest.render.letters.bodies.blocks import first_blocks
from digest.render.letters.bodies.footnotes import mend_footnotes
from digest.render.letters.bodies.links import mend_links
from digest.render.letters.bodies.outline import shift_headings
from digest.render.letters.bodies.pictures import mend_pictures
from digest.render.letters.bodies.shape import reshape, strip
from digest.render.letters.bodies.surroundings import Surroundings
from digest.render.letters.bodies.tree import parse
from digest.render.letters.shortening import letter_url

__all__ = ["Beginning", "Surroundings", "make_beginning"]

#: characters of a body's source for each octet that may stand in the letter
SOURCE = 3
#: characters of it that are always looked at
LEAST_SOURCE = 4_000
#: tags of it that are looked at: more have no room, and each costs as much as there are
MOST_TAGS = 6_000
TAG = re.compile("<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The first blocks of a body."""

    html: str
    #: whether there are more of them, to which a link at its end leads
    is_cut: bool
    #: octets, without that link
    weight: int


def make_beginning(html: str, around: Surroundings, *, largest: int) -> Beginning:
    """As many of the first blocks of the HTML as weigh no more than `largest` octets.

    Its end is a link to the whole where something is left out. Where not even the first
    block is light enough, it is empty.
    """
    source = _first_source(html, LEAST_SOURCE + SOURCE * largest)
    root = parse(source)
    reshape(root)
    mend_footnotes(root)
    mend_pictures(root, around)
    mend_links(root, around)
    shift_headings(root, around.level)
    strip(root)
    first = first_blocks(root, largest, is_open=len(source) < len(html))
    onward = [_onward(around)] if first.html and first.is_cut else []
    return Beginning(
        html="\n".join([*first.html, *onward]),
        is_cut=first.is_cut,
        weight=first.weight,
    )


def _first_source(html: str, longest: int) -> str:
    """As much of the HTML as is looked at."""
    source = html[:longest]
    tags = (found.start() for found in TAG.finditer(source))
    return source[: next(islice(tags, MOST_TAGS, None), None)]


def _onward(around: Surroundings) -> str:
    """The link to all that had no room."""
    words = around.words
    url = escape(letter_url(around.url))
    label = words.gettext("Read on at %(name)s", name=around.name)
    return (
        f'<p class="b-p" lang="{words.language}" dir="{words.direction}">'
        f'<a class="b-link" href="{url}">{escape(label)}</a></p>'
    )
