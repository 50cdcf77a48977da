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

from digest.html_tags import LIST_TAGS
from digest.images import Image
from digest.load.blocks import MOST_BLOCKS, Reading, check_tags, join_blocks, take_all
from digest.load.markup import Found, find_blocks, find_pieces, parse_html, write_html
from digest.load.overrides import NO_OVERRIDES, Overrides, apply_drops
from digest.load.sanitise import sanitise
from digest.load.schemes import is_web_or_relative
from digest.load.sights import squeezed
from digest.model import Block, BlockKind

EXTENSIONS = ("autolink", "footnotes", "strikethrough", "table", "tasklist")
# mail programs have no boxes to tick, and a form does not pass sanitise
BOXES = {
    '<input type="checkbox" disabled="" />': "☐",
    '<input type="checkbox" checked="" disabled="" />': "☑",
}
#: a file with a wider table, or with more cells, is read as if it had no tables
MOST_COLUMNS = 100
MOST_CELLS = 100_000
#: addresses in one line from which none becomes a link: comrak nests them in its stack
MOST_ADDRESSES = 1000
UNDER_HEAD = ("|", "-", ":")
_PLACE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")
#: between two blocks, most often
_GAP = re.compile(r"\n[ \t\r]*\n")
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_markdown(
    text: str,
    *,
    offset: int = 0,
    declared_title: str = "",
    overrides: Overrides = NO_OVERRIDES,
) -> Reading:
    """The blocks of the text; its leading `# Heading` is the title, not the body.

    A heading that says something else than the title the author declares stays. Block
    offsets count from `offset` before the text; they are -1 for raw HTML.
    """
    root = _parse(text, has_places=True)
    places = _Places(text, offset)
    found = [
        Found(each.element, places.put(each.element, each.block))
        for each in take_all(find_blocks(root))
    ]
    title = _find_title(found, declared_title)
    if title is not None:
        found = [each for each in found if each is not title]
        title.element.drop_tree()
    placed = places.apart([each.block for each in found])
    blocks, cuts = apply_drops(placed, overrides)
    dropped = [each for each in found if overrides.drops(each.block.text)]
    is_clear = all(_take_out(each) for each in dropped)
    return Reading(
        title=title.block.text if title else "",
        blocks=blocks,
        cuts=cuts,
        html=_body_html(root) if is_clear else sanitise(join_blocks(blocks)),
        image=_first_image([each for each in found if each not in dropped]),
    )


def skim_markdown(text: str, *, declared_title: str = "") -> Reading:
    """The same of a file in which nothing is dropped, with the words of blocks alone.

    To tell where they stand, and the HTML of each, takes most of the time.
    """
    root = _parse(text, has_places=False)
    found = [
        Found(piece.element, piece.words()) for piece in take_all(find_pieces(root))
    ]
    title = _find_title(found, declared_title)
    if title is not None:
        found = [each for each in found if each is not title]
        title.element.drop_tree()
    return Reading(
        title=title.block.text if title else "",
        blocks=tuple(each.block for each in found),
        html=_body_html(root),
        image=_first_image(found),
    )


def _parse(text: str, *, has_places: bool) -> HtmlElement:
    if text.count("\n") > MOST_BLOCKS:
        take_all(_GAP.finditer(text))
    html = render(text, has_places=has_places)
    check_tags(html)
    return parse_html(html)


def render(text: str, *, has_places: bool) -> str:
    """The text as HTML, each element with its place in the text if it has places."""
    extensions = comrak.ExtensionOptions()
    # comrak counts wrongly behind a lone carriage return
    lines = re.sub(r"\r(?!\n)", "\n", text)
    is_fit = {"table": _has_small_tables(lines), "autolink": _has_few_addresses(lines)}
    for name in EXTENSIONS:
        setattr(extensions, name, is_fit.get(name, True))
    parsing = comrak.ParseOptions()
    # to count characters takes it the square of a paragraph's links
    parsing.sourcepos_chars = False
    rendering = comrak.RenderOptions()
    rendering.sourcepos = has_places
    rendering.unsafe_ = True
    html: str = comrak.render_markdown(lines, extensions, parsing, rendering)
    for box, sign in BOXES.items():
        html = html.replace(box, sign)
    return html


def _has_few_addresses(text: str) -> bool:
    return text.count("@") <= MOST_ADDRESSES or all(
        line.count("@") <= MOST_ADDRESSES for line in text.split("\n")
    )


