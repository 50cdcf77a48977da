"""Letters as a mail program draws them: narrow, wide, light, dark, without styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from digest.render.letters import issue, render_confirmation, render_issue
from digest.render.letters.css.inline import inline_css
from digest.render.theme import Theme, packaged_templates
from letter_contents import MAIL, THEMES, WHEN, content

pytestmark = pytest.mark.browser

TEMPLATES = Theme((packaged_templates(),))
#: of the twelve contents those that are hard to draw
CONTENTS = (
    *(("pictures", "en"), ("whole", "en"), ("whole", "ar")),
    *(("long_words", "en"), ("by_tag", "ja")),
)
WIDTHS = (320, 375, 600, 1280)
STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
#: a grey picture in the place of each one
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
#: how far the page could be moved sideways
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
  return Math.min(...[...document.body.querySelectorAll('*')]
    .filter((e) => e.offsetParent && !e.closest('.preheader'))
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => [light(getComputedStyle(e).color), light(behind(e))])
    .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)));
}"""
#: the smallest letters that are seen, but for those that are raised
SMALLEST = """() => Math.min(...[...document.body.querySelectorAll('*')]
  .filter((e) => e.offsetParent && !e.closest('.preheader, sup, sub'))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
#: the words of pictures that are not drawn as high as they would need
UNREADABLE = """() => [...document.images]
  .filter((e) => e.alt && e.getBoundingClientRect().height < 20)
  .map((e) => e.alt)"""
#: every property of every element, as it is drawn
DRAWN = """() => [...document.body.querySelectorAll('*')].map((e) => {
  const s = getComputedStyle(e);
  return [...s].filter((k) => k !== 'color-scheme').map((k) => k + s[k]).join();
})"""


@cache
def issue_html(theme: str, name: str, language: str) -> str:
    """The HTML of an issue with this content."""
    told = content(name, language, theme)
    return render_issue(
        TEMPLATES,
        told.site,
        told.newsletter,
        told.issue,
        MAIL,
        fill=told.fill,
        logo=told.logo,
    ).html


@cache
def confirmation_html(theme: str, language: str) -> str:
    """The HTML of a confirmation."""
    told = content("one_entry", language, theme)
    return render_confirmation(
        TEMPLATES, told.site, told.newsletter, MAIL, date=WHEN
    ).html


LETTERS: Mapping[str, Callable[[], str]] = {
    **{
        f"{theme} {name} {language}": partial(issue_html, theme, name, language)
        for theme in THEMES
        for name, language in CONTENTS
    },
    **{
        f"{theme} confirmation": partial(confirmation_html, theme, "en")
        for theme in THEMES
    },
}
OF_EACH = pytest.mark.parametrize("name", LETTERS)


def opened(
    browser: Browser,
    html: str,
    *,
    width: int = 600,
    scheme: Literal["light", "dark"] = "light",
    has_images: bool = False,
) -> Page:
    """The letter in a window; with images off, if nothing else is said."""

    def answer(route: Route) -> None:
        if has_images:
            route.fulfill(content_type="image/svg+xml", body=PICTURE)
        else:
            route.abort()

    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page.route("**/*", answer)
    page.set_content(html)
    return page


def style_of(page: Page, selector: str, name: str) -> str:
    """A property of the first such element, as it is drawn."""
    script = "(e, name) => getComputedStyle(e)[name]"
    return str(page.locator(selector).first.evaluate(script, name))


@OF_EACH
@pytest.mark.parametrize("has_images", [True, False])
def test_a_letter_fits_every_window(
    browser: Browser, name: str, *, has_images: bool
) -> None:
    """Nobody scrolls sideways; neither where a mail program drops the style sheet."""
    html = LETTERS[name]()
    for drawn in (html, STYLE.sub("", html)):
        page = opened(browser, drawn, has_images=has_images)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SIDEWAYS) <= 0, width
        page.close()


@OF_EACH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read(
    browser: Browser, name: str, scheme: Literal["light", "dark"]
) -> None:
    """Contrast is 4.5 at least and letters are of 14 pixels, by day and by night."""
    page = opened(browser, LETTERS[name](), scheme=scheme)
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CONTRAST) >= 4.5
        assert page.evaluate(SMALLEST) >= 14
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_the_dark_scheme_wins_over_the_style_attributes(
    browser: Browser, theme: str
) -> None:
    """Its rules kept their !important, and nothing stays as light as it was."""
    html = issue_html(theme, "whole", "en")
    light, dark = (opened(browser, html, scheme=s) for s in ("light", "dark"))
    for selector, name in (
        *((".page", "backgroundColor"), (".b-pre", "backgroundColor")),
        *((".b-p", "color"), (".b-link", "color"), (".b-cell", "borderBottomColor")),
    ):
        assert style_of(light, selector, name) != style_of(dark, selector, name)
    light.close()
    dark.close()


@pytest.mark.parametrize("theme", THEMES)
def test_only_the_subject_line_shows_the_preheader(
    browser: Browser, theme: str
) -> None:
    """It is there for the list of mail."""
    page = opened(browser, issue_html(theme, "one_entry", "en"))
    assert not page.locator(".preheader").is_visible()
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_pictures_that_are_off_leave_their_words(browser: Browser, theme: str) -> None:
    """Most mail programs ask before they fetch any."""
    page = opened(browser, issue_html(theme, "pictures", "en"))
    assert page.evaluate(UNREADABLE) == []
    page.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_text_begins_where_its_language_does(
    browser: Browser, theme: str, language: str, side: str
) -> None:
    """Titles, quotations and words beside a picture, from the left or the right."""
    page = opened(browser, issue_html(theme, "whole", language), width=900)
    title = page.locator(".title").first
    assert title.evaluate("e => getComputedStyle(e).direction") == (
        "rtl" if side == "right" else "ltr"
    )
    mark = f"border{side.title()}Width"
    assert style_of(page, ".b-quote", mark) != "0px"
    page.close()


def test_a_small_picture_stands_beside_its_words_where_there_is_room(
    browser: Browser,
) -> None:
    """And below them in a smaller window, where it is as wide as they are."""
    html = issue_html("digest", "pictures", "en")
    for width, is_beside in ((700, True), (600, False), (360, False)):
        page = opened(browser, html, width=width, has_images=True)
        words = page.locator(".words").first.bounding_box()
        picture = page.locator(".beside").first.bounding_box()
        assert words
        assert picture
        assert (picture["y"] < words["y"] + words["height"]) is is_beside
        page.close()


@pytest.mark.parametrize("name", [n for n in LETTERS if "confirmation" not in n])
def test_inlining_changes_nothing_that_is_seen(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With all style sheets gone the letter is drawn as it was with them."""
    sources: dict[str, str] = {}

    def spy(html: str, *, place: str) -> str:
        inlined = inline_css(html, place=place)
        sources[inlined] = html
        return inlined

    monkeypatch.setattr(issue, "inline_css", spy)
    theme, told, language = name.split()
    inlined = issue_html.__wrapped__(theme, told, language)
    as_source = opened(browser, sources[inlined], width=900)
    as_inlined = opened(browser, STYLE.sub("", inlined), width=900)
    assert as_inlined.evaluate(DRAWN) == as_source.evaluate(DRAWN)
    as_source.close()
    as_inlined.close()
