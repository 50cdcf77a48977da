"""The footnotes of an article: a list at its end, and the marks that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.commonmark.converter import BACK
from digest.load.blocks import number_items
from digest.load.markup import parse_html
from digest.load.words import words_of
from digest.model import Block, BlockKind

_ITEM_ID = re.compile(r'<li[^>]*? id="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """The notes, in the order of their marks in the text."""

    blocks: tuple[Block, ...]
    #: number of each note by the id that marks lead to
    numbers: Mapping[str, int]


def find_footnotes(groups: Sequence[Sequence[Block]]) -> Footnotes | None:
    """The list that ends the article, if each item is a note that the text refers to.

    None where it is any other list, such as one whose marks are not its numbers.
    """
    if not groups:
        return None
    notes = tuple(groups[-1])
    numbers = dict(zip(_ids(notes), number_items(notes), strict=False))
    is_numbered = list(numbers.values()) == [*range(1, len(notes) + 1)]
    if not is_numbered or any(map(_leads_elsewhere, notes)):
        return None
    marks = dict.fromkeys(_marks(block for group in groups[:-1] for block in group))
    if list(marks) != [(id_, str(number)) for id_, number in numbers.items()]:
        return None
    return Footnotes(blocks=notes, numbers=numbers)


def _ids(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        found = _ITEM_ID.match(block.html)
        if found and block.kind is BlockKind.LIST_ITEM and block.level == 1:
            yield found[1]


def _marks(blocks: Iterator[Block]) -> Iterator[tuple[str, str]]:
    """The id that each link within the article leads to, and the words of the link."""
    for block in blocks:
        if 'href="#' in block.html:
            for link in parse_html(block.html).iter("a"):
                url = str(link.get("href", ""))
                if url.startswith("#"):
                    yield url[1:], words_of(link)


def _leads_elsewhere(block: Block) -> bool:
    """Whether a link in the note leads into the article in a way that is not known."""
    return block.html.count('href="#') > block.html.count(f'href="{BACK}')
