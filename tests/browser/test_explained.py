"""The page that explains an article, in Chromium: narrow and wide, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from builders import an_article
from digest.model import BlockKind
from digest.render.explained import render_explained
from digest.render.passages import Fate, Passage
from digest.render.theme import Theme, packaged_templates

pytestmark = pytest.mark.browser

LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)


def a_passage(text: str, fate: Fate = Fate.KEPT, **changes: str) -> Passage:
    """A passage with a reason where it needs one."""
    reason = "" if fate is Fate.KEPT else "outside the article"
    kind = BlockKind(changes.get("kind", BlockKind.PARAGRAPH))
    number = "#1a2b3c4d"
    return Passage(fate=fate, text=text, number=number, reason=reason, kind=kind)


PASSAGES = (
    *(a_passage(f"Menu entry {n} {LONG}", Fate.CUT) for n in range(20)),
    a_passage(LONG, kind=BlockKind.HEADING),
    a_passage("The harbour of Northhaven is open again. " * 9),
    a_passage("Call us now.", Fate.DOUBT),
    a_passage("x" * 300, kind=BlockKind.CODE),
    a_passage(f"https://example.com/{'a' * 300}", Fate.CUT),
    a_passage("الميناء مفتوح مرة أخرى بعد العاصفة."),
)


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Where the page stands."""
    theme = Theme((packaged_templates(),))
    text = render_explained(theme, an_article(), PASSAGES, name=f"{LONG}.txt")
    path = tmp_path / "explained.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def opened(
    browser: Browser, place: str, width: int, scheme: Literal["light", "dark"]
) -> tuple[Page, list[str]]:
    """The page, and what the browser complains of."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(place)
    return page, complaints


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_out_of_the_page(
    browser: Browser, place: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """However long a word, folded or not, and the browser is content."""
    page, complaints = opened(browser, place, width, scheme)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = 1)")
    assert not complaints
    page.close()


def test_what_is_cut_is_struck_and_folded(browser: Browser, place: str) -> None:
    """One click shows it; a reason leads to its first passage."""
    page, _ = opened(browser, place, 1280, "light")
    first = page.locator("del").first
    assert not first.is_visible()
    page.locator("summary").click()
    assert first.is_visible()
    struck = first.evaluate("element => getComputedStyle(element).textDecorationLine")
    assert struck == "line-through"
    page.close()


def test_all_of_it_is_printed(browser: Browser, place: str) -> None:
    """Paper cannot be clicked."""
    page, _ = opened(browser, place, 1280, "light")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.emulate_media(media="print")
    height = page.locator("details").evaluate("element => element.offsetHeight")
    assert height > before / 4
    assert not page.locator(".foot").is_visible()
    page.close()
