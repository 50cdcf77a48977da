"""HTML -> blocks: walks the elements of Markdown and of web pages in reading order.

What a reader sees of a block goes through sanitise here; which blocks are the article
is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.etree import ParserError, iterwalk
from lxml.html import (
    Element,
    HtmlElement,
    HTMLParser,
    document_fromstring,
    tostring,
)

from digest.load.sanitise import UNREAD_TAGS, printable, sanitise
from digest.model import Block, BlockKind

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LIST_TAGS = ("ul", "ol", "menu")
CELL_TAGS = ("td", "th")
#: outside of what they belong to they are paragraphs
CAPTION_TAGS = ("figcaption", "summary")
KIND_OF_TAG = {
    "p": BlockKind.PARAGRAPH,
    "dl": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "table": BlockKind.TABLE,
    "figure": BlockKind.IMAGE,
}
BLOCK_TAGS = (
    *HEADING_TAGS,
    *LIST_TAGS,
    *KIND_OF_TAG,
    *CAPTION_TAGS,
    *("address", "article", "aside", "body", "center", "details", "div", "fieldset"),
    *("footer", "form", "header", "hgroup", "hr", "li", "main", "nav", "section"),
)
#: each of them begins and ends a line of its text
LINE_TAGS = frozenset({*BLOCK_TAGS, "br", "tr", "caption", "dt", "dd"})
#: lists in these belong to them
CLOSED_TAGS = frozenset({"table", "blockquote", "pre", *UNREAD_TAGS})
#: what is nested further is one paragraph: nobody wrote it by hand
DEEPEST = 100
CELL = "\t"
LINES_TO_PART = 2
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Found:
    """A block with the element it was made of, for readers that look at both."""

    element: HtmlElement
    block: Block


def parse_html(html: str) -> HtmlElement:
    """The tree of a page or a fragment, from <html> on, without comments."""
    # as bytes: lxml refuses a str that declares an encoding, as every XHTML page does
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True
    )
    try:
        return document_fromstring(html.encode(), parser=parser)
    except ParserError:  # there is nothing in it
        return document_fromstring(b"<p></p>", parser=parser)


def find_blocks(root: HtmlElement, depth: int = 0) -> Iterator[Found]:
    """The blocks under the element in the order of reading; containers are opened."""
    run: list[HtmlElement | str] = [root.text or ""]
    for child in root:
        if child.tag in UNREAD_TAGS:
            run.append(child.tail or "")
        elif child.tag in BLOCK_TAGS or _holds_blocks(child):
            yield from _paragraphs(root, run)
            yield from _open(child, depth)
            run = [child.tail or ""]
        else:
            run += [child, child.tail or ""]
    yield from _paragraphs(root, run)


def words_of(element: HtmlElement) -> str:
    """The text of an element as people read it: folded, a line for each line break."""
    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_line = node.tag in LINE_TAGS
        if event == "end":
            pieces.append("\n" if is_line else CELL if node.tag in CELL_TAGS else "")
            pieces.append("" if node is element else _spaced(node.tail))
        elif node.tag in UNREAD_TAGS or _leads_back(node):
            walk.skip_subtree()
        else:
            pieces.append("\n" if is_line else "")
            pieces.append(_spaced(node.text))
    lines = (_folded(line) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def write_html(element: HtmlElement) -> str:
    """The element as sanitised HTML, without the text that follows it."""
    return sanitise(tostring(element, encoding="unicode", with_tail=False)).strip()


def find_links(html: str) -> Iterator[str]:
    """The URLs of all links and pictures in a piece of HTML, in their order."""
    for element in parse_html(html).iter("a", "img"):
        url = element.get("href" if element.tag == "a" else "src")
        if url:
            yield str(url)


def _open(element: HtmlElement, depth: int) -> Iterator[Found]:
    """The blocks of an element that is one block or holds several."""
    tag = str(element.tag)
    if depth > DEEPEST:
        yield from _block(element, BlockKind.PARAGRAPH)
    elif tag in HEADING_TAGS:
        yield from _block(element, BlockKind.HEADING, level=int(tag[1]))
    elif tag in LIST_TAGS:
        yield from _items(element, depth, 1)
    elif tag == "table" and _is_layout(element):
        for cell in element.iter(*CELL_TAGS):
            if next(cell.iterancestors("table")) is element:
                yield from find_blocks(cell, depth + 1)
    elif tag in CAPTION_TAGS and not _holds_blocks(element):
        paragraph = deepcopy(element)
        paragraph.tag = "p"
        for found in _block(paragraph, BlockKind.PARAGRAPH):
            yield Found(element, found.block)
    elif tag in KIND_OF_TAG and not _is_container(element):
        yield from _block(element, KIND_OF_TAG[tag])
    else:
        yield from find_blocks(element, depth + 1)


def _is_container(element: HtmlElement) -> bool:
    """Whether an element of a block's name only wraps other blocks."""
    if element.tag == "figure":
        return element.find(".//img") is None
    return element.tag == "p" and _holds_blocks(element)


