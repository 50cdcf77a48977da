"""The words of an element of HTML as people read them."""

from __future__ import annotations

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from digest.html_tags import CELL_TAGS, LINE_TAGS
from digest.load.sanitise import UNREAD_TAGS

#: in these, the text of an element is more than its letters in a row
PARTING_TAGS = frozenset({*LINE_TAGS, *CELL_TAGS, *UNREAD_TAGS})
#: how arrows from a footnote to its mark begin: of Markdown, of Word, of Wikipedia
BACK_LINKS = ("#fnref", "#_ftnref", "#_ednref", "#cite_ref", "#footnote-ref")
#: marks that no text of a tree can hold
LINE = "\0"
CELL = "\ud800"
#: only elements part lines; what XML forbids is a space, too
_SPACES = str.maketrans(
    dict.fromkeys([*map(chr, range(1, 32)), *"\x85\u2028\u2029\ufffe\uffff"], " ")
)


def words_of(element: HtmlElement) -> str:
    """The text of an element as people read it: folded, a line for each line break."""
    # most elements have one line, and to walk them costs ten times as much
    if not (len(element) and any(map(_is_parting, element.iterdescendants()))):
        return "" if _is_unread(element) else folded_line(_all_text(element))
    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_line = node.tag in LINE_TAGS
        if event == "end":
            pieces.append(LINE if is_line else CELL if node.tag in CELL_TAGS else "")
            pieces.append("" if node is element else node.tail or "")
        elif _is_unread(node):
            walk.skip_subtree()
        else:
            pieces.append(LINE if is_line else "")
            pieces.append(node.text or "")
    lines = map(folded_line, "".join(pieces).split(LINE))
    return "\n".join(line for line in lines if line)


def _all_text(element: HtmlElement) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


def _is_unread(element: HtmlElement) -> bool:
    return element.tag in UNREAD_TAGS or _leads_back(element)


def _is_parting(element: HtmlElement) -> bool:
    return element.tag in PARTING_TAGS or _leads_back(element)


def _leads_back(element: HtmlElement) -> bool:
    """Whether this is the arrow from a footnote to its mark in the text."""
    return element.tag == "a" and (element.get("href") or "").startswith(BACK_LINKS)


def folded_line(line: str) -> str:
    """The line with single spaces; the cells of a table are parted by a bar."""
    folded = " ".join(line.split())
    # most are, and to look at each of their letters takes ten times as long
    if folded.isprintable():
        return folded
    line = line.translate(_SPACES)
    if CELL not in line:
        return " ".join(line.split())
    cells = (" ".join(cell.split()) for cell in line.split(CELL))
    return " | ".join(cell for cell in cells if cell)
