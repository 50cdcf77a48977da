"""What a letter shows of an entry: plain words, cut to a length, and a safe picture."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from digest.model import EntryFacts, Site
from digest.readers import Placeholder
from digest.render.letters.columns import ZERO_WIDTH_JOINER
from digest.render.origins import onward_url, own_authors
from digest.words import Words, direction

LARGEST_TITLE = 240
#: of a title within the words of a link
LARGEST_MENTION = 60
LARGEST_BYLINE = 100
#: of a site, on a button
LARGEST_NAME = 40
#: pixels that the column of the theme is wide
COLUMN_WIDTH = 520
#: below this it is an icon or a tracking pixel
SMALLEST_PICTURE = 48
#: what the Word engine does not draw, and then shows as a broken frame
UNKNOWN_PICTURE = re.compile(r"\.(?:svgz?|webp|avif|heic|jxl)(?:[?#]|$)", re.IGNORECASE)
#: controls, overrides of direction, surrogates and what is no character (XML 1.0 2.2)
NO_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

PLACEHOLDERS = re.compile("|".join(re.escape(word) for word in Placeholder))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPicture:
    """An image as a mail program can show it."""

    url: str
    alt: str
    credit: str
    width: int
    #: 0 where it is not known
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """One entry in a letter."""

    title: str
    #: the words of the link to it
    invitation: str
    #: of the entry's page, or of the original that it only opens
    url: str
    #: `Read on at NAME`; "" where the URL is that of the entry's page
    read_on: str
    #: the site that the entry is from, and where it stands; both empty of our own
    origin: str
    origin_url: str
    byline: str
    summary: str
    language: str
    direction: str
    picture: LetterPicture | None


def make_teaser(entry: EntryFacts, site: Site, words: Words, *, longest: int) -> Teaser:
    """The entry with a summary of at most `longest` characters."""
    title = shorten(entry.title, LARGEST_TITLE) or entry.url
    summary = shorten(entry.summary, longest)
    origin = shorten(entry.origin.name, LARGEST_NAME) if entry.origin else ""
    onward = _without_placeholder(onward_url(entry))
    read_on = words.read_on.format(name=origin) if onward else ""
    return Teaser(
        title=title,
        invitation=read_on or words.read.format(title=shorten(title, LARGEST_MENTION)),
        url=onward or entry.url,
        read_on=read_on,
        origin=_with_mark(origin, words),
        origin_url=_without_placeholder(entry.origin.url) if entry.origin else "",
        byline=_byline(entry, site, words),
        summary="" if summary == title else summary,
        language=entry.language,
        direction=direction(entry.language),
        picture=_picture(entry),
    )


def letter_line(text: str) -> str:
    """The text with each run of white space as one blank, and without controls.

    It cannot hold a placeholder either, which addressing would fill.
    """
    return " ".join(PLACEHOLDERS.sub("…", NO_CHARACTERS.sub(" ", text)).split())


def _without_placeholder(url: str) -> str:
    """The URL of another site; "" for one that addressing would fill."""
    return url if url == letter_line(url) else ""


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


def _byline(entry: EntryFacts, site: Site, words: Words) -> str:
    """Who, when and how long; who only where it is not the site itself, or another."""
    authors = tuple(name for name in own_authors(entry) if name != site.title)
    names = shorten(", ".join(authors), LARGEST_BYLINE)
    when = words.day(entry.published) if entry.is_dated else ""
    # of an opening it would say nothing of the whole
    minutes = "" if onward_url(entry) else entry.reading_minutes
    how_long = words.reading_time.format(minutes=minutes) if minutes else ""
    parts = (
        _with_mark(names, words),
        # a date or a time is not torn apart at the end of a line
        *(part.replace(" ", "\N{NO-BREAK SPACE}") for part in (when, how_long)),
    )
    return " · ".join(filter(None, parts))


def _with_mark(names: str, words: Words) -> str:
    """The names, closed by a mark if they run against the direction of the words.

    Without it a number that follows is drawn as part of the names (Unicode Annex 9).
    """
    is_rtl = direction(words.language) == "rtl"
    against = ("L",) if is_rtl else ("R", "AL")
    mark = "\N{RIGHT-TO-LEFT MARK}" if is_rtl else "\N{LEFT-TO-RIGHT MARK}"
    runs_against = any(unicodedata.bidirectional(name) in against for name in names)
    return names + mark if runs_against else names


def _picture(entry: EntryFacts) -> LetterPicture | None:
    """The image, if it can be fetched safely and every mail program draws it.

    One that another site serves for its own article would tell it who reads the letter.
    """
    image = entry.image
    if image is None or (entry.origin and not image.renditions):
        return None
    is_fetchable = re.fullmatch(
        r"https://[^\s/?#]+/\S*", image.url
    ) and image.url == letter_line(image.url)
    width = min(image.width or COLUMN_WIDTH, COLUMN_WIDTH)
    height = round((image.height or 0) * width / (image.width or COLUMN_WIDTH))
    is_icon = width < SMALLEST_PICTURE or 0 < (image.height or 0) < SMALLEST_PICTURE
    if not is_fetchable or is_icon or UNKNOWN_PICTURE.search(image.url):
        return None
    return LetterPicture(
        url=image.url,
        alt=shorten(image.alt, LARGEST_TITLE),
        credit=shorten(image.credit or entry.credit, LARGEST_BYLINE),
        width=width,
        height=height if image.width else 0,
    )
