"""Facts about an article that its blocks tell: summary, length, language, date.

Every function is pure; whoever declared the fact in front matter is asked before these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import ceil

from digest.load.function_words import is_surely_in
from digest.load.sights import UNSPACED_SIGN, WORD
from digest.model import Block, BlockKind

#: how fast people read silently (Brysbaert 2019), and the signs of unspaced scripts
WORDS_A_MINUTE = 238
SIGNS_A_MINUTE = 500
#: seconds for the first picture; each further one takes one less, down to the least
FIRST_PICTURE = 12
LEAST_PICTURE = 3
LONGEST_SUMMARY = 300
SHORT_CODE = 2
#: characters that tell the language; more only cost time
LANGUAGE_SAMPLE = 4000
#: of two pieces of it, which most often agree
LANGUAGE_PIECE = 150
LEAST_FOR_LANGUAGE = 20
LONGEST_DATE = 80
#: most dates of pages are so, and dateparser takes some milliseconds for each
_PLAIN_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})"
)
#: nobody writes a month first and dots behind it
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
#: no small letter follows an end; scripts without capitals have none
SENTENCE = re.compile(
    r"[.!?…؟।۔](?:[\"'”’»)]{0,3})(?=\s+\W{0,2}[^\W_])|[。！？](?:[」』”’）]{0,2})"
)
#: a full stop after these ends no sentence
_ABBREVIATIONS = """
    [A-Z] Mr Mrs Ms Dr Prof St Gen Gov Sen Rep Lt Col Sgt Capt Rev Hon Jr Sr Inc Co Corp
    Ltd No vs etc approx Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec bzw ca usw usf Nr
    Bd Abs Art Str bspw evtl ggf inkl Mio Mrd Hr Fr Okt Dez vgl MM? Mme Mlle av env
    Sra? Srta Dra? Ud Uds pág Avda Sig Sigg Dott Avv Ing ecc pag Exmo Av dhr mevr bijv
    nl ul prof inż np tzn tj r str č atd apod tzv кн г гг ул тыс млн млрд руб стр
    им т д п см напр проф м вул грн т bl a kl nr ung Hz Yrd Doç Sn κ κκ
"""
ABBREVIATION = re.compile(
    rf"(?:\b(?:{'|'.join(_ABBREVIATIONS.split())})|\.[^\W\d_])\.$"
)

#: of ASCII: small letters and digits stay, for all else there is a blank
_PLAIN_LETTERS = "".join(
    sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128))
)
#: 3. Juni: a short number before a full stop is a day or an ordinal
ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")


def summarise(blocks: Sequence[Block]) -> str:
    """The first paragraph, cut where a sentence ends; empty where there is none.

    A standfirst is the first paragraph, too, where the page does not declare it.
    """
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
        if _ends_here(text, found.end())
    ]
    if ends and ends[-1] >= LONGEST_SUMMARY // 4:
        return text[: ends[-1]]
    words = text[:LONGEST_SUMMARY].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:–—-、，") + "…"


def _ends_here(text: str, end: int) -> bool:
    """Whether a sentence ends here, and no short form or number with a stop."""
    after = next((sign for sign in text[end:] if sign.isalnum()), "")
    tail = text[max(0, end - 12) : end]
    return not (after.islower() or ABBREVIATION.search(tail) or ORDINAL.search(tail))


def reading_minutes(blocks: Sequence[Block]) -> int:
    """Whole minutes, rounded, and at least one.

    238 words or 500 signs of Chinese or Japanese take a minute; the first picture takes
    12 seconds, each further one a second less, and none under 3.
    """
    words = signs = pictures = 0
    for block in blocks:
        pictures += block.kind is BlockKind.IMAGE
        if _is_plain(block.text):
            words += len(block.text.translate(_PLAIN_LETTERS).split())
            continue
        in_block = len(UNSPACED_SIGN.findall(block.text))
        signs += in_block
        words += len(WORD.findall(block.text)) - in_block
    minutes = words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE
    return max(1, ceil(minutes + _picture_seconds(pictures) / 60 - 0.5))


def _picture_seconds(pictures: int) -> int:
    falling = range(FIRST_PICTURE, LEAST_PICTURE, -1)[:pictures]
    return sum(falling) + LEAST_PICTURE * (pictures - len(falling))


def detect_language(text: str, default: str) -> str:
    """The BCP 47 tag of the language the text is written in; the default in doubt."""
    sample = text[:LANGUAGE_SAMPLE]
    if len(sample.strip()) < LEAST_FOR_LANGUAGE:
        return default
    own = default.partition("-")[0].lower()
    middle = len(sample) // 2
    pieces = (sample[:LANGUAGE_PIECE], sample[middle : middle + LANGUAGE_PIECE])
    # most texts are in the language of their site, and need no model to tell
    code = own if is_surely_in(own, sample, pieces) else _language_of(sample, pieces)
    # of what has no code of two letters (ISO 639-1) it sees more than is written
    if len(code) > SHORT_CODE:
        return default
    # a default such as en-GB says more than the en that was found
    return default if own == code else code


def _language_of(sample: str, pieces: Iterable[str]) -> str:
    """The code of the language, told by two short pieces where they agree on it."""
    # heavy: its model takes half a second to load, and 90 MB
    import py3langid  # noqa: PLC0415

    first, second = (str(py3langid.classify(piece)[0]) for piece in pieces)
    return first if first == second else str(py3langid.classify(sample)[0])


def parse_date(text: str, language: str) -> datetime | None:
    """The date in a byline or date line, in UTC; None where day or year are missing.

    A time without a zone is taken as UTC.
    """
    text = " ".join(text[:LONGEST_DATE].split())
    if not any(sign.isdigit() for sign in text):
        return None
    if plain := _PLAIN_DATE.fullmatch(text):
        return _plain_date(plain)
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


def _plain_date(found: re.Match[str]) -> datetime | None:
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None


def identity(title: str, blocks: Sequence[Block]) -> str:
    """SHA-256 of the words of title and body: equal after a move, or with new cruft.

    Marks, kinds of quotes, blanks, case and Unicode's forms make no difference.
    """
    words = (_plain_words(text) for text in (title, *(b.text for b in blocks)))
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _plain_words(text: str) -> str:
    if _is_plain(text):
        return " ".join(text.translate(_PLAIN_LETTERS).split())
    text = unicodedata.normalize("NFKC", text.replace("’", "'")).casefold()
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text)))


def _is_plain(text: str) -> bool:
    """Whether a word of the text is what stands between two signs that are no letters.

    So it is with most texts, and to part these takes a fourth of the time.
    """
    return text.isascii() and "'" not in text
