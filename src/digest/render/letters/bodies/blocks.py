"""The blocks of a body as HTML, as many of them as there is room for.

A list, quotation or table may end after any of its items; every other block is whole.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement, tostring

from digest.render.letters.bodies.tree import elements, remove
from digest.render.letters.css.weighing import weight
from digest.render.letters.shortening import without_placeholders

#: items that a block is nothing without: of a table its head is one
FEWEST = {"table": 2}
SOFT_BREAK = "=\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The first blocks of a body."""

    html: tuple[str, ...]
    #: octets of all of them
    weight: int
    #: whether some of the body is left out
    is_cut: bool


def first_blocks(root: HtmlElement, largest: int, *, is_open: bool) -> Blocks:
    """The blocks up to so many octets.

    Of a body with an open end, the last item of the last block may be cut and is left
    out.
    """
    blocks = list(root)
    if is_open and blocks and not _keep_items(blocks[-1], len(_items(blocks[-1])) - 1):
        blocks.pop()
    kept: list[str] = []
    room = largest
    for block in blocks:
        html = _written(block)
        is_whole = weight(html) <= room
        if not is_whole:
            html = _first_items(block, weight(html), room)
        if html:
            kept.append(html)
            room -= weight(html)
        if not is_whole:
            return Blocks(html=tuple(kept), weight=largest - room, is_cut=True)
    return Blocks(html=tuple(kept), weight=largest - room, is_cut=is_open)


def _first_items(block: HtmlElement, whole: int, room: int) -> str:
    """The block with as many of its items as fit; "" where that is none."""
    items = _items(block)
    weights = [weight(_written(item)) for item in items]
    # soft line breaks fall elsewhere in what is left, which may cost an octet or two
    left = room - (whole - sum(weights)) - len(SOFT_BREAK)
    count = bisect_right(list(accumulate(weights)), left)
    if not _keep_items(block, count):
        return ""
    html = _written(block)
    return html if weight(html) <= room else ""


def _keep_items(block: HtmlElement, count: int) -> bool:
    """Take all items but the first ones out; whether the block can do with so few."""
    if count < FEWEST.get(str(block.tag), 1):
        return False
    for item in _items(block)[count:]:
        remove(item)
    return True


def _items(block: HtmlElement) -> list[HtmlElement]:
    """What the block has, of which the last ones can be left out; of most nothing."""
    if block.tag == "table":
        return elements(block, "tr")
    return list(block) if block.tag in ("ul", "ol", "blockquote") else []


def _written(element: HtmlElement) -> str:
    """The element as HTML that holds no placeholder."""
    html = tostring(element, encoding="unicode", method="html", with_tail=False)
    return without_placeholders(html)
