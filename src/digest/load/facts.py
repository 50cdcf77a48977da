"""Facts about an article that its blocks tell: summary, length, language, date.

Every function is pure; whoever declared the fact in front matter is asked before these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import ceil

from digest.load.sights import UNSPACED_SIGN, WORD
from digest.model import Block, BlockKind

#: how fast people read silently (Brysbaert 2019), and the signs of unspaced scripts
WORDS_A_MINUTE = 238
SIGNS_A_MINUTE = 500
LONGEST_SUMMARY = 300
#: characters that tell the language; more only cost time
LANGUAGE_SAMPLE = 4000
LEAST_FOR_LANGUAGE = 20
LONGEST_DATE = 80
#: nobody writes a month first and dots behind it
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
SENTENCE = re.compile(r"[.!?…](?:[\"'”’»)]{0,3})(?=\s+\W?[A-ZÀ-ÞА-Я\d])|[。！？]")
#: a full stop after these ends no sentence
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Jr|Sr|Inc|Co|Corp|Ltd"
    r"|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|bzw|ca|usw|Nr|Bd)|\.[A-Za-z])\.$"
)


def summarise(blocks: Sequence[Block]) -> str:
    """The first paragraph, cut where a sentence ends; empty where there is none."""
    paragraphs = [b.text for b in blocks if b.kind is BlockKind.PARAGRAPH and b.text]
    if not paragraphs:
        paragraphs = [b.text for b in blocks if b.text and b.kind is not BlockKind.CODE]
    return _cut_at_sentence(paragraphs[0]) if paragraphs else ""


def _cut_at_sentence(text: str) -> str:
    text = " ".join(text[: LONGEST_SUMMARY * 4].split())
    if len(text) <= LONGEST_SUMMARY:
        return text
    ends = [
        found.end()
        for found in SENTENCE.finditer(text, 0, LONGEST_SUMMARY)
        if not ABBREVIATION.search(text[: found.end()][-12:])
    ]
    if ends and ends[-1] >= LONGEST_SUMMARY // 4:
        return text[: ends[-1]]
    words = text[:LONGEST_SUMMARY].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:–—-") + "…"


def reading_minutes(blocks: Sequence[Block]) -> int:
    """Whole minutes, at least one, at 238 words or 500 signs of Chinese a minute."""
    words = signs = 0
    for block in blocks:
        in_block = len(UNSPACED_SIGN.findall(block.text))
        signs += in_block
        words += len(WORD.findall(block.text)) - in_block
    return max(1, ceil(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE - 0.5))


def detect_language(text: str, default: str) -> str:
    """The BCP 47 tag of the language the text is written in; the default in doubt."""
    sample = text[:LANGUAGE_SAMPLE]
    if len(sample.strip()) < LEAST_FOR_LANGUAGE:
        return default
    # heavy: its model takes a tenth of a second to load
    import py3langid  # noqa: PLC0415

    code = str(py3langid.classify(sample)[0])
    # a default such as en-GB says more than the en that was found
    return default if default.partition("-")[0].lower() == code else code


def parse_date(text: str, language: str) -> datetime | None:
    """The date in a byline or date line, in UTC; None where day or year are missing.

    A time without a zone is taken as UTC.
    """
    text = " ".join(text[:LONGEST_DATE].split())
    if not any(sign.isdigit() for sign in text):
        return None
    # heavy: its tables of languages take a third of a second to load
    import dateparser  # noqa: PLC0415

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "TIMEZONE": "UTC"}
    if DOTTED.match(text):
        settings["DATE_ORDER"] = "DMY"
    own = language.partition("-")[0].lower()
    found: datetime | None
    try:
        found = dateparser.parse(text, languages=[own, "en"], settings=settings)
    except (ValueError, OverflowError):
        # a language that it does not know
        found = dateparser.parse(text, languages=["en"], settings=settings)
    if found is None:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def identity(title: str, blocks: Sequence[Block]) -> str:
    """SHA-256 of the words of title and body: equal after a move, or with new cruft."""
    words = (_plain_words(text) for text in (title, *(b.text for b in blocks)))
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _plain_words(text: str) -> str:
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
