"""A text as the words that a search finds it by.

templates/site/search.js does the same to what a reader asks for: whatever changes here
has to change there, and a test in a browser holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: characters of a word that count
LONGEST = 32
#: accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic, and what
#: nobody sees: joiners, soft hyphens
UNHEARD = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u200b-\u200d\u2060\ufeff]"
)
#: letters that no accent can be taken from
PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ß": "ss", "ı": "i", "ς": "σ"}
)
#: letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Kana,
#: Chinese characters
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
#: vowel signs belong to their words in Indic scripts, though they are no letters; their
#: full stops do not
INDIC = "\u0900-\u0963\u0966-\u0dff"
RUN = re.compile(f"([{UNSPACED}]+)|(?:(?![{UNSPACED}])(?:[^\\W_]|[{INDIC}]))+")
PLAIN_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The words, folded, in no order; of unspaced scripts each pair of letters."""
    pieces = text.split()
    # most pieces of most texts have nothing to fold but their case
    plain = " ".join(filter(str.isascii, pieces)).lower()
    words = [word[:LONGEST] for word in PLAIN_WORD.findall(plain)]
    if len(plain) < len(text):
        others = " ".join(piece for piece in pieces if not piece.isascii())
        words += _other_words(folded(others))
    return words


def _other_words(text: str) -> Iterator[str]:
    for run in RUN.finditer(text):
        if run[1]:
            yield from pairs(run[1])
        else:
            yield run[0][:LONGEST]


def folded(text: str) -> str:
    """The text without case and accents, in one form of each letter."""
    lower = unicodedata.normalize("NFKD", text).lower().translate(PLAIN)
    return unicodedata.normalize("NFC", UNHEARD.sub("", lower))


def pairs(letters: str) -> list[str]:
    """Every two neighbours, and the last letter, so that it is found alone as well."""
    return [letters[n : n + 2] for n in range(len(letters))]
