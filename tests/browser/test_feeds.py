"""A feed opened in a browser: readable and clickable by a style sheet alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from builders import a_feed, an_entry
from digest.documents import Document
from digest.feeds import FullFeed
from digest.render.feeds import render_atom, render_rss
from digest.render.theme import packaged_templates

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesell"
Renderer = Callable[[FullFeed], Document]
BOTH = pytest.mark.parametrize("render", [render_atom, render_rss])


def opened(page: Page, folder: Path, document: Document) -> None:
    """Open the feed, with its style sheet beside it: the folder is no host's top."""
    style = packaged_templates() / "site" / "feed.css"
    (folder / "feed.css").write_bytes(style.read_bytes())
    data = document.data.replace(b'href="/feed.css"', b'href="feed.css"')
    (folder / "feed.xml").write_bytes(data)
    page.goto((folder / "feed.xml").as_uri())


@BOTH
def test_a_feed_says_what_it_is_and_leads_to_its_entries(
    browser: Browser, tmp_path: Path, render: Renderer
) -> None:
    """Of what readers are told, nothing shows twice."""
    page = browser.new_page()
    opened(page, tmp_path, render(a_feed(older=1)))
    for name, is_shown in (("li a", True), ("id", False), ("guid", False)):
        for found in page.query_selector_all(name):
            assert found.is_visible() is is_shown
    for name in ("entry", "item"):
        assert not any(each.is_visible() for each in page.query_selector_all(name))
    links = [link.inner_text() for link in page.query_selector_all("div a")]
    assert links == ["North Shore Notes", "Harbour opens", "Older articles"]
    assert page.is_visible("text=This is a feed")
    page.close()


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_feed_fits_every_screen(
    browser: Browser,
    tmp_path: Path,
    render: Renderer,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    """Long words break, and the colours are those that the reader asks for."""
    size = {"width": width, "height": 900}
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # a mapping is enough
    arabic = an_entry(title="الميناء", slug="a", language="ar", summary="بحر")
    opened(page, tmp_path, render(a_feed(entries=(an_entry(title=LONG), arabic))))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    root = "getComputedStyle(document.documentElement)"
    light = page.evaluate(f"{root}.backgroundColor") == "rgb(253, 252, 250)"
    assert light is (scheme == "light")
    item = page.query_selector("li:nth-child(2)")
    assert item is not None
    assert item.evaluate("each => getComputedStyle(each).direction") == "rtl"
    page.close()


def test_an_archive_leads_back_and_on(browser: Browser, tmp_path: Path) -> None:
    """R18: and says that it is not the part to subscribe to."""
    page = browser.new_page()
    archive = a_feed(archive=2, older=1, newer=3, path="archive/2/", language="de")
    opened(page, tmp_path, render_atom(archive))
    links = [link.inner_text() for link in page.query_selector_all("ul + p a")]
    assert links == ["Ältere Artikel", "Neuere Artikel", "Die neuesten Artikel"]
    assert page.is_visible("text=älterer Teil")
    page.close()
