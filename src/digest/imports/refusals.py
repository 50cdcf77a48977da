"""Web pages that hold no article: what they are instead, and what to do."""

from __future__ import annotations

from digest.imports.feed.discovery import find_feed_url
from digest.load.markup import parse_html
from digest.load.sights import count_words
from digest.model import Article

#: words; a page with fewer holds no article, but an image, a film or a form
LEAST_WORDS = 25


def holds_article(article: Article) -> bool:
    """Whether what was read of a page is long enough to be one."""
    words = sum(count_words(block.text) for block in article.blocks)
    return words >= LEAST_WORDS


def why_no_article(html: str, url: str) -> str:
    """What the page is instead, and what to do."""
    if parse_html(html).find(".//input[@type='password']") is not None:
        return "asks for a password; save the page from your browser, and import that"
    feed = find_feed_url(html, url) if url else None
    if feed:
        return f"holds no article, but names a feed; import {feed}"
    fact = "holds no article, or makes it by a script"
    return f"{fact}; save the page from your browser, and import that"
