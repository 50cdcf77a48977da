"""A web page -> the feed that it names: `<link rel="alternate">` (HTML 4.6.6.1)."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml.html import HtmlElement

from digest.load.markup import parse_html
from digest.load.schemes import is_web_url

#: what a link has to say of what it leads to
FEED_TYPES = (
    "application/atom+xml",
    "application/feed+json",
    "application/rss+xml",
    "application/rdf+xml",
)
#: what a link to other feeds than the site's own has in it
OTHERS = ("comment",)


def find_feed_url(html: str, url: str) -> str | None:
    """The URL of the feed that the page at this URL names; None where it names none.

    Of several the first is taken, and one of comments only if there is no other: sites
    put their own feed first, whatever its format.
    """
    root = parse_html(html)
    base = root.find(".//base[@href]")
    home = url if base is None else _joined(url, str(base.get("href")))
    links = [link for link in root.iter("link") if _is_feed(link)]
    links.sort(key=_is_of_comments)
    urls = (_joined(home, str(link.get("href", ""))) for link in links)
    return next((each for each in urls if is_web_url(each)), None)


def _is_feed(link: HtmlElement) -> bool:
    relations = str(link.get("rel", "")).lower().split()
    media_type = str(link.get("type", "")).partition(";")[0].strip().lower()
    if "feed" in relations and "stylesheet" not in relations:
        return not media_type or media_type in FEED_TYPES
    return "alternate" in relations and media_type in FEED_TYPES


def _is_of_comments(link: HtmlElement) -> bool:
    told = f"{link.get('title', '')} {link.get('href', '')}".lower()
    return any(word in told for word in OTHERS)


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return ""