def _has_small_tables(text: str) -> bool:
    """Whether all tables together have few cells; comrak fills up each short row.

    More is counted than there can be: the lines of a paragraph as rows of the widest
    line in it that may stand under a table's head.
    """
    # no line has more columns, and no table more rows: so it is with nearly every text
    widest = text.count("|") + 1
    if widest <= MOST_COLUMNS and widest * (text.count("\n") + 2) <= MOST_CELLS:
        return True
    cells = columns = rows = 0
    for line in (*text.split("\n"), ""):
        content = line.rstrip()
        if not line.strip(" \t\r"):
            cells += columns * rows
            columns = rows = 0
        elif content.endswith(UNDER_HEAD):
            marks = content[len(content.rstrip("|:- \t\v\f")) :].strip(" |")
            columns = max(columns, marks.count("|") + 1 if "-" in marks else 0)
        rows += 1
        if columns > MOST_COLUMNS or cells > MOST_CELLS:
            return False
    return True


def _find_title(found: Sequence[Found], declared: str) -> Found | None:
    """The heading that names the article: the first block, or the only level 1."""
    headings = [each for each in found if each.block.level == 1 and _is_heading(each)]
    if not headings:
        return None
    before = takewhile(lambda each: each is not headings[0], found)
    is_leading = all(each.block.kind is BlockKind.IMAGE for each in before)
    if not is_leading and len(headings) > 1:
        return None
    is_other = declared and squeezed(headings[0].block.text) != squeezed(declared)
    return None if is_other else headings[0]


def _is_heading(found: Found) -> bool:
    return found.block.kind is BlockKind.HEADING


def _take_out(found: Found) -> bool:
    """Take the block's element out of its tree; False where it holds more than that."""
    element = found.element
    parent = element.getparent()
    if parent is None:
        return False
    if found.block.kind is not BlockKind.LIST_ITEM:
        is_alone = write_html(element) == found.block.html
    else:
        is_alone = _put_inner_lists_before(element, parent)
    if is_alone:
        element.drop_tree()
        if parent.tag in LIST_TAGS and not len(parent):
            parent.drop_tree()
    return is_alone


def _put_inner_lists_before(item: HtmlElement, parent: HtmlElement) -> bool:
    """Give the lists in an item to the one before it; False where they lie deeper."""
    others = (child for child in item if child.tag not in LIST_TAGS)
    if any(next(child.iter(*LIST_TAGS), None) is not None for child in others):
        return False
    above = item.getprevious()
    for inner in [child for child in item if child.tag in LIST_TAGS]:
        if above is None:
            parent.addprevious(inner)
        else:
            above.append(inner)
    return True


def _first_image(found: Sequence[Found]) -> Image | None:
    """The first picture that stands alone, as the lead picture."""
    for each in found:
        if each.block.kind is BlockKind.IMAGE:
            image = next(each.element.iter("img"))
            url = str(image.get("src", ""))
            if is_web_or_relative(url):
                return Image(url=url, alt=image.get("alt", ""))
    return None


def _body_html(root: HtmlElement) -> str:
    body = root.find("body")
    inner = "" if body is None else tostring(body, encoding="unicode")
    return sanitise(inner).strip()


class _Places:
    """Where comrak's lines, and columns in bytes, lie in the text."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._is_ascii = text.isascii()
        self._lines = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def put(self, element: HtmlElement, block: Block) -> Block:
        """The block with its offsets, if the element tells them and they can be."""
        place = _PLACE.fullmatch(str(element.get("data-sourcepos", "")))
        if place is None:
            return block
        line, column, last_line, last_column = map(int, place.groups())
        if not 1 <= line <= last_line <= len(self._lines):
            return block
        start = self._find(line, column - 1)
        end = self._find(last_line, last_column)
        return self._with_place(block, start, end)

    def _find(self, line: int, size: int) -> int:
        """Where so many bytes of the line are over, in characters of the text."""
        start = self._lines[line - 1]
        if self._is_ascii:
            return start + size
        # no character is shorter than a byte
        data = self._text[start : start + size].encode("utf-8", "surrogatepass")
        return start + len(data[:size].decode("utf-8", "ignore"))

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
        end = min(end, len(self._text))
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start >= end:
            return block
        return replace(block, start=start + self._offset, end=end + self._offset)
