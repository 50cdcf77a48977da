"""Where the words of a page stand in its source, behind tags and entities."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from digest.load.sanitise import UNREAD_TAGS
from digest.load.sights import squeezed

_TOKEN = re.compile(r"(?P<entity>&#?\w+;)|(?P<word>\w+)|<")
_UNREAD = re.compile(
    rf"<(!--|(?:{'|'.join(sorted(UNREAD_TAGS - {'head'}))})\b)", re.IGNORECASE
)
#: letters under which a text is looked for nearby only: it may stand anywhere else too
SHORT = 25
NEARBY = 2000


class PagePlaces:
    """The letters of a page in a row, and the offset of each word in the source."""

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        length = 0
        for token in _tokens(source):
            word = token["word"] or ""
            # most words need no more than this, and a page has thousands
            letters = (
                word.casefold() if word.isascii() else squeezed(word)
            ) or squeezed(html.unescape(token["entity"] or ""))
            if letters:
                pieces.append(letters)
                self._starts.append(length)
                self._spans.append(token.span())
                length += len(letters)
        self._letters = "".join(pieces)
        self._cursor = 0

    def find(self, text: str) -> tuple[int, int]:
        """The offsets of the next text like this behind the last one; -1, -1 for none.

        To be asked in the order of the page.
        """
        key = squeezed(text)
        if not key:
            return -1, -1
        limit = self._cursor + NEARBY if len(key) < SHORT else len(self._letters)
        start = self._letters.find(key, self._cursor, limit)
        if start < 0:
            return -1, -1
        self._cursor = start + len(key)
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, self._cursor - 1) - 1
        return self._spans[first][0], self._spans[last][1]


def _tokens(source: str) -> Iterator[re.Match[str]]:
    """The words and entities of the source that stand outside of its tags."""
    place = 0
    #: ends that are looked for no more: none is left
    missing: set[str] = set()
    while token := _TOKEN.search(source, place):
        if token[0] == "<":
            place = _end_of_tag(source, token.start(), missing)
        else:
            place = token.end()
            yield token


def _end_of_tag(source: str, start: int, missing: set[str]) -> int:
    """Where the comment, the unread element or the tag that starts here has ended."""
    opening = _UNREAD.match(source, start)
    name = opening[1].lower() if opening else ">"
    if opening and name not in missing:
        end = "-->" if name == "!--" else rf"</{name}\s*>"
        closing = re.compile(end, re.IGNORECASE).search(source, opening.end())
        if closing:
            return closing.end()
        missing.add(name)
    last = -1 if ">" in missing else source.find(">", start)
    if last < 0:
        missing.add(">")
    return max(start, last) + 1
