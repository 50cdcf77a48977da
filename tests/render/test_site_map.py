from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree

from builders import NOW, a_feed, a_site, an_entry, made_pages
from digest.render.pages import site_map
from digest.render.theme import Theme, packaged_templates

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def tree_of(count: int) -> dict[str, bytes]:
    """The tree of so many entries."""
    entries = tuple(
        an_entry(title=f"Day & {n}", published=NOW - timedelta(days=n))
        for n in range(count)
    )
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(),
        entries=entries,
        issues=(),
        newsletters=(),
        feeds=(a_feed(),),
    )
    return {document.path: document.data for document in documents}


def addresses(data: bytes) -> list[str]:
    """What a site map, or an index of them, leads to."""
    return [
        str(found.text)
        for found in etree.fromstring(data).iterfind(".//s:loc", namespaces=SPACES)
    ]


def test_a_large_site_map_is_cut_and_has_an_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No file has more addresses than search machines read (sitemaps.org)."""
    whole = addresses(tree_of(20)["sitemap.xml"])
    monkeypatch.setattr(site_map, "LARGEST_COUNT", 10)
    tree = tree_of(20)
    parts = addresses(tree["sitemap.xml"])
    assert etree.fromstring(tree["sitemap.xml"]).tag.endswith("sitemapindex")
    names = [part.rpartition("/")[2] for part in parts]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    found = [addresses(tree[name]) for name in names]
    assert max(map(len, found)) == 10
    assert [url for part in found for url in part] == whole


def test_a_site_map_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor has one more octets than they read."""
    monkeypatch.setattr(site_map, "LARGEST_SIZE", 2000)
    tree = tree_of(20)
    for name in tree:
        if name.startswith("sitemap-"):
            assert len(tree[name]) < 2000
    assert "sitemap-2.xml" in tree


def test_a_site_map_says_nothing_of_pages_that_nobody_should_find() -> None:
    """The search, pages of lists and wrong addresses are no goals."""
    found = addresses(tree_of(80)["sitemap.xml"])
    assert not [url for url in found if "search" in url or "404" in url]
    assert not [url for url in found if "/page/" in url]
