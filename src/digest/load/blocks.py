"""What every kind of input becomes: blocks with their offsets into the original.

Each reader (plain text, Markdown, web page) returns a Reading; what the author declares
in front matter is laid over it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from digest.model import (
    Block,
    BlockKind,
    Cut,
    DateOrigin,
    Image,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader found in one file; empty values where it found nothing."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    cuts: tuple[Cut, ...] = ()
    #: the whole body where the reader knows better than the sum of the blocks
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


def join_blocks(blocks: Iterable[Block]) -> str:
    """The blocks as one piece of HTML, with the items of lists in their lists again."""
    html = ""
    lists: list[str] = []
    for block in blocks:
        depth = 0
        if block.kind is BlockKind.LIST_ITEM:
            depth = max(1, min(block.level or 1, len(lists) + 1))
        tag = "ol" if block.is_ordered else "ul"
        is_other = depth and lists[depth - 1 : depth] != [tag]
        html += _close(lists, depth - 1 if is_other else depth)
        if not depth:
            html += f"{block.html}\n"
            continue
        if len(lists) == depth:
            html += "</li>\n"
        else:
            lists.append(tag)
            html += f"\n<{tag}>\n" if depth > 1 else f"<{tag}>\n"
        html += block.html.removesuffix("</li>")
    return (html + _close(lists, 0)).rstrip()


def _close(lists: list[str], depth: int) -> str:
    """What closes the open lists down to this depth; they are taken off the stack."""
    html = ""
    while len(lists) > depth:
        html += f"</li>\n</{lists.pop()}>\n"
    return html