def _items(element: HtmlElement, depth: int, level: int) -> Iterator[Found]:
    """The items of a list, and those of the lists in it, one after the other."""
    start = str(element.get("start", ""))
    number = start if start.isascii() and start.isdecimal() else ""
    for child in element:
        if child.tag in LIST_TAGS and depth < DEEPEST:
            yield from _items(child, depth + 1, level + 1)
        elif child.tag not in UNREAD_TAGS:
            item = deepcopy(child)
            item.tag = "li"
            if number:
                item.set("value", number)
                number = ""
            if depth < DEEPEST:
                for inner in list(_inner_lists(item)):
                    inner.tail = f" {inner.tail.strip()}" if inner.tail else None
                    inner.drop_tree()
            is_ordered = element.tag == "ol"
            for found in _block(item, BlockKind.LIST_ITEM, level=level):
                block = replace(found.block, is_ordered=is_ordered)
                yield Found(child, block)
            if depth < DEEPEST:
                for inner in _inner_lists(child):
                    yield from _items(inner, depth + 1, level + 1)


def _inner_lists(element: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost lists in an item."""
    walk = iterwalk(element, events=("start",))
    for _, node in walk:
        if node is not element and node.tag in LIST_TAGS:
            yield node
        if node is not element and node.tag in CLOSED_TAGS | set(LIST_TAGS):
            walk.skip_subtree()


def _paragraphs(parent: HtmlElement, run: list[HtmlElement | str]) -> Iterator[Found]:
    """Loose text and inline elements as paragraphs; an empty line parts them."""
    part: list[HtmlElement | str] = []
    breaks = 0
    for piece in run:
        if not isinstance(piece, str) and piece.tag == "br":
            breaks += 1
        elif isinstance(piece, str) and not piece.strip():
            part.append(piece)
            continue
        else:
            breaks = 0
        part.append(piece)
        if breaks == LINES_TO_PART:
            yield from _paragraph(parent, part)
            part = []
    yield from _paragraph(parent, part)


def _paragraph(parent: HtmlElement, run: list[HtmlElement | str]) -> Iterator[Found]:
    words = [place for place, piece in enumerate(run) if not _is_blank(piece)]
    if not words:
        return
    paragraph = Element("p")
    paragraph.text = ""
    # lxml counts all children to tell how many they are
    last: HtmlElement | None = None
    for piece in run[words[0] : words[-1] + 1]:
        if not isinstance(piece, str):
            last = deepcopy(piece)
            last.tail = ""
            paragraph.append(last)
        elif last is None:
            paragraph.text += printable(piece)
        else:
            last.tail += printable(piece)
    paragraph.text = paragraph.text.lstrip()
    if last is None:
        paragraph.text = paragraph.text.rstrip()
    else:
        last.tail = last.tail.rstrip()
    for found in _block(paragraph, BlockKind.PARAGRAPH):
        yield Found(parent, found.block)


def _block(
    element: HtmlElement, kind: BlockKind, *, level: int | None = None
) -> Iterator[Found]:
    """The element as one block; none where it has neither words nor a picture."""
    if kind is BlockKind.CODE:
        text = printable("".join(element.itertext())).strip("\n")
    else:
        text = words_of(element)
    images = list(element.iter("img"))
    if not text and not images:
        return
    if not text and kind is not BlockKind.LIST_ITEM:
        kind, level = BlockKind.IMAGE, None
    if not text:
        text = " ".join(
            alt for image in images if (alt := _folded(_spaced(image.get("alt"))))
        )
    yield Found(
        element, Block(kind=kind, text=text, html=write_html(element), level=level)
    )


def _holds_blocks(element: HtmlElement) -> bool:
    # most elements hold nothing, and to walk them costs ten times as much
    return len(element) > 0 and any(
        node is not element for node in element.iter(*BLOCK_TAGS)
    )


def _is_layout(table: HtmlElement) -> bool:
    """Whether the table places text on a page and has no data."""
    if table.find(".//table") is not None:
        return True
    rows = table.iter("tr")
    return all(len(row) == 1 and row[0].tag == "td" for row in rows)


def _is_blank(piece: HtmlElement | str) -> bool:
    return not piece.strip() if isinstance(piece, str) else piece.tag == "br"


def _leads_back(element: HtmlElement) -> bool:
    """Whether this is the arrow from a footnote to its mark in the text."""
    return element.tag == "a" and str(element.get("href", "")).startswith("#fnref")


def _spaced(text: str | None) -> str:
    """The text without line ends of its own: only elements part lines."""
    return printable(text or "").translate(_SPACES)


def _folded(line: str | None) -> str:
    """The line with single spaces; the cells of a table are parted by a bar."""
    cells = (" ".join(cell.split()) for cell in (line or "").split(CELL))
    return " | ".join(cell for cell in cells if cell)
