"""What an import has to know of a web page beside its article."""

from __future__ import annotations

import codecs
from urllib.parse import urlsplit

from digest.errors import ImportingError
from digest.imports.arrival import Arrival
from digest.imports.discovery import find_feed_url
from digest.load.encoding import CODECS
from digest.load.markup import parse_html
from digest.load.schemes import is_web_url
from digest.load.sights import count_words
from digest.load.webpage.head import SITE_NAMES, Head
from digest.model import Article, Origin

#: words; a page with fewer holds no article, but an image, a film or a form
LEAST_WORDS = 25
#: letters of a site's name
LONGEST_NAME = 80


def in_utf8(arrival: Arrival) -> bytes:
    """The bytes of the page in UTF-8, where only the web says how they are encoded."""
    try:
        name = codecs.lookup(arrival.charset).name
        arrival.data.decode()
    except LookupError:
        return arrival.data
    except ValueError:
        if not CODECS.fullmatch(name) or name.startswith("utf-16"):
            return arrival.data
        return arrival.data.decode(name, "replace").encode()
    return arrival.data


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


def check_article(article: Article, html: str, arrival: Arrival) -> None:
    """Raise ImportingError, with what to do, where the page holds no article."""
    words = sum(count_words(block.text) for block in article.blocks)
    if words < LEAST_WORDS:
        raise ImportingError(f"{arrival.place}: {why_no_article(html, arrival.url)}")


def why_no_article(html: str, url: str) -> str:
    """What the page is instead, and what to do."""
    if parse_html(html).find(".//input[@type='password']") is not None:
        return "asks for a password; save the page from your browser, and import that"
    feed = find_feed_url(html, url) if url else None
    if feed:
        return f"holds no article, but names a feed; import {feed}"
    fact = "holds no article, or makes it by a script"
    return f"{fact}; save the page from your browser, and import that"
