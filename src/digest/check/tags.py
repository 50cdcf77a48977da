"""HTML -> its tags, texts and comments in their order, in a time that is linear.

A browser's tokenizer (HTML 13.2.5) as far as letters need it: the standard library's
takes minutes for some hostile texts, and lxml mends what the rules have to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape

#: what stands in them is no HTML
RAW_TAGS = frozenset({"script", "style", "textarea", "title", "xmp", "noembed"})
#: they hold nothing, and have no end tag
VOID_TAGS = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr"),
    }
)
#: what may be a tag or a comment; any other < is one of the text
_MARKUP = re.compile("<[A-Za-z/!?]")
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
#: name, and the value in one of three forms; the fifth group is a quote without an end
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>][^\s/>=]*)"
    r"(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)|([\"'])|))?"
)
_TAG_END = re.compile(r"[\s/]*>")


class Kind(StrEnum):
    """What a token is."""

    OPENS = "opens"
    CLOSES = "closes"
    TEXT = "text"
    COMMENT = "comment"
    DOCTYPE = "doctype"
    #: a tag or a comment that does not end
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One tag, text or comment."""

    kind: Kind
    #: from 1
    line: int
    #: name of a tag in lower case; else the text, with its entities read
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    #: names of attributes that stand in the tag a second time
    doubled: tuple[str, ...] = ()


def read_tokens(html: str) -> Iterator[Token]:
    """The tokens of the document, to its end."""
    place, line, raw_tag = 0, 1, ""
    while place < len(html):
        token, end = _next(html, place, line, raw_tag)
        yield token
        raw_tag = token.text if _opens_raw(token) else ""
        line += html.count("\n", place, end)
        place = end


def _opens_raw(token: Token) -> bool:
    return token.kind is Kind.OPENS and token.text in RAW_TAGS


def _next(html: str, place: int, line: int, raw_tag: str) -> tuple[Token, int]:
    """The token that begins here, and where it ends."""
    if raw_tag:
        return _raw(html, place, line, raw_tag)
    if html.startswith("<!--", place):
        return _comment(html, place, line)
    if html.startswith(("<!", "<?"), place):
        end = html.find(">", place)
        end = len(html) if end < 0 else end + 1
        return _token(Kind.DOCTYPE, line, html[place:end]), end
    if html.startswith("<", place):
        found = _tag(html, place, line)
        if found:
            return found
    found_next = _MARKUP.search(html, place + 1)
    end = found_next.start() if found_next else len(html)
    return _token(Kind.TEXT, line, unescape(html[place:end])), end


def _raw(html: str, place: int, line: int, tag: str) -> tuple[Token, int]:
    """What stands in an element whose content is no HTML, or the tag that ends it."""
    found = re.compile(rf"</{re.escape(tag)}(?=[\s/>])", re.IGNORECASE).search(
        html, place
    )
    end = found.start() if found else len(html)
    text = html[place:end]
    told = unescape(text) if tag in {"title", "textarea"} else text
    return _token(Kind.TEXT, line, told), end


def _comment(html: str, place: int, line: int) -> tuple[Token, int]:
    end = html.find("-->", place + 2)
    if end < 0:
        return _token(Kind.BROKEN, line, html[place : place + 40]), len(html)
    return _token(Kind.COMMENT, line, html[place + 4 : end]), end + 3


def _tag(html: str, place: int, line: int) -> tuple[Token, int] | None:
    """The tag that begins here; None where the < is one of the text."""
    is_end = html.startswith("</", place)
    name = _NAME.match(html, place + (2 if is_end else 1))
    if name is None:
        return None
    attributes: dict[str, str] = {}
    doubled: list[str] = []
    end = name.end()
    while not (closing := _TAG_END.match(html, end)):
        found = _ATTRIBUTE.match(html, end)
        if found is None or found[5]:
            return _token(Kind.BROKEN, line, html[place : place + 40]), len(html)
        key = found[1].lower()
        if key in attributes:
            doubled.append(key)
        value = found[2] or found[3] or found[4] or ""
        attributes.setdefault(key, unescape(value) if "&" in value else value)
        end = found.end()
    token = Token(
        kind=Kind.CLOSES if is_end else Kind.OPENS,
        line=line,
        text=name[0].lower(),
        attributes=attributes,
        doubled=tuple(doubled),
    )
    return token, closing.end()


def _token(kind: Kind, line: int, text: str) -> Token:
    return Token(kind=kind, line=line, text=text)
