"""Who wrote the article of a web page: by JSON-LD, by <meta>, or by a line."""

from __future__ import annotations

import re
from collections import deque
from itertools import zip_longest
from typing import Any

from lxml.html import HtmlElement

from digest.load.cruft.bylines import BYLINE_CUT, NAME_LINE, byline_authors
from digest.load.webpage.head import LONGEST_NAME, Head, folded, is_text
from digest.load.webpage.surroundings import is_foreign, lines_near_title
from digest.load.words import words_of

AUTHOR_NAMES = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"),
    *("parsely-author", "sailthru.author", "byl"),
)
MOST_WORDS = 8
#: values in a JSON-LD author that are looked at
MOST_VALUES = 1000
#: attributes that say what an element is
MARKING = frozenset({"rel", "itemprop", "class"})
#: classes of elements with a name and nothing else, and of those with a whole byline
_NAME_CLASS = re.compile(
    r"(?<![\w-])(fn|author-?name|username)(?![\w-])", re.IGNORECASE
)
_BYLINE_CLASS = re.compile(
    r"(?<![\w-])(byline|author|writer|entry-author|post-author|submitted)"
    r"(?![\w-]*(?:bio|box|image|desc))",
    re.IGNORECASE,
)
#: what stands before a name; words that begin names, too, only in small letters
_BY = re.compile(
    r"^\W*(?:(?i:(?:posted |written |published )?by|authors?|autor(?:in)?|text"
    r"|(?:\w+ )?(?:all|alle) (?:posts|articles|beiträge|artikel) (?:by|von)"
    r"|(?:gespeichert|verfasst|geschrieben|eingestellt) von)"
    r"|von|par|por|di|af|av|door)\b[\s:]*|^[\W_]+"
)
#: a line that says what stands on the next one
_LABEL = re.compile(
    r"^(?:authors?|autor(?:in|en)?|auteur|written by|by|von|text)\s?:?$", re.IGNORECASE
)


def find_authors(head: Head, title: str) -> tuple[str, ...]:
    """The names of the authors in their order; none where the page is silent.

    A site that names itself as author is believed only where no byline knows better.
    """
    declared = tuple(filter(is_name, map(_bare, _declared(head))))
    if declared and not all(map(head.is_site, declared)):
        return tuple(dict.fromkeys(declared))
    shown = _marked(head.root) or _near(head, title)
    if shown:
        return tuple(dict.fromkeys(shown))
    return tuple(dict.fromkeys(name for name in declared if NAME_LINE.match(name)))


def is_name(text: str) -> bool:
    """Whether the text can be the name of an author: no address, date or sentence."""
    return (
        1 < len(text) <= LONGEST_NAME
        and not re.search(r"[:@\n]|\b\d+\b", text)
        and len(text.split()) <= MOST_WORDS
    )


def _declared(head: Head) -> list[str]:
    """The names in JSON-LD, else the first in a meta element."""
    for value in head.linked("author"):
        if names := [name for name in _names_in(head, value) if is_name(_bare(name))]:
            return names
    return [name for key in AUTHOR_NAMES if (name := head.first(key))][:1]


def _names_in(head: Head, value: Any) -> list[str]:
    """The names in JSON-LD's `author`: a text, a person, or a list of them."""
    names: list[str] = []
    waiting = deque([value])
    for _ in range(MOST_VALUES):
        if not waiting:
            break
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extendleft(reversed(node))
        elif isinstance(node, dict):
            waiting.appendleft(head.node(node).get("name"))
        elif is_text(node):
            names.append(node)
    return names


def _marked(root: HtmlElement) -> tuple[str, ...]:
    """The names in the first element that is marked as a name, or as a byline."""
    elements = [
        element
        for element in root.iter("a", "span", "p", "div", "address", "cite", "li")
        if not MARKING.isdisjoint(element.keys())
    ]
    for names in (_link_names, _class_names, _byline_names):
        for element in elements:
            if (found := names(element)) and not is_foreign(element):
                return found
    return ()


def _link_names(element: HtmlElement) -> tuple[str, ...]:
    is_author = "author" in str(element.get("rel", "")).lower().split()
    return _whole(element) if is_author else ()


def _class_names(element: HtmlElement) -> tuple[str, ...]:
    is_person = "author" in str(element.get("itemprop", "")).split()
    is_called = _NAME_CLASS.search(str(element.get("class", "")))
    return _whole(element) if is_person or is_called else ()


def _byline_names(element: HtmlElement) -> tuple[str, ...]:
    if not _BYLINE_CLASS.search(str(element.get("class", ""))):
        return ()
    lines = words_of(element).split("\n")
    told = next(filter(None, map(byline_authors, lines)), ())
    return told or _whole(element) or _cut(lines[0])


def _whole(element: HtmlElement) -> tuple[str, ...]:
    name = _bare(words_of(element))
    return (name,) if is_name(name) else ()


def _cut(line: str) -> tuple[str, ...]:
    """The name at the start of a line that goes on with a date or another field."""
    opened = _BY.sub("", line)
    name = BYLINE_CUT.split(opened, maxsplit=1)[0]
    return (name,) if opened != line and NAME_LINE.match(name) else ()


def _near(head: Head, title: str) -> tuple[str, ...]:
    """The names in a byline beside the title, or behind a label."""
    lines = list(lines_near_title(head.lines, title))
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if names := byline_authors(line):
            return names
        if _LABEL.match(line) and (names := _labelled(following)):
            return names
    return ()


def _labelled(line: str) -> tuple[str, ...]:
    name = BYLINE_CUT.split(line, maxsplit=1)[0]
    return (name,) if NAME_LINE.match(name) else ()


def _bare(text: str) -> str:
    return _BY.sub("", folded(text))
