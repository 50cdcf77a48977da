"""Text of articles made fit for one line of a letter: clean, and cut to a length."""

from __future__ import annotations

import re
import unicodedata

from digest.deliveries import Placeholder
from digest.render.columns import ZERO_WIDTH_JOINER
from digest.urls import encode_url

#: controls, overrides of direction, surrogates and what is no character (XML 1.0 2.2)
NO_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
PLACEHOLDERS = re.compile("|".join(re.escape(word) for word in Placeholder))


def without_placeholders(text: str) -> str:
    """The text with nothing in it that addressing would fill."""
    return PLACEHOLDERS.sub("…", text)


def letter_line(text: str) -> str:
    """The text with each run of white space as one blank, and without controls.

    It cannot hold a placeholder either, which addressing would fill.
    """
    return " ".join(without_placeholders(NO_CHARACTERS.sub(" ", text)).split())


def letter_url(url: str) -> str:
    """The URL in ASCII, as no tool changes it; "" for one that addressing would fill.

    So it is for one that is broken by blanks or controls.
    """
    if url != letter_line(url):
        return ""
    # wide letters, capitals and soft hyphens of a host become plain ones
    encoded = encode_url(url)
    return encoded if encoded == without_placeholders(encoded) else ""


def shorten(text: str, longest: int) -> str:
    """The text in one line; if too long, cut at a word where there is one near."""
    line = letter_line(text)
    if len(line) <= longest:
        return line
    end = longest - 1
    while end > 1 and _belongs_to_the_one_before(line, end):
        end -= 1
    head, blank, _ = line[: end + 1].rpartition(" ")
    is_near = bool(blank) and len(head) > longest // 2
    return (head if is_near else line[:end]).rstrip(" ,.;:·-–—") + "…"


def _belongs_to_the_one_before(line: str, index: int) -> bool:
    """Whether a cut here would take an accent from its letter, or split an emoji."""
    return (
        unicodedata.category(line[index])[0] == "M"
        or line[index - 1] == ZERO_WIDTH_JOINER
        or line[index] == ZERO_WIDTH_JOINER
    )
