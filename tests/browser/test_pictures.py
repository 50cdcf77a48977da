"""Pictures of the archive in Chromium: in time, in place, not heavier than needed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from builders import NOW
from digest.schedule.jobs import rebuild
from photographs import a_photo, saved
from publications import Clock, a_press, write_publication

pytestmark = pytest.mark.browser

HOME = "https://notes.example.org/"
ENTRY = f"{HOME}articles/harbour/"
ARTICLE = """\
---
title: Harbour opens
date: 2026-11-10
image: lead.jpg
---

The harbour is open again. Ships have been waiting outside since Tuesday.

![The pier](pier.jpg)

Nobody has seen so many masts since the summer of the great regatta.
"""
#: sums up how far anything has moved without the reader's doing
WATCH = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""
#: ends when each picture is there and drawn
DRAWN = """async () => {
  for (const image of document.images) {
    image.scrollIntoView();
    await image.decode();
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
}"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published tree with two photographs."""
    root = tmp_path_factory.mktemp("site")
    write_publication(root, {"harbour.md": ARTICLE})
    for name in ("lead.jpg", "pier.jpg"):
        (root / "content" / name).write_bytes(saved(a_photo(2000, 1000)))
    with a_press(root, Clock(NOW)) as press:
        rebuild(press)
    return root / "feeds"


def opened(browser: Browser, tree: Path, width: int, density: float = 1) -> Page:
    """A tab of this width, to which pictures come late."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=density
    )
    page = context.new_page()
    page.add_init_script(WATCH)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path.endswith(".jpg"):
            time.sleep(0.3)
        is_folder = not path or path.endswith("/")
        route.fulfill(path=tree / path / "index.html" if is_folder else tree / path)

    page.route("**/*", answer)
    return page


def chosen(page: Page) -> list[str]:
    """The files that the browser took for the pictures of the page."""
    urls = page.evaluate("[...document.images].map((image) => image.currentSrc)")
    return [url.rpartition("/")[2] for url in urls]


@pytest.mark.parametrize(
    ("width", "density", "suffix"),
    [(390, 1, "-480"), (390, 2, "-800"), (390, 3, "-1200"), (1280, 1, "-800")],
)
def test_a_screen_gets_no_more_pixels_than_it_has(
    browser: Browser, tree: Path, width: int, density: float, suffix: str
) -> None:
    """The narrowest file that is sharp on it, of all pictures."""
    page = opened(browser, tree, width, density)
    page.goto(HOME)
    page.evaluate(DRAWN)
    assert chosen(page) == [f"lead{suffix}.jpg"]
    page.goto(ENTRY)
    page.evaluate(DRAWN)
    assert chosen(page) == [f"lead{suffix}.jpg", f"pier{suffix}.jpg"]
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("url", [HOME, ENTRY])
def test_nothing_moves_when_a_picture_comes(
    browser: Browser, tree: Path, width: int, url: str
) -> None:
    """Its room was left for it."""
    page = opened(browser, tree, width)
    page.goto(url)
    page.evaluate(DRAWN)
    assert page.evaluate("window.shifted") == 0
    page.context.close()


def test_without_sizes_everything_would_move(browser: Browser, tree: Path) -> None:
    """So the test above sees what it is about."""
    page = opened(browser, tree, 390)
    entry = (tree / "articles" / "harbour" / "index.html").read_text()
    bare = re.sub(r' (?:width|height|loading)="[^"]*"', "", entry)
    page.route(ENTRY, lambda route: route.fulfill(body=bare, content_type="text/html"))
    page.goto(ENTRY)
    page.evaluate(DRAWN)
    assert page.evaluate("window.shifted") > 0
    page.context.close()
