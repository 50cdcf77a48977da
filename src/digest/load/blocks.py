"""What every kind of input becomes: blocks with their offsets into the original.

Each reader (plain text, Markdown, web page) returns a Reading; what the author declares
in front matter is laid over it afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from digest.images import Image
from digest.model import Block, BlockKind, Cut, DateOrigin

NUMBERED = "ol"
#: paragraphs or lines, and tags: what a hand may write and a machine can hold
MOST_BLOCKS = 50_000
MOST_TAGS = 60_000
#: what an item says of its own number
_VALUE = re.compile(r'<li\b[^>]*\bvalue="(\d{1,9})"')


#: what stands in a row in a file
Item = TypeVar("Item")


class TooLongError(Exception):
    """The file has more in it than one article can have; it says how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader found in one file; empty values where it found nothing."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    cuts: tuple[Cut, ...] = ()
    #: the whole body, sanitised, where the reader knows better than the blocks' sum
    html: str = ""
    #: a standfirst or a description that the page declares
    summary: str = ""
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    date_origin: DateOrigin = DateOrigin.NONE
    updated: datetime | None = None
    #: BCP 47, where the file itself declares it
    language: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    canonical_url: str = ""
    image: Image | None = None


def take_all(items: Iterable[Item]) -> list[Item]:
    """The blocks or lines of a file; raises TooLongError before they are too many."""
    taken = list(islice(items, MOST_BLOCKS + 1))
    if len(taken) > MOST_BLOCKS:
        raise TooLongError(f"has more than {MOST_BLOCKS} paragraphs or lines")
    return taken


def check_tags(html: str) -> None:
    """Raise TooLongError where the HTML has more tags than an article needs."""
    if html.count("<") > MOST_TAGS:
        raise TooLongError(f"has more than {MOST_TAGS} tags")


def join_blocks(blocks: Iterable[Block]) -> str:
    """The blocks as one piece of HTML, with the items of lists in their lists again."""
    html = ""
    lists = _Lists()
    for block in blocks:
        place = lists.place(block)
        html += _close(place.closed)
        if not place.depth:
            html += f"{block.html}\n"
            continue
        if place.is_first:
            html += f"\n<{place.tag}>\n" if place.depth > 1 else f"<{place.tag}>\n"
        else:
            html += "</li>\n"
        html += block.html.removesuffix("</li>")
    return (html + _close(lists.leave(0))).rstrip()


def number_items(blocks: Iterable[Block]) -> Iterator[int]:
    """For each block its number, if it is an item of a numbered list, else 0."""
    lists = _Lists()
    for block in blocks:
        place = lists.place(block)
        yield place.number if place.tag == NUMBERED else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands among the lists; outside of them by default."""

    #: the tags of the lists that end before the block, the innermost first
    closed: tuple[str, ...]
    depth: int = 0
    tag: str = ""
    is_first: bool = False
    number: int = 0


class _Lists:
    """The lists that are open while one goes from block to block."""

    def __init__(self) -> None:
        #: tag and last number of each, the outermost first
        self._open: list[tuple[str, int]] = []

    def place(self, block: Block) -> _Place:
        """Where the block stands; to be asked for each block in its turn."""
        if block.kind is not BlockKind.LIST_ITEM:
            return _Place(self.leave(0))
        depth = max(1, min(block.level or 1, len(self._open) + 1))
        tag = NUMBERED if block.is_ordered else "ul"
        is_first = [tag for tag, _ in self._open[depth - 1 : depth]] != [tag]
        closed = self.leave(depth - 1 if is_first else depth)
        last = 0 if is_first else self._open.pop()[1]
        given = _VALUE.match(block.html)
        number = int(given[1]) if given else last + 1
        self._open.append((tag, number))
        return _Place(closed, depth, tag, is_first, number)

    def leave(self, depth: int) -> tuple[str, ...]:
        """The tags of the lists that are deeper, which end here."""
        closed = tuple(tag for tag, _ in reversed(self._open[depth:]))
        del self._open[depth:]
        return closed


def _close(tags: Iterable[str]) -> str:
    return "".join(f"</li>\n</{tag}>\n" for tag in tags)
