"""Letters as a mail program draws them: narrow, wide, light, dark, without styles."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from builders import NOW, a_newsletter, a_site, an_entry, an_issue
from digest.config import MailSection
from digest.model import Image
from digest.render import letters
from digest.render.letters.inline import inline_css
from digest.render.theme import Theme, packaged_templates

pytestmark = pytest.mark.browser

MAIL = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
PICTURE = Image(
    url="https://notes.example.org/q.jpg",
    alt="Ships at the quay",
    credit="Photo: Lena Deich",
    width=1200,
    height=600,
)
STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
#: all that stands out of the window, and how far the page could be moved sideways
SIDEWAYS = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
#: the least contrast of any words on what is behind them (WCAG 2.2, 1.4.3)
CONTRAST = """() => {
  const parts = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => parts(c).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (parts(c)[3] !== 0) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  return Math.min(...[...document.body.querySelectorAll('h1, h2, p, a')]
    .filter((e) => e.offsetParent && e.textContent.trim())
    .map((e) => [light(getComputedStyle(e).color), light(behind(e))])
    .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)));
}"""
#: every property of every element, as it is drawn
DRAWN = """() => [...document.body.querySelectorAll('*')].map((e) => {
  const s = getComputedStyle(e);
  return [...s].filter((k) => k !== 'color-scheme').map((k) => k + s[k]).join();
})"""


def issue_in(language: str, count: int) -> str:
    """The HTML of an issue that has all there is, long words too."""
    told = (
        an_entry(image=PICTURE, language=language, title="Sturm" * 40, slug="sturm"),
        *(an_entry(title=f"Harbour {n}", slug=f"h{n}") for n in range(count - 1)),
    )
    issue = an_issue(entries=told)
    theme = Theme((packaged_templates(),))
    site = a_site(language=language)
    return letters.render_issue(theme, site, a_newsletter(), issue, MAIL).html


def a_confirmation() -> str:
    """The HTML of a confirmation."""
    theme = Theme((packaged_templates(),))
    newsletter = a_newsletter()
    return letters.render_confirmation(theme, a_site(), newsletter, MAIL, date=NOW).html


LETTERS = {
    "issue": lambda: issue_in("en", 3),
    "arabic": lambda: issue_in("ar", 2),
    "long": lambda: issue_in("en", 120),
    "confirmation": a_confirmation,
}


def opened(
    browser: Browser,
    html: str,
    *,
    width: int = 600,
    scheme: Literal["light", "dark"] = "light",
) -> Page:
    """The letter in a window, with images off."""

    def refuse(route: Route) -> None:
        route.abort()

    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page.route("**/*", refuse)
    page.set_content(html)
    return page


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("width", [320, 375, 600, 1280])
def test_a_letter_fits_every_window(browser: Browser, name: str, width: int) -> None:
    """Nobody scrolls sideways; neither where a mail program drops the style sheet."""
    html = LETTERS[name]()
    for drawn in (html, STYLE.sub("", html)):
        page = opened(browser, drawn, width=width)
        assert page.evaluate(SIDEWAYS) <= 0
        page.close()


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read(
    browser: Browser, name: str, scheme: Literal["light", "dark"]
) -> None:
    """Contrast is 4.5 at least, by day and by night."""
    page = opened(browser, LETTERS[name](), scheme=scheme)
    assert page.evaluate(CONTRAST) >= 4.5
    page.close()


def test_the_dark_scheme_wins_over_the_style_attributes(browser: Browser) -> None:
    """Its rules kept their !important."""
    page = opened(browser, LETTERS["issue"](), scheme="dark")
    paper = page.locator(".card").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(29, 35, 37)"
    page.close()


def test_only_the_subject_line_shows_the_preheader(browser: Browser) -> None:
    """It is there for the list of mail."""
    page = opened(browser, LETTERS["issue"]())
    assert not page.locator(".preheader").is_visible()
    page.close()


@pytest.mark.parametrize("name", LETTERS)
def test_inlining_changes_nothing_that_is_seen(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With all style sheets gone the letter is drawn as it was with them."""
    inlined = LETTERS[name]()
    sources: list[str] = []

    def spy(html: str, *, place: str) -> str:
        sources.append(html)
        return inline_css(html, place=place)

    monkeypatch.setattr(letters, "inline_css", spy)
    assert LETTERS[name]() == inlined
    bare = STYLE.sub("", inlined)
    source = next(page for page in sources if inline_css(page) == inlined)
    as_source = opened(browser, source, width=900)
    as_inlined = opened(browser, bare, width=900)
    assert as_inlined.evaluate(DRAWN) == as_source.evaluate(DRAWN)
    as_source.close()
    as_inlined.close()
