"""The page of an issue as readers see it, under the policy that the server sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from builders import (
    a_feed,
    a_newsletter,
    a_site,
    an_entry,
    an_issue,
    facts_of,
    made_pages,
)
from digest.config import MailSection
from digest.render.letters import render_issue
from digest.render.theme import Theme, packaged_templates
from digest.web.headers import ISSUE

pytestmark = pytest.mark.browser

THEME = Theme((packaged_templates(),))
ADDRESS = "https://notes.example.org/issues/weekly/2/"
#: how far the page could be moved sideways
SIDEWAYS = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
#: all that is drawn of the letter's elements, but where they stand
DRAWN = """(top) => [...document.querySelectorAll(top + ' *')].map((e) => {
  const s = getComputedStyle(e);
  return e.tagName + ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'margin',
    'padding', 'textAlign', 'display', 'lineHeight'].map((k) => s[k]).join();
})"""
Scheme = Literal["light", "dark"]


def an_issue_page(theme: str, language: str) -> tuple[str, str]:
    """The page of an issue, with an entry more than its letter has; and the letter."""
    told, other = an_entry(), an_entry(title="Tides", id="tag:2")
    short = an_issue(number=2, entries=(facts_of(told),), url=ADDRESS)
    letter = render_issue(
        THEME,
        a_site(),
        a_newsletter(theme=theme, language=language),
        short,
        MailSection(postal_address="1 Quay Street"),
        fill=lambda _: told,
    )
    whole = an_issue(number=2, entries=(facts_of(told), facts_of(other)), url=ADDRESS)
    documents = made_pages(
        THEME,
        a_site(),
        entries=(told, other),
        letter=letter,
        issues=(an_issue(number=3), whole, an_issue(number=1)),
        newsletters=(a_newsletter(language=language),),
        feeds=(a_feed(),),
    )
    by_path = {each.path: each.data for each in documents}
    return by_path["issues/weekly/2/index.html"].decode(), letter.html


@pytest.fixture
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab in the colours that the test asks for; whatever the console says fails."""
    scheme: Scheme = getattr(request, "param", "light")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    # icons, which nobody looks at here
    page.route("**/*", lambda route: route.fulfill(status=204))
    yield page
    context.close()
    assert not faults


def show(tab: Page, html: str) -> None:
    """The page at its address, as our server answers."""
    headers: dict[str, Any] = {**ISSUE, "Content-Type": "text/html; charset=utf-8"}

    def answer(route: Route) -> None:
        route.fulfill(body=html, headers=headers)

    tab.route(ADDRESS, answer)
    tab.goto(ADDRESS)


@pytest.mark.parametrize("tab", ["light", "dark"], indirect=True)
@pytest.mark.parametrize(
    ("theme", "language"), [("digest", "en"), ("essay", "ar"), ("plain", "ja")]
)
def test_the_letter_looks_as_it_did(tab: Page, theme: str, language: str) -> None:
    """Nothing around it changes its looks, by day and by night."""
    page, letter = an_issue_page(theme, language)
    show(tab, letter)
    sent = set(tab.evaluate(DRAWN, "[role=article]"))
    show(tab, page)
    shown = tab.evaluate(DRAWN, "[role=article]")
    assert shown
    assert set(shown) <= sent


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["digest", "essay", "plain"])
def test_no_page_of_an_issue_scrolls_sideways(
    tab: Page, theme: str, width: int
) -> None:
    """In either direction of writing (WCAG 2.2, 1.4.10)."""
    tab.set_viewport_size({"width": width, "height": 700})
    for language in ("en", "ar"):
        show(tab, an_issue_page(theme, language)[0])
        assert tab.evaluate(SIDEWAYS) == 0


def test_a_keyboard_comes_to_the_letter_at_once(tab: Page) -> None:
    """The first link is seen when it is reached, and leads over the bar."""
    show(tab, an_issue_page("digest", "en")[0])
    skip = tab.locator(".issue-skip")
    assert tab.evaluate("document.querySelector('.issue-skip').offsetWidth") == 1
    tab.keyboard.press("Tab")
    seen = skip.bounding_box()
    assert seen
    assert seen["width"] > 50
    tab.keyboard.press("Enter")
    assert tab.url == f"{ADDRESS}#letter"


def test_the_rest_of_the_issue_stands_below_the_letter(tab: Page) -> None:
    """With a heading, so that a screen reader finds it."""
    show(tab, an_issue_page("digest", "en")[0])
    rest = tab.get_by_role("region", name="More in this issue")
    assert rest.get_by_role("link", name="Tides").is_visible()
    letter = tab.locator("[role=article]").bounding_box()
    below = rest.bounding_box()
    assert letter
    assert below
    assert below["y"] >= letter["y"] + letter["height"]
