"""Markdown -> blocks: CommonMark with tables, footnotes, task lists and links as typed.

The only importer of comrak. Raw HTML is read, and sanitised like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

import comrak
from lxml.html import HtmlElement, tostring

from digest.load.blocks import Reading
from digest.load.markup import Found, find_blocks, parse_html
from digest.load.sanitise import sanitise
from digest.model import Block, BlockKind, Image

EXTENSIONS = ("autolink", "footnotes", "strikethrough", "table", "tasklist")
# mail programs have no boxes to tick, and a form does not pass sanitise
BOXES = {
    '<input type="checkbox" disabled="" />': "☐",
    '<input type="checkbox" checked="" disabled="" />': "☑",
}
_PLACE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_markdown(text: str, *, offset: int = 0, declared_title: str = "") -> Reading:
    """The blocks of the text; its leading `# Heading` is the title, not the body.

    A heading that says something else than the title the author declares stays. Block
    offsets count from `offset` before the text; they are -1 for raw HTML.
    """
    root = parse_html(_render(text))
    places = _Places(text, offset)
    found = [
        Found(each.element, places.put(each.element, each.block))
        for each in find_blocks(root)
    ]
    title = _find_title(found, declared_title)
    if title is not None:
        found.remove(title)
        title.element.drop_tree()
    blocks = tuple(each.block for each in found)
    return Reading(
        title=title.block.text if title else "",
        blocks=places.apart(blocks),
        html=sanitise(_inner_html(root)).strip(),
        image=_first_image(found),
    )


def _render(text: str) -> str:
    """The text as HTML, each element of it marked with its place in the text."""
    extensions = comrak.ExtensionOptions()
    for name in EXTENSIONS:
        setattr(extensions, name, True)
    parsing = comrak.ParseOptions()
    parsing.sourcepos_chars = True
    rendering = comrak.RenderOptions()
    rendering.sourcepos = True
    rendering.unsafe_ = True
    # comrak counts characters wrongly behind a lone carriage return
    lines = re.sub(r"\r(?!\n)", "\n", text)
    html: str = comrak.render_markdown(lines, extensions, parsing, rendering)
    for box, sign in BOXES.items():
        html = html.replace(box, sign)
    return html


def _find_title(found: Sequence[Found], declared: str) -> Found | None:
    """The heading that names the article: the first block, or the only level 1."""
    headings = [each for each in found if each.block.level == 1 and _is_heading(each)]
    before = list(takewhile(lambda each: each not in headings, found))
    is_leading = all(each.block.kind is BlockKind.IMAGE for each in before)
    if not headings or not (is_leading or len(headings) == 1):
        return None
    is_other = declared and _key(headings[0].block.text) != _key(declared)
    return None if is_other else headings[0]


def _is_heading(found: Found) -> bool:
    return found.block.kind is BlockKind.HEADING


def _key(text: str) -> str:
    """Equal for two titles that people would see as one."""
    return "".join(re.findall(r"\w", text.casefold()))


def _first_image(found: Sequence[Found]) -> Image | None:
    """The first picture that stands alone, as the lead picture."""
    for each in found:
        if each.block.kind is BlockKind.IMAGE:
            image = next(each.element.iter("img"))
            return Image(url=image.get("src", ""), alt=image.get("alt", ""))
    return None


def _inner_html(root: HtmlElement) -> str:
    body = root.find("body")
    return "" if body is None else tostring(body, encoding="unicode")


class _Places:
    """Where comrak's lines and columns lie in the text, in characters."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._lines = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def put(self, element: HtmlElement, block: Block) -> Block:
        """The block with its offsets, if the element tells them and they can be."""
        place = _PLACE.fullmatch(str(element.get("data-sourcepos", "")))
        if place is None:
            return block
        line, column, last_line, last_column = map(int, place.groups())
        if not 1 <= line <= last_line <= len(self._lines):
            return block
        start = self._lines[line - 1] + column - 1
        end = self._lines[last_line - 1] + last_column
        return self._with_place(block, start, end)

    def apart(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks, none of which reaches into the next: an item ends at its list."""
        return tuple(
            self._with_place(
                block, block.start - self._offset, following.start - self._offset
            )
            if following and 0 <= block.start < following.start < block.end
            else block
            for block, following in zip_longest(blocks, blocks[1:])
        )

    def _with_place(self, block: Block, start: int, end: int) -> Block:
        end = len(self._text[:end].rstrip())
        if start >= end:
            return block
        return replace(block, start=start + self._offset, end=end + self._offset)
