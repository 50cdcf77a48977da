"""A web page -> the feed that it names: `<link rel="alternate">` (HTML 4.6.6.1)."""

from __future__ import annotations

from lxml.html import HtmlElement

from digest.imports.addresses import absolute
from digest.load.markup import parse_html

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
    told = "" if base is None else str(base.get("href"))
    home = absolute(url, told) or url
    links = [link for link in root.iter("link") if _is_feed(link)]
    links.sort(key=_is_of_comments)
    urls = (absolute(home, str(link.get("href", ""))) for link in links)
    return next(filter(None, urls), None)


def _is_feed(link: HtmlElement) -> bool:
    relations = str(link.get("rel", "")).lower().split()
    media_type = str(link.get("type", "")).partition(";")[0].strip().lower()
    if "feed" in relations and "stylesheet" not in relations:
        return not media_type or media_type in FEED_TYPES
    return "alternate" in relations and media_type in FEED_TYPES


def _is_of_comments(link: HtmlElement) -> bool:
    told = f"{link.get('title', '')} {link.get('href', '')}".lower()
    return any(word in told for word in OTHERS)
