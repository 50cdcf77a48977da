"""Where the words of a page stand in its source, behind tags and entities."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from digest.load.sanitise import UNREAD_TAGS

_TOKEN = re.compile(
    rf"<!--.*?-->|<({'|'.join(sorted(UNREAD_TAGS - {'head'}))})\b[^>]*>.*?</\1\s*>"
    r"|<[^>]*>|(?P<entity>&#?\w+;)|(?P<word>\w+)",
    re.DOTALL | re.IGNORECASE,
)
#: letters under which a text is looked for nearby only: it may stand anywhere else too
SHORT = 25
NEARBY = 2000


def squeezed(text: str) -> str:
    """Letters and digits alone: equal for two texts that people see as one."""
    return "".join(re.findall(r"\w", text.casefold()))


class PagePlaces:
    """The letters of a page in a row, and the offset of each word in the source."""

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        length = 0
        for token in _TOKEN.finditer(source):
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
