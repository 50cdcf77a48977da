"""The archive as readers see it: in Chromium, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from builders import a_feed, a_newsletter, a_site, an_entry, an_issue, made_pages
from digest.render.theme import Theme, packaged_templates

pytestmark = pytest.mark.browser

LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)
RICH = (
    "<p>See <a href='https://notes.example.org/articles/harbour-opens/'>this</a>.</p>"
    f"<table><tr>{'<td>a column of figures</td>' * 12}</tr></table>"
    f"<pre><code>{'x' * 300}</code></pre><p>https://example.com/{'a' * 300}</p>"
).replace("'", '"')
PAGES = (
    "index.html",
    "articles/index.html",
    "articles/rich/index.html",
    "articles/arabic/index.html",
    "tags/harbour/index.html",
    "issues/weekly/1/index.html",
    "authors/index.html",
    "authors/ada-quay/index.html",
    "years/2026/index.html",
    "search/index.html",
    "404.html",
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published tree on the disk."""
    folder = tmp_path_factory.mktemp("tree")
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(),
        entries=(
            an_entry(),
            an_entry(title=LONG, slug="rich", html=RICH, language="de"),
            an_entry(title="الميناء", slug="arabic", language="ar", html="<p>بحر</p>"),
        ),
        issues=(an_issue(subject=LONG),),
        newsletters=(a_newsletter(), a_newsletter(name="monthly", title=LONG)),
        feeds=(a_feed(),),
        moves={"old/harbour/": an_entry().id},
    )
    for document in documents:
        path = folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.data)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, as narrow as the smallest phone."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, tree: Path, path: str) -> None:
    """Long words, tables and code stay within the narrowest phone (WCAG 1.4.10)."""
    page.goto((tree / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_reader_walks_along_the_links(page: Page, tree: Path) -> None:
    """From the front page to an entry, along the body's link, and home."""
    home = "https://preview.example.net/below/"

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(home)
        route.fulfill(
            path=tree / path / "index.html"
            if not path or path[-1] == "/"
            else tree / path
        )

    page.route("**/*", answer)
    page.goto(home)
    page.click("article >> nth=1 >> h3 a")
    assert page.text_content("h1") == LONG
    page.click(".prose a")
    assert page.text_content("h1") == "Harbour opens"
    page.click(".masthead .name a")
    assert page.title() == "North Shore Notes"


def test_an_old_address_leads_on(page: Page, tree: Path) -> None:
    """Without a server that knows of it, and without script."""

    def answer(route: Route) -> None:
        path = tree / route.request.url.removeprefix("https://notes.example.org/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page.route("**/*", answer)
    page.goto("https://notes.example.org/old/harbour/")
    page.wait_for_url("**/articles/harbour-opens/")
    assert page.text_content("h1") == "Harbour opens"


def test_dark_is_dark_and_light_is_light(browser: Browser, tree: Path) -> None:
    """The page follows the reader's system."""

    def brightness(scheme: Literal["dark", "light"]) -> int:
        context = browser.new_context(color_scheme=scheme)
        tab = context.new_page()
        tab.goto((tree / "index.html").as_uri())
        colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
        return sum(int(part) for part in colour.strip("rgb()").split(","))

    assert brightness("dark") < 150
    assert brightness("light") > 600


def test_a_keyboard_comes_to_the_content_first(page: Page, tree: Path) -> None:
    """The first stop is the skip link, and it can be seen there."""
    page.goto((tree / "index.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("link => link === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0


def test_the_strictest_policy_shows_the_page(page: Page, tree: Path) -> None:
    """With styles, pictures and forms from our own host only, nothing is blocked."""
    policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("https://notes.example.org/")
        headers = {"Content-Security-Policy": policy}
        route.fulfill(path=tree / path, headers=headers)

    page.route("**/*", answer)
    page.goto("https://notes.example.org/articles/rich/index.html")
    assert not blocked


def test_paper_gets_the_text_without_forms(page: Page, tree: Path) -> None:
    """Printed, an entry is its title and text."""
    page.goto((tree / "articles/rich/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.is_visible(".prose")
    for hidden in (".masthead nav", ".subscribe", ".neighbours", ".foot"):
        assert not page.is_visible(hidden)
