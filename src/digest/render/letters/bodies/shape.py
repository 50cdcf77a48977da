"""Which elements a body has in a letter: those that every mail program draws."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from digest.html_tags import HEADING_TAGS
from digest.render.letters.bodies.tree import (
    elements,
    gather_loose,
    holds_block,
    is_block,
    remove,
    unwrap,
    words_of,
)

#: not even their words are for readers
UNREAD = frozenset(
    {
        *("script", "style", "template", "noscript", "object", "svg", "math"),
        *("head", "title", "meta", "link", "base", "textarea", "select", "input"),
        *("canvas", "source", "track", "param", "col", "colgroup", "map", "area"),
        *("rp", "datalist", "frame", "frameset", "applet"),
    }
)
#: what a browser would play or show from elsewhere, and a letter links to
EMBEDDED = frozenset({"audio", "video", "iframe", "embed"})
#: what means nearly the same, and is drawn everywhere; the colours of mark would be
#: those of neither scheme
RENAMED = {
    "mark": "strong",
    "dfn": "em",
    "kbd": "code",
    "samp": "code",
    "var": "em",
    "del": "s",
    "strike": "s",
    "ins": "u",
    "cite": "em",
    "menu": "ul",
}
#: blocks that stay; any other one gives way to what stands in it
BLOCKS = frozenset(
    {
        *HEADING_TAGS,
        *("p", "ul", "ol", "li", "blockquote", "pre", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "s", "code", "sub", "sup"})
VOID = frozenset({"br", "hr", "img"})
#: blocks that are no more what they were when they stand in a line
STRUCTURED = ("ul", "ol", "table", "blockquote", "pre")
#: needs no paragraph around all that is in it
TIGHT = frozenset({"li", "td", "th"})
#: of words of their own, but no elements that mail programs know
PARAGRAPHS = frozenset({"figcaption", "dt", "summary", "legend"})
#: stay where they say something of language or direction
SPANS = frozenset({"span", "bdi", "bdo"})
CLASSES = {
    **dict.fromkeys(HEADING_TAGS, "b-h"),
    "p": "b-p",
    "ul": "b-list",
    "ol": "b-list",
    "li": "b-item",
    "a": "b-link",
    "blockquote": "b-quote",
    "pre": "b-pre",
    "code": "b-code",
    "hr": "b-rule",
    "table": "b-table",
    "td": "b-cell",
    "th": "b-th",
    "img": "b-image",
    "caption": "b-caption",
}
ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt", "width", "height", "style"),
    "li": ("value",),
    "ol": ("start",),
    "table": ("role",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
#: what CSS would do where mail programs knew it: long lines of code break, and a raised
#: letter does not move its line
ADDED = {
    "pre": {"wrap": ""},
    "sub": {"style": "line-height:0"},
    "sup": {"style": "line-height:0"},
}
#: characters of a cell, mostly a number, that is not broken in the middle
SHORT_CELL = 7
NUMBERS = frozenset({"value", "start", "colspan", "rowspan", "width", "height"})
NUMBER = re.compile(r"[0-9]{1,5}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def reshape(root: HtmlElement) -> None:
    """Leave only elements that every mail program draws; no words get lost."""
    for element in elements(root):
        if element.getparent() is None:
            continue  # it went with what it stood in
        if element.tag in UNREAD:
            remove(element)
        elif element.tag in EMBEDDED:
            _link_to(element)
    # the innermost first, so that what stands in a block is in order already
    for element in reversed(elements(root)):
        element.attrib.pop("class", None)
        _STEPS.get(str(element.tag), _give_way)(element)
    gather_loose(root)
    for element in reversed(elements(root)):
        if element.tag not in VOID and _is_empty(element):
            remove(element)


def strip(root: HtmlElement) -> None:
    """Leave only attributes that a letter needs, and give each element its class."""
    for element in elements(root):
        tag = str(element.tag)
        if tag == "code" and _is_within(element, "pre"):
            unwrap(element)
            continue
        name = element.get("class", "") or CLASSES.get(tag, "")
        kept = {"class": name} if name else {}
        kept |= dict(_kept_attributes(element, tag)) | ADDED.get(tag, {})
        if tag in ("td", "th") and len(words_of(element)) <= SHORT_CELL:
            kept["nowrap"] = ""
        element.attrib.clear()
        for key, value in kept.items():
            element.set(key, value)


def _become_paragraph(element: HtmlElement) -> None:
    """Of a figure's caption, and of the terms and titles that open something."""
    is_caption = element.tag == "figcaption"
    if holds_block(element):
        _give_way(element)
        return
    element.tag = "p"
    if is_caption:
        element.set("class", "b-caption")


