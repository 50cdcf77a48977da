"""Where an article of the web appeared first, and on whose site."""

from __future__ import annotations

from urllib.parse import urlsplit

from digest.load.markup import parse_html
from digest.load.schemes import is_web_url
from digest.load.webpage.head import SITE_NAMES, Head
from digest.model import Origin

#: letters of a site's name
LONGEST_NAME = 80


def true_url(told: str, url: str) -> str:
    """Where the article appeared first: as the page says, unless it names a front page.

    Some sites give every page the address of their first one.
    """
    is_front = urlsplit(told).path in {"", "/"} and urlsplit(url).path not in {"", "/"}
    return url if is_front or not is_web_url(told) else told


def site_of(html: str, url: str) -> Origin:
    """The site that the page is of, by the name that it gives itself."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    name = Head(parse_html(html)).first(*SITE_NAMES) if html else ""
    is_name = 0 < len(name) <= LONGEST_NAME
    home = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
    return Origin(name=name if is_name else host, url=home)
