"""The feed that a page names."""

from __future__ import annotations

import pytest

from digest.imports.feed.discovery import find_feed_url

RSS = "<link rel=alternate type=application/rss+xml"
URL = "https://bay.example.org/news/today"


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "/rss"),
        ('<LINK REL="Alternate" TYPE="Application/Atom+XML; x=1" HREF=" /a ">', "/a"),
        ('<link rel="alternate feed" type="application/feed+json" href="/j">', "/j"),
        ('<link rel="feed" href="/f">', "/f"),
        (f"{RSS} href=/c title=Comments>{RSS} href=/own>", "/own"),
        ('<base href="/deep/"><link rel=feed href=x>', "/deep/x"),
    ],
)
def test_a_page_names_its_feed(links: str, found: str) -> None:
    """By rel and type, whole, and its own before that of comments."""
    html = f"<html><head>{links}</head><body>x</body></html>"
    assert find_feed_url(html, URL) == f"https://bay.example.org{found}"


@pytest.mark.parametrize(
    "links",
    [
        "",
        '<link rel="stylesheet" type="text/css" href="/s">',
        '<link rel="alternate" type="text/html" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="alternate" type="application/rss+xml" href="http://[bad">',
    ],
)
def test_other_links_are_no_feed(links: str) -> None:
    """Style, translations and what is no address of the web."""
    assert find_feed_url(f"<head>{links}</head>", URL) is None
