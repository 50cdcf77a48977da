"""A letter as each kind of reader sees it: documents for the frame of the page.

Whether it is dark is decided here and not by the browser: the owner's system is light
or dark, and the frame has to be both. So a copy has its media conditions answered;
source and header show what is really sent.
"""

from __future__ import annotations

import re
from enum import StrEnum

from digest.preview.parts import Parts
from digest.render.theme import Theme


class View(StrEnum):
    """The ways of looking at a letter, in the order of their keys."""

    DESKTOP = "desktop"
    PHONE = "phone"
    DARK = "dark"
    NO_IMAGES = "no-images"
    TEXT = "text"
    SOURCE = "source"
    HEADERS = "headers"


#: of the page that shows a letter's words and not its looks
SHEET = "preview/sheet.html"
#: where pictures of the site are served that are not public yet
PICTURES = "/published/"
#: always, and never (Media Queries 4: no window has a negative width)
YES, NO = "(min-width: 0)", "(max-width: -1px)"

_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(
    r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE
)
_SCHEMES = re.compile(r"(?<!prefers-)(color-scheme\s*:\s*)[^;}]*", re.IGNORECASE)
_META = re.compile(
    r"<meta\b[^>]*\bname=\"(?:supported-)?color-schemes?\"[^>]*>", re.IGNORECASE
)
_MEDIA = re.compile(r"<source\b[^>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"<(?:img|source)\b[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def letter_page(parts: Parts, view: View, *, site_url: str) -> str:
    """The HTML part in this view: its scheme answered, its pictures from here."""
    html = _in_scheme(parts.html, "dark" if view is View.DARK else "light")
    html = _IMAGE.sub(lambda tag: tag[0].replace(f'"{site_url}/', f'"{PICTURES}'), html)
    # a link that is followed must not take the place of the letter
    return _HEAD.sub(lambda head: f'{head[0]}<base target="_blank">', html, count=1)


def words_page(parts: Parts, view: View, theme: Theme) -> str:
    """Text, source or header fields of the message, to be read."""
    if view is View.HEADERS:
        return theme.fill(SHEET, view=view, fields=parts.fields, lines=())
    text = parts.text if view is View.TEXT else parts.html
    return theme.fill(SHEET, view=view, fields=(), lines=text.splitlines())


def _in_scheme(html: str, scheme: str) -> str:
    """The page as it is drawn where the reader prefers this scheme."""

    def answered(found: re.Match[str]) -> str:
        return YES if found[1].lower() == scheme else NO

    def settled(style: re.Match[str]) -> str:
        rules = _CONDITION.sub(answered, style[2])
        return style[1] + _SCHEMES.sub(rf"\g<1>{scheme}", rules) + style[3]

    html = _META.sub(f'<meta name="color-scheme" content="{scheme}">', html)
    html = _STYLE.sub(settled, html)
    return _MEDIA.sub(lambda tag: _CONDITION.sub(answered, tag[0]), html)
