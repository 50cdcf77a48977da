"""Where the words of a page stand in its source, behind tags and entities."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from digest.load.sanitise import UNREAD_TAGS
from digest.load.sights import squeezed

#: ends a text: no source has it
END = "\0"
_NO_LETTERS = re.compile(rf"[^\w{END}]+")
_TOKEN = re.compile(r"&#?\w+;|\w+")
_UNREAD = re.compile(
    rf"<(!--|(?:{'|'.join(sorted(UNREAD_TAGS - {'head'}))})\b)", re.IGNORECASE
)
_OPENINGS = "|".join(sorted({"!-", *(tag[:2] for tag in UNREAD_TAGS)}))
#: tags that hide nothing, and blanks between them: to look closer at each costs more
#: than all the rest
_BARE = re.compile(rf"(?:<(?!{_OPENINGS})[^>]*+>\s*+)++", re.IGNORECASE)
#: letters under which a text is looked for nearby only: it may stand anywhere else too
SHORT = 25
NEARBY = 2000


class PagePlaces:
    """The letters of a page in a row, and where in the source its texts stand."""

    def __init__(self, source: str) -> None:
        self._source = source = source.replace(END, " ")
        #: of each text between two tags: its first letter in the row, and its place
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        length = 0
        spans = tuple(_texts(source))
        pieces = _squeezed_all(source[start:end] for start, end in spans)
        for span, letters in zip(spans, pieces, strict=True):
            if letters:
                self._starts.append(length)
                self._spans.append(span)
                length += len(letters)
        self._letters = "".join(pieces)

    def finder(self) -> Finder:
        """A reader that goes through the page once."""
        return Finder(self)

    def find(self, key: str, cursor: int) -> tuple[int, int]:
        """From which letter to which the key stands behind the cursor, -1 for none."""
        limit = cursor + NEARBY if len(key) < SHORT else len(self._letters)
        start = self._letters.find(key, cursor, limit)
        if start >= 0:
            return start, start + len(key)
        if len(key) < 2 * SHORT:
            return -1, -1
        # something that is not read stands inside of it
        start = self._letters.find(key[:SHORT], cursor, cursor + NEARBY)
        limit = start + len(key) + NEARBY
        end = self._letters.find(key[-SHORT:], start, limit) if start >= 0 else -1
        return (start, end + SHORT) if end >= 0 else (-1, -1)

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of the letters from start to before end."""
        return self._word(start).start(), self._word(end - 1).end()

    def _word(self, letter: int) -> re.Match[str]:
        """The word or entity in the source to which the letter belongs."""
        text = bisect_right(self._starts, letter) - 1
        left = letter - self._starts[text]
        word = None
        for word in _TOKEN.finditer(self._source, *self._spans[text]):
            left -= _letters_in(word[0])
            if left < 0:
                break
        assert word is not None
        return word


def _squeezed_all(texts: Iterable[str]) -> list[str]:
    """Each text as `squeezed` makes it; all at once, for a page has thousands."""
    row = html.unescape("".join(text + END for text in texts)).casefold()
    return _NO_LETTERS.sub("", row).split(END)[:-1]


def _letters_in(word: str) -> int:
    if word.isascii() and word[0] != "&":
        return len(word)
    return len(squeezed(html.unescape(word)))


class Finder:
    """One walk through a page, from text to text in their order."""

    def __init__(self, places: PagePlaces) -> None:
        self._places = places
        self._cursor = 0

    def find(self, key: str) -> tuple[int, int]:
        """The offsets of the next text with these letters; -1, -1 for none.

        To be asked in the order of the page, for squeezed texts.
        """
        start, end = self._places.find(key, self._cursor) if key else (-1, -1)
        if start < 0:
            return -1, -1
        self._cursor = end
        return self._places.offsets(start, end)


def _texts(source: str) -> Iterator[tuple[int, int]]:
    """Where in the source the texts between its tags stand."""
    place = 0
    #: ends that are looked for no more: none is left
    missing: set[str] = set()
    while place < len(source):
        tag = source.find("<", place)
        if tag < 0:
            yield place, len(source)
            return
        if tag > place:
            yield place, tag
        bare = None if ">" in missing else _BARE.match(source, tag)
        place = bare.end() if bare else _end_of_tag(source, tag, missing)


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
