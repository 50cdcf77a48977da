"""HTML -> blocks: walks the elements of Markdown and of web pages in reading order.

What a reader sees of a block goes through sanitise here; which blocks are the article
is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import dropwhile

from lxml.etree import ElementDefaultClassLookup, ParserError, SubElement, iterwalk
from lxml.html import Element, HtmlElement, HTMLParser, document_fromstring, tostring

from digest.html_tags import BLOCK_TAGS, CAPTION_TAGS, HEADING_TAGS, LIST_TAGS, ROW_TAGS
from digest.load.blocks import TooLongError
from digest.load.sanitise import UNREAD_TAGS, printable, sanitise
from digest.load.words import folded_line, words_of
from digest.model import Block, BlockKind

HEAD_TAGS = frozenset(
    {"base", "link", "meta", "noscript", "script", "style", "template", "title"}
)
KIND_OF_TAG = {
    "p": BlockKind.PARAGRAPH,
    "dl": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "table": BlockKind.TABLE,
    "figure": BlockKind.IMAGE,
}
#: XHTML may give all of its names a prefix; it is declared in so many characters
_PREFIX = re.compile(r"<(\w{1,20}):html\b")
LONGEST_PROLOGUE = 4000
#: how sanitise writes attributes, and those that hold a URL
_ATTRIBUTES = r'(?: [^\s=<>"]+="[^"]*")*?'
_SHOWN = re.compile(rf'<img{_ATTRIBUTES} src="([^"]*)"')
_LED_TO_OR_SHOWN = re.compile(
    rf'<(?:a{_ATTRIBUTES} href|img{_ATTRIBUTES} src)="([^"]*)"'
)
#: one class for all elements: to look for one by each tag takes a fifth of the time
_CLASSES = ElementDefaultClassLookup(element=HtmlElement)
#: lists in these belong to them
CLOSED_TAGS = frozenset({"table", "blockquote", "pre", *LIST_TAGS, *UNREAD_TAGS})
#: what is nested further is one paragraph: nobody wrote it by hand
DEEPEST = 100
LINES_TO_PART = 2
#: elements inside of one another; the parser reads 2047 and stops
MOST_NESTED = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A block with the element it was made of, for readers that look at both."""

    element: HtmlElement
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What will be a block: its HTML, which costs most, is written when asked for."""

    #: where it stands in the tree, and what is written of it
    element: HtmlElement
    written: HtmlElement
    kind: BlockKind
    text: str
    level: int | None = None
    is_ordered: bool = False
    #: whether the text stands for pictures, and nowhere in the page
    is_alt: bool = False

    def block(self) -> Block:
        """The block, with its HTML."""
        return self._block(write_html(self.written))

    def words(self) -> Block:
        """The block without its HTML, for readers who need its words alone."""
        return self._block("")

    def _block(self, html: str) -> Block:
        return Block(
            kind=self.kind,
            text=self.text,
            html=html,
            level=self.level,
            is_ordered=self.is_ordered,
        )


def parse_html(html: str) -> HtmlElement:
    """The tree of a page or a fragment, from <html> on, without comments.

    Raises TooLongError where elements are nested too deep for the parser.
    """
    if prefix := _PREFIX.search(html, 0, LONGEST_PROLOGUE):
        html = re.sub(rf"(</?){prefix[1]}:(?=\w)", r"\1", html)
    # as bytes: lxml refuses a str that declares an encoding, as every XHTML page does
    parser = _parser()
    try:
        root = document_fromstring(html.encode(), parser=parser)
    except ParserError:  # there is nothing in it
        return document_fromstring(b"<p></p>", parser=parser)
    _check_depth(root)
    _end_head(root)
    return root


@cache
def _parser() -> HTMLParser:
    """Made once; lxml lets one thread after the other use it."""
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True
    )
    parser.set_element_class_lookup(_CLASSES)
    return parser


def find_blocks(root: HtmlElement) -> Iterator[Found]:
    """The blocks under the element in the order of reading; containers are opened."""
    return (Found(piece.element, piece.block()) for piece in find_pieces(root))


def find_pieces(root: HtmlElement, depth: int = 0) -> Iterator[Piece]:
    """The same, for readers that throw most of them away."""
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


def _check_depth(root: HtmlElement) -> None:
    """Raise TooLongError where the parser has given up, and lost the rest."""
    depth, last = 0, root
    while len(last):
        depth, last = depth + 1, last[-1]
    if depth > MOST_NESTED:
        fact = f"has elements that are nested more than {MOST_NESTED} deep"
        raise TooLongError(fact)


def _end_head(root: HtmlElement) -> None:
    """Put into the body what libxml2 left in the head: it knows no <nav> to end one."""
    head, body = root.find("head"), root.find("body")
    if head is None:
        return
    strays = list(dropwhile(lambda each: each.tag in HEAD_TAGS, head))
    if not strays:
        return
    if body is None:
        body = SubElement(root, "body")
    last = strays[-1]
    last.tail, body.text = (last.tail or "") + (body.text or ""), None
    for place, stray in enumerate(strays):
        body.insert(place, stray)


def write_html(element: HtmlElement) -> str:
    """The element as sanitised HTML, without the text that follows it."""
    return sanitise(tostring(element, encoding="unicode", with_tail=False)).strip()


def find_links(html: str) -> Iterator[str]:
    """The URLs of all links and pictures in sanitised HTML, in their order."""
    # it is written in one form only, and to parse it takes ten times as long
    for url in _LED_TO_OR_SHOWN.findall(html):
        if url:
            yield unescape(url)


def find_pictures(html: str) -> Iterator[str]:
    """The URLs of all pictures in sanitised HTML, in their order."""
    for url in _SHOWN.findall(html):
        if url:
            yield unescape(url)


def _open(element: HtmlElement, depth: int) -> Iterator[Piece]:
    """The blocks of an element that is one block or holds several."""
    tag = str(element.tag)
    if depth > DEEPEST:
        yield from _piece(element, BlockKind.PARAGRAPH)
    elif tag in HEADING_TAGS:
        yield from _piece(element, BlockKind.HEADING, level=int(tag[1]))
    elif tag in LIST_TAGS:
        yield from _items(element, depth, 1)
    elif tag == "table" and _is_layout(element):
        yield from _cells(element, depth)
    elif tag in CAPTION_TAGS and not _holds_blocks(element):
        paragraph = deepcopy(element)
        paragraph.tag = "p"
        yield from _piece(paragraph, BlockKind.PARAGRAPH, place=element)
    elif tag in KIND_OF_TAG and not _is_container(element):
        yield from _piece(element, KIND_OF_TAG[tag])
    else:
        yield from find_pieces(element, depth + 1)


def _cells(element: HtmlElement, depth: int) -> Iterator[Piece]:
    """The blocks of a table that places text, and what lies beside its cells."""
    yield from _paragraphs(element, [element.text or ""])
    for child in element:
        if child.tag in ROW_TAGS and depth < DEEPEST:
            yield from _cells(child, depth + 1)
        elif child.tag in BLOCK_TAGS:
            yield from _open(child, depth + 1)
        elif child.tag not in UNREAD_TAGS:
            yield from find_pieces(child, depth + 1)
        yield from _paragraphs(element, [child.tail or ""])


def _is_container(element: HtmlElement) -> bool:
    """Whether an element of a block's name only wraps other blocks."""
    if element.tag == "figure":
        return element.find(".//img") is None
    return element.tag == "p" and _holds_blocks(element)


