"""Where a body stands: in which letter, and on which page as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from digest.images import Image
from digest.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a body's links, pictures and headings depend on."""

    #: of the page on which the whole body stands
    url: str
    #: of the site, for the words of a link to it
    name: str
    #: of the words that the letter says itself
    words: Words
    #: pixels
    column: int
    #: of the heading above the body
    level: int
    #: those of our own that the body shows, each by the URL that stands in it
    pictures: tuple[Image, ...] = ()
    #: whether it is another site's, which would learn from its pictures who reads it
    is_foreign: bool = False
