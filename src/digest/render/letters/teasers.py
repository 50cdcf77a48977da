"""What a letter shows of an entry: plain words, a picture, and perhaps its body."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from digest.model import EntryFacts, Site
from digest.render.letters.pictures import LetterPicture, entry_picture
from digest.render.letters.shortening import letter_url, shorten
from digest.render.origins import onward_url, own_authors
from digest.words import Words, direction

LARGEST_TITLE = 240
#: of a title within the words of a link
LARGEST_MENTION = 60
LARGEST_BYLINE = 100
#: of a site, on a button
LARGEST_NAME = 40


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
    #: the whole entry, or its first blocks, as markup; "" where only a teaser stands
    body: str = ""
    #: the same as plain text
    text: str = ""
    #: of its heading
    level: int = 2
    #: whether it is the first of the letter
    is_lead: bool = False


def make_teaser(
    entry: EntryFacts, site: Site, words: Words, *, longest: int, column: int
) -> Teaser:
    """The entry with a summary of at most `longest` characters, in such a column."""
    title = shorten(entry.title, LARGEST_TITLE) or entry.url
    summary = shorten(entry.summary, longest) if longest else ""
    origin = shorten(entry.origin.name, LARGEST_NAME) if entry.origin else ""
    onward = letter_url(onward_url(entry))
    read_on = words.gettext("Read on at %(name)s", name=origin) if onward else ""
    return Teaser(
        title=title,
        invitation=read_on or _invitation(title, words),
        url=onward or letter_url(entry.url),
        read_on=read_on,
        origin=_with_mark(origin, words),
        origin_url=letter_url(entry.origin.url) if entry.origin else "",
        byline=_byline(entry, site, words),
        summary="" if summary == title else summary,
        language=entry.language,
        direction=direction(entry.language),
        picture=entry_picture(entry, column),
    )


def _invitation(title: str, words: Words) -> str:
    return words.gettext("Read “%(title)s”", title=shorten(title, LARGEST_MENTION))


def _byline(entry: EntryFacts, site: Site, words: Words) -> str:
    """Who, when and how long; who only where it is not the site itself, or another."""
    authors = tuple(name for name in own_authors(entry) if name != site.title)
    names = shorten(", ".join(authors), LARGEST_BYLINE)
    when = words.day(entry.published) if entry.is_dated else ""
    # of an opening it would say nothing of the whole
    minutes = 0 if onward_url(entry) else entry.reading_minutes
    how_long = words.gettext("%(minutes)s min read", minutes=minutes) if minutes else ""
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