def _items(element: HtmlElement, depth: int, level: int) -> Iterator[Piece]:
    """The items of a list, those of the lists in it, and what stands between them."""
    yield from _paragraphs(element, [element.text or ""])
    start = str(element.get("start", ""))
    number = start if start.isascii() and start.isdecimal() else ""
    for child in element:
        if child.tag in LIST_TAGS and depth < DEEPEST:
            yield from _items(child, depth + 1, level + 1)
        elif child.tag not in UNREAD_TAGS:
            item = _item(child, number, is_opened=depth < DEEPEST)
            number = ""
            is_ordered = element.tag == "ol"
            for piece in _piece(item, BlockKind.LIST_ITEM, place=child, level=level):
                yield replace(piece, is_ordered=True) if is_ordered else piece
            if depth < DEEPEST:
                for inner in _inner_lists(child):
                    yield from _items(inner, depth + 1, level + 1)
        yield from _paragraphs(element, [child.tail or ""])


def _item(child: HtmlElement, number: str, *, is_opened: bool) -> HtmlElement:
    """The item as it is written: with its number, and without the lists in it."""
    has_lists = is_opened and next(child.iter(*LIST_TAGS), None) is not None
    if child.tag == "li" and not (number or has_lists):
        return child
    item = deepcopy(child)
    item.tag = "li"
    if number:
        item.set("value", number)
    for inner in list(_inner_lists(item)) if has_lists else ():
        inner.tail = f" {inner.tail.strip()}" if inner.tail else None
        inner.drop_tree()
    return item


def _inner_lists(element: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost lists in an item."""
    walk = iterwalk(element, events=("start",))
    for _, node in walk:
        if node is not element and node.tag in LIST_TAGS:
            yield node
        if node is not element and node.tag in CLOSED_TAGS:
            walk.skip_subtree()


def _paragraphs(parent: HtmlElement, run: list[HtmlElement | str]) -> Iterator[Piece]:
    """Loose text and inline elements as paragraphs; an empty line parts them."""
    if len(run) == 1 and _is_blank(run[0]):
        return
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


def _paragraph(parent: HtmlElement, run: list[HtmlElement | str]) -> Iterator[Piece]:
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
    yield from _piece(paragraph, BlockKind.PARAGRAPH, place=parent)


def _piece(
    element: HtmlElement,
    kind: BlockKind,
    *,
    place: HtmlElement | None = None,
    level: int | None = None,
) -> Iterator[Piece]:
    """The element as one piece; none where it has neither words nor a picture.

    The place is where it stands in the tree, if that is another element.
    """
    if kind is BlockKind.CODE:
        text = printable("".join(element.itertext())).strip("\n")
    else:
        text = words_of(element)
    is_alt = not text
    if is_alt:
        images = list(element.iter("img"))
        if not images:
            return
        if kind is not BlockKind.LIST_ITEM:
            kind, level = BlockKind.IMAGE, None
        alts = (folded_line(image.get("alt") or "") for image in images)
        text = " ".join(filter(None, alts))
    at = element if place is None else place
    yield Piece(
        element=at, written=element, kind=kind, text=text, level=level, is_alt=is_alt
    )


def _holds_blocks(element: HtmlElement) -> bool:
    if not len(element):
        return False
    return any(node.tag in BLOCK_TAGS for node in element.iterdescendants())


def _is_layout(table: HtmlElement) -> bool:
    """Whether the table places text on a page and has no data."""
    if table.find(".//table") is not None:
        return True
    rows = table.iter("tr")
    return all(len(row) == 1 and row[0].tag == "td" for row in rows)


def _is_blank(piece: HtmlElement | str) -> bool:
    return not piece.strip() if isinstance(piece, str) else piece.tag == "br"
