"""The tree of a body, and the steps by which it is changed in place."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from digest.html_tags import BLOCK_TAGS

#: what XML has no place for (XML 1.0, 2.2), and what turns the text around for ever
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
BLANK = " \t\n\r\f"


def parse(html: str) -> HtmlElement:
    """The HTML as the children of one element."""
    clean = UNREADABLE.sub(" ", html)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return fragment_fromstring(clean.encode(), create_parent="div", parser=parser)


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """The elements below the root, in order; all of them, or those with such tags."""
    found = root.iterdescendants(*tags)
    return [each for each in found if isinstance(each.tag, str)]


def words_of(element: HtmlElement) -> str:
    """The words in it, each run of white space as one blank."""
    return " ".join(str(element.text_content()).split())


def is_block(element: HtmlElement) -> bool:
    """Whether it stands on lines of its own."""
    return element.tag in BLOCK_TAGS


def holds_block(element: HtmlElement) -> bool:
    """Whether anything in it stands on lines of its own."""
    return any(is_block(each) for each in element.iterdescendants())


def remove(element: HtmlElement) -> None:
    """Take the element out with all that is in it; what follows it stays."""
    element.drop_tree()


def unwrap(element: HtmlElement) -> None:
    """Take out the element alone; what is in it stays."""
    element.drop_tag()


def gather_loose(element: HtmlElement) -> None:
    """Put each run of words between the blocks of the element in a paragraph."""
    text, children = element.text, list(element)
    element.text = None
    run = _paragraph(element, text)
    gathered = [run]
    for child in children:
        tail = child.tail
        element.remove(child)
        if is_block(child) or holds_block(child):
            child.tail = None
            run = _paragraph(element, tail)
            gathered += [child, run]
        else:
            child.tail = tail
            run.append(child)
    element.extend([each for each in gathered if not _is_blank(each)])


def _paragraph(beside: HtmlElement, text: str | None) -> HtmlElement:
    paragraph: HtmlElement = beside.makeelement("p", {})
    paragraph.text = text
    return paragraph


def _is_blank(element: HtmlElement) -> bool:
    """Whether it is a paragraph of nothing but white space."""
    has_text = bool((element.text or "").strip(BLANK))
    return element.tag == "p" and not len(element) and not has_text
