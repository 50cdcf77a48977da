"""Raw text -> pieces: what the writer meant as one line, with its place in the text.

Knows line ends, wrapped lines, entities and left-over tags, and nothing of articles.
Every character that is not blank lies in exactly one piece.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.load.blocks import take_all

#: every character that ends a line somewhere (Unicode Standard, section 5.8)
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
#: inline tags hold a word together; the others part two words
INLINE = r"a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u"
APART = (
    r"article|aside|blockquote|br|center|div|figcaption|figure|footer|h[1-6]|header|hr"
    r"|iframe|img|li|main|nav|ol|p|picture|section|source|table|tbody|td|th|thead|tr|ul"
)
#: a tag's attributes have a "=", so that `a <b and c> d` stays as it is; `<Jang Noksu>`
#: is no tag at all
ATTRIBUTES = r"(?:\s[^<>=]{0,60}=[^<>]{0,600})?\s?/?>"
INLINE_TAG = re.compile(rf"</?(?:{INLINE}){ATTRIBUTES}", re.IGNORECASE)
APART_TAG = re.compile(rf"</?(?:{APART}){ATTRIBUTES}", re.IGNORECASE)
#: marks that show nothing: byte order mark, zero width spaces, soft hyphen
INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad\0]")
LIST_MARK = re.compile(r"(?:[-–*•‣◦▪●·▸►▶➤○◆■□✓✔・]|\d{1,3}[.)])(?=\s+\S)")
QUOTE_MARK = re.compile(r">(?=\s*\S)")
#: a wrapped text has no line beyond this, and breaks most of them only where it must
WIDEST_WRAP = 100
NARROWEST_WRAP = 40
LEAST_WRAPPED = 3
WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line, or wrapped lines joined."""

    #: plain words, white space folded
    text: str
    start: int
    end: int
    #: what it begins with to be an item (`*`, `12.`) or a quote (`>`), or nothing
    mark: str = ""
    #: True after a blank line and at the start
    is_apart: bool = False
    #: the spaces before it
    indent: int = 0

    @property
    def unmarked(self) -> str:
        """The words after the mark."""
        return self.text[len(self.mark) :].lstrip()


def split_pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of the text in its order; one without words has an empty text."""
    lines = take_all(_lines(text))
    width = _wrap_width(text, lines)
    return tuple(_joined(text, group) for group in _groups(text, lines, width))


def plain_words(raw: str) -> str:
    """The text without known tags, entities, invisible marks and double spaces."""
    if "<" in raw:
        raw = APART_TAG.sub(" ", INLINE_TAG.sub("", raw))
    if "&" in raw:
        raw = html.unescape(raw)
    return " ".join(INVISIBLE.sub("", raw).split())


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    is_apart: bool
    indent: int


def _lines(text: str) -> Iterator[_Line]:
    """Each line that is not blank, without the blanks around it."""
    is_apart, after = True, 0
    for match in LINE.finditer(text):
        raw = match[0]
        gap = text[after : match.start()]
        after = match.end()
        is_apart = is_apart or len(gap.replace("\r\n", "\n")) > 1
        words = raw.strip()
        if not words:
            is_apart = True
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        yield _Line(start, start + len(words), is_apart, indent)
        is_apart = False


def _wrap_width(text: str, lines: Sequence[_Line]) -> int:
    """The column at which the text is wrapped, or 0 if its lines are whole."""
    width = max((line.end - line.start for line in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    inner = [pair for pair in pairwise(lines) if not pair[1].is_apart]
    full = sum(_is_full(text, upper, lower, width) for upper, lower in inner)
    is_wrapped = full >= LEAST_WRAPPED and full >= WRAPPED_SHARE * len(inner)
    return width if is_wrapped else 0


def _is_full(text: str, upper: _Line, lower: _Line, width: int) -> bool:
    """Whether the first word of the lower line had no room on the upper one."""
    word = text[lower.start : lower.end].split(maxsplit=1)[0]
    return upper.end - upper.start + 1 + len(word) > width


def _groups(
    text: str, lines: Sequence[_Line], width: int
) -> Iterator[tuple[_Line, _Line]]:
    """First and last line of each piece."""
    first = last = None
    for line in lines:
        if first is not None and last is not None:
            is_more = width and not line.is_apart and _is_full(text, last, line, width)
            if is_more and not LIST_MARK.match(text, line.start, line.end):
                last = line
                continue
            yield first, last
        first = last = line
    if first is not None and last is not None:
        yield first, last


def _joined(text: str, group: tuple[_Line, _Line]) -> Piece:
    first, last = group
    raw = text[first.start : last.end]
    match = LIST_MARK.match(raw) or QUOTE_MARK.match(raw)
    return Piece(
        text=plain_words(raw),
        start=first.start,
        end=last.end,
        mark=match[0] if match else "",
        is_apart=first.is_apart,
        indent=first.indent,
    )
