"""What can be seen of one line by itself: its size, its ending, what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: scripts that write without spaces: each sign counts as half a word
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
#: vowel signs and other marks that Python does not count as letters
MARKS = "\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff"
#: `++` and `*+` keep no way back for each letter: a word may have millions
LETTERS = rf"(?:[^\W_{UNSPACED}]++|[{MARKS}]++)++"
_NO_WORD = re.compile(r"\W+")
WORD = re.compile(rf"[{UNSPACED}]|{LETTERS}(?:['’]{LETTERS})*+")
UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")
#: how a sentence ends, with the quotes and brackets that may follow
SENTENCE_END = re.compile(r"[.!?…。！？:;؟।︒：；][\s\"'”’»›)\]）」』*†]{0,6}$")
FULL_STOP = re.compile(r"[.…。;؟।；][\s\"'”’»›)\]）」』*†]{0,6}$")
#: words from which a line is read as prose: with a sentence's end, and without
PROSE_WORDS = 8
LONG_WORDS = 25
SHORT_WORDS = 15
#: shorter words are mostly grammar; longer ones are compared by their first letters
LEAST_LETTERS = 4
STEM = 6
#: characters of a line's end that are looked at
TAIL = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One line as it looks."""

    text: str
    words: float
    #: whether it ends as a sentence does
    is_closed: bool
    #: whether it reads as a paragraph of the article
    is_prose: bool

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than a headline."""
        return self.words <= SHORT_WORDS

    @property
    def is_headline(self) -> bool:
        """Whether it could stand above something: short, and no part of a sentence."""
        if self.text[:1].islower() or not 1 <= self.words <= LONG_WORDS:
            return False
        return not FULL_STOP.search(self.text[-TAIL:])


def look(text: str) -> Sight:
    """The line as it looks."""
    words = count_words(text)
    is_closed = bool(SENTENCE_END.search(text[-TAIL:]))
    is_prose = words >= LONG_WORDS or (is_closed and words >= PROSE_WORDS)
    return Sight(text=text, words=words, is_closed=is_closed, is_prose=is_prose)


def count_words(text: str) -> float:
    """How long the text is in words; two signs of an unspaced script are one."""
    signs = len(UNSPACED_SIGN.findall(text))
    return len(WORD.findall(text)) - signs / 2


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: long ones by their first letters, and all signs."""
    return of_meaning(word.casefold() for word in WORD.findall(text))


def of_meaning(words: Iterable[str]) -> frozenset[str]:
    """Those of the words, in small letters, that carry meaning, cut to one length."""
    return frozenset(
        word[:STEM]
        for word in words
        if len(word) >= LEAST_LETTERS or UNSPACED_SIGN.match(word)
    )


def squeezed(text: str) -> str:
    """Letters and digits alone: equal for two texts that people see as one."""
    return _NO_WORD.sub("", text.casefold())