def _give_way(element: HtmlElement) -> None:
    """Leave what stands in it; of a block, loose words become paragraphs."""
    if is_block(element) or element.tag == "dd":
        gather_loose(element)
    unwrap(element)


def _flatten(element: HtmlElement) -> None:
    """Make one line of what stands in an element that is within a line."""
    if not holds_block(element):
        return
    if elements(element, *STRUCTURED):
        unwrap(element)
        return
    for block in [each for each in elements(element) if is_block(each)]:
        block.tail = f" {block.tail or ''}"
        unwrap(block)


def _loosen(element: HtmlElement) -> None:
    """Take a paragraph that is all that stands in the element out of it."""
    if len(element) == 1 and element[0].tag == "p" and not (element.text or "").strip():
        unwrap(element[0])


def _reshape_table(table: HtmlElement) -> None:
    """Keep rows and columns of data; what only stood in one column gives way."""
    rows = elements(table, "tr")
    if max((len(row) for row in rows), default=0) > 1:
        if not elements(table, "th", "caption"):
            # without a heading it is no table to those who hear it
            table.set("role", "presentation")
        return
    for element in reversed(elements(table, "thead", "tbody", "tfoot", "tr")):
        unwrap(element)
    for element in reversed(elements(table, "td", "th", "caption")):
        gather_loose(element)
        unwrap(element)
    gather_loose(table)
    unwrap(table)


def _link_to(element: HtmlElement) -> None:
    """In the place of what a browser would play: a link to it."""
    url = element.get("src") or next(
        (each.get("src", "") for each in elements(element, "source")), ""
    )
    host = _host(url)
    for child in list(element):
        remove(child)
    element.attrib.clear()
    element.tag = "p"
    element.text = ""
    if host:
        link = element.makeelement("a", {"href": url})
        link.text = host
        element.append(link)


def _host(url: str) -> str:
    """Where a player would be fetched from; "" where that is nowhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme == "https" else ""


def _surround(element: HtmlElement, before: str, after: str) -> None:
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after
    unwrap(element)


def _is_empty(element: HtmlElement) -> bool:
    """Whether nothing of it could be seen."""
    if element.tag in ("td", "th"):
        return False
    return not words_of(element) and not elements(element, "img", "hr")


def _is_within(element: HtmlElement, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _kept_attributes(element: HtmlElement, tag: str) -> Iterator[tuple[str, str]]:
    for key in ATTRIBUTES.get(tag, ()):
        value = element.get(key)
        if value is not None and (key not in NUMBERS or NUMBER.fullmatch(value)):
            yield key, value
    if LANGUAGE.fullmatch(element.get("lang", "")):
        yield "lang", element.get("lang", "")
    if element.get("dir") in ("ltr", "rtl"):
        yield "dir", element.get("dir", "")


def _keep(_element: HtmlElement) -> None:
    """It is as it should be."""


def _rename(element: HtmlElement) -> None:
    element.tag = RENAMED[str(element.tag)]


def _keep_if_it_says_something(span: HtmlElement) -> None:
    if not (span.get("lang") or span.get("dir")):
        unwrap(span)


def _quote(element: HtmlElement) -> None:
    _surround(element, "“", "”")


def _read(ruby: HtmlElement) -> None:
    """How the words before it are read, as it is set where there is no ruby."""
    _surround(ruby, "（", "）")


#: what is done with an element; any other gives way
_STEPS: Mapping[str, Callable[[HtmlElement], None]] = {
    **dict.fromkeys(BLOCKS | VOID, _keep),
    **dict.fromkeys(INLINE, _flatten),
    **dict.fromkeys(TIGHT, _loosen),
    **dict.fromkeys(PARAGRAPHS, _become_paragraph),
    **dict.fromkeys(RENAMED, _rename),
    **dict.fromkeys(SPANS, _keep_if_it_says_something),
    "blockquote": gather_loose,
    "table": _reshape_table,
    "q": _quote,
    "rt": _read,
}
