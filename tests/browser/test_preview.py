"""The preview's page as its owner sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from builders import a_letter, a_newsletter, a_png, a_site
from digest.check.findings import Finding, Severity
from digest.errors import ConfigError, ThemeError
from digest.preview.parts import parts_of
from digest.preview.showcase import Showcase
from digest.preview.views import View, letter_page
from previews import (
    a_failed_issue,
    a_media_file,
    a_message,
    a_next_issue,
    a_studio,
    previewing,
    showing,
)
from publications import an_article_text, write_publication
from waiting import PATIENCE, until

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
WIDE, NARROW = 1400, 360
#: long enough to be scrolled in any window
TALL = "<p>The harbour is open again.</p>" * 200
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour opens</title><style>
:root {{ color-scheme: light dark; }}
body {{ background: #ffffff; color: #000000; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #101010; color: #eeeeee; }}
}}
</style></head><body><h1>Harbour opens</h1>
<img src="https://notes.example.org/media/a.png" alt="Ships at the quay" width="99">
<a href="https://notes.example.org/elsewhere/">Elsewhere</a>
<script>document.body.textContent = "a script ran"</script>{TALL}</body></html>"""
FINDINGS = tuple(
    Finding(
        path="weekly",
        line=line,
        rule="H06",
        severity=severity,
        fact="a picture has no alt",
        remedy="write one",
    )
    for line, severity in ((12, Severity.ERROR), (40, Severity.WARNING))
)
#: how far the page could be moved sideways
SIDEWAYS = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""


def a_showcase() -> Showcase:
    """Two newsletters, with all that can be said of one."""
    picture = a_media_file("media/a.png", lambda _: a_png(99, 40))
    weekly = a_next_issue(
        a_letter(html=PAGE, preheader="Ships are back."),
        findings=FINDINGS,
        media=(picture,),
        remarks=("the note content/issues/weekly/next.md is as it was",),
    )
    harbour = a_next_issue(
        a_letter(subject="Harbour letters", html=PAGE),
        newsletter=a_newsletter(
            name="harbour", title="Harbour Letters", zone="Asia/Tokyo", approve=True
        ),
        lack="nothing is new",
    )
    showcase = Showcase()
    showcase.show(a_site(), [weekly, harbour])
    return showcase


@contextmanager
def opened(
    browser: Browser,
    showcase: Showcase | None = None,
    *,
    view: str = "weekly/desktop",
    width: int = WIDE,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    """The page in a window, when the letter is there."""
    with showing(showcase or a_showcase()) as client:
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(f"http://127.0.0.1:{client.port}/#{view}")
        expect(page.locator("#live")).to_have_text("Follows your files")
        yield page
        page.close()


def letter_in(page: Page) -> FrameLocator:
    """The document in the frame."""
    return page.frame_locator("#frame iframe:last-child")


def test_the_letter_stands_beside_what_is_said_of_it(browser: Browser) -> None:
    """Subject, preheader, when it is due, its size and every finding."""
    with opened(browser) as page:
        expect(page.locator("h1")).to_have_text("Harbour opens")
        expect(page.locator("#preheader")).to_have_text("Ships are back.")
        facts = page.locator("#facts")
        expect(facts).to_contain_text("Monday, 23 November 2026")
        expect(facts).to_contain_text("07:00 Europe/Berlin")
        expect(facts).to_contain_text("1 new entry")
        expect(facts).to_contain_text(re.compile(r"of 90,000 octets \(\d+ %\)"))
        findings = page.locator("#findings li")
        expect(findings).to_have_count(2)
        expect(findings.first).to_contain_text("a picture has no alt; write one")
        expect(findings.first).to_contain_text("weekly:12")
        expect(page.locator("#remarks")).to_contain_text("next.md is as it was")
        expect(letter_in(page).locator("h1")).to_have_text("Harbour opens")


def test_the_other_newsletter_is_one_link_away(browser: Browser) -> None:
    """In the same view; a sample and an approval are told."""
    with opened(browser, view="weekly/phone") as page:
        page.get_by_role("link", name="Harbour Letters").click()
        expect(page.locator("h1")).to_have_text("Harbour letters")
        expect(page.locator("#facts")).to_contain_text("15:00 Asia/Tokyo")
        expect(page.locator("#facts")).to_contain_text(
            "only to look at: nothing is new"
        )
        expect(page.locator("#facts")).to_contain_text("digest issues approve")
        expect(page.locator("#view-phone")).to_have_attribute("aria-selected", "true")


def test_the_keys_lead_through_the_views(browser: Browser) -> None:
    """By number and by arrow, around the ends, and inside of the letter as well."""
    with opened(browser) as page:
        letter_in(page).locator("h1").wait_for()
        for key, view in (
            ("3", "dark"),
            ("ArrowRight", "no-images"),
            ("7", "headers"),
            ("ArrowRight", "desktop"),
            ("ArrowLeft", "headers"),
            ("1", "desktop"),
        ):
            page.keyboard.press(key)
            tab = page.locator(f"#view-{view}")
            expect(tab).to_have_attribute("aria-selected", "true")
            expect(page.locator("#frame iframe")).to_have_count(1)
        letter_in(page).locator("h1").click()
        page.keyboard.press("2")
        expect(page.locator("#view-phone")).to_have_attribute("aria-selected", "true")


def test_no_script_of_a_letter_runs(browser: Browser) -> None:
    """And a link in it opens beside the page."""
    with opened(browser) as page:
        letter = letter_in(page)
        expect(letter.locator("h1")).to_have_text("Harbour opens")
        with page.context.expect_page() as other:
            letter.get_by_role("link", name="Elsewhere").click()
        other.value.close()
        expect(letter.locator("h1")).to_have_text("Harbour opens")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("view", "ground"),
    [
        ("desktop", "rgb(255, 255, 255)"),
        ("phone", "rgb(255, 255, 255)"),
        ("dark", "rgb(16, 16, 16)"),
    ],
)
def test_a_view_is_light_or_dark_whatever_the_system_is(
    browser: Browser, scheme: Scheme, view: str, ground: str
) -> None:
    """Only the page around it follows the system."""
    with opened(browser, view=f"weekly/{view}", scheme=scheme) as page:
        expect(letter_in(page).locator("body")).to_have_css("background-color", ground)
        paper = "rgb(253, 252, 250)" if scheme == "light" else "rgb(20, 24, 26)"
        expect(page.locator("body")).to_have_css("background-color", paper)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_view_is_drawn_as_the_letter_itself_would_be(
    browser: Browser, scheme: Scheme
) -> None:
    """To the dot: answering a condition changes nothing but who answers."""
    parts = replace(parts_of(a_message()), html=PAGE)
    view = View.DARK if scheme == "dark" else View.DESKTOP
    other: Scheme = "light" if scheme == "dark" else "dark"
    shown = letter_page(parts, view, site_url="https://notes.example.org")
    shots = []
    for html, system in ((parts.html, scheme), (shown, other)):
        page = browser.new_page(color_scheme=system, java_script_enabled=False)
        page.set_content(html.replace("<img ", "<i "))
        shots.append(page.screenshot())
        page.close()
    assert shots[0] == shots[1]


def test_a_picture_that_is_not_public_yet_is_seen(browser: Browser) -> None:
    """And without images its words are."""
    natural = "e => e.complete && e.naturalWidth"
    with opened(browser) as page:
        image = letter_in(page).locator("img")
        expect(image).to_have_js_property("naturalWidth", 99)
        page.keyboard.press("4")
        expect(page.locator("#frame.no-images iframe")).to_have_count(1)
        assert not letter_in(page).locator("img").evaluate(natural)
        expect(letter_in(page).get_by_alt_text("Ships at the quay")).to_be_visible()


@pytest.mark.parametrize(
    ("view", "width"), [("desktop", 600), ("dark", 600), ("phone", 360)]
)
def test_a_letter_has_the_window_of_its_reader(
    browser: Browser, view: str, width: int
) -> None:
    """On a narrow screen, too: the frame is moved and not the letter squeezed."""
    with opened(browser, view=f"weekly/{view}", width=NARROW + 40) as page:
        letter_in(page).locator("h1").wait_for()
        box = page.locator("#frame iframe").bounding_box()
        assert box is not None
        assert box["width"] == width


@pytest.mark.parametrize("view", [str(view) for view in View])
@pytest.mark.parametrize("width", [320, 390, 768, WIDE])
def test_the_page_fits_every_window(browser: Browser, view: str, width: int) -> None:
    """Nobody moves it sideways."""
    with opened(browser, view=f"weekly/{view}", width=width) as page:
        letter_in(page).locator("body").wait_for()
        assert page.evaluate(SIDEWAYS) <= 0


def test_an_edit_is_drawn_where_its_author_reads(
    browser: Browser, tmp_path: Path
) -> None:
    """The frame stays at its place in the letter, and the view as it was."""
    body = "\n\nThe harbour is open again.\n" * 300
    root = write_publication(tmp_path)
    article = root / "content" / "harbour.md"
    article.write_text(an_article_text() + body)
    with previewing(a_studio(root)) as preview:
        page = browser.new_page(viewport={"width": WIDE, "height": 500})
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(f"http://127.0.0.1:{preview.client.port}/#weekly/source")
        line = letter_in(page).locator("li").nth(40)
        line.scroll_into_view_if_needed()
        place = "() => document.querySelector('#frame iframe').contentWindow.scrollY"
        before = page.evaluate(place)
        assert before > 0

        def is_drawn() -> bool:
            article.write_text(an_article_text("Harbour shuts") + body)
            page.wait_for_timeout(100)
            return page.locator("h1").inner_text() == "Harbour shuts"

        until(is_drawn)
        expect(page.locator("#frame iframe")).to_have_count(1)
        assert "Harbour shuts" in letter_in(page).locator("body").inner_text()
        assert page.evaluate(place) == before
        page.close()


def test_the_last_good_letter_is_marked_as_old(browser: Browser) -> None:
    """With what has to be mended, word by word."""
    fault = ThemeError("letter.html:3: <b>no</b>; mend the template")
    showcase = a_showcase()
    showcase.show(a_site(), [a_failed_issue(fault)])
    with opened(browser, showcase) as page:
        expect(page.get_by_role("alert")).to_contain_text(str(fault))
        expect(page.get_by_role("alert")).to_contain_text("the last good one")
        expect(letter_in(page).locator("h1")).to_have_text("Harbour opens")


def test_of_what_never_could_be_made_the_reason_is_shown(browser: Browser) -> None:
    """Of one newsletter, or of the whole site."""
    one, whole = Showcase(), Showcase()
    one.show(a_site(), [a_failed_issue(ThemeError("letter.html:3: no"))])
    whole.fail(ConfigError("digest.toml:2: is not TOML\ndigest.toml:9: nor is this"))
    for showcase, words in ((one, "letter.html:3: no"), (whole, "digest.toml:9: nor")):
        with opened(browser, showcase) as page:
            expect(page.get_by_role("alert")).to_contain_text(words)
            expect(page.locator("#frame iframe")).to_have_count(0)


def test_the_end_of_the_preview_is_told(browser: Browser, tmp_path: Path) -> None:
    """The page stays as it was."""
    root = write_publication(tmp_path, {"harbour.md": an_article_text()})
    page = browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    with previewing(a_studio(root)) as preview:
        page.goto(f"http://127.0.0.1:{preview.client.port}/")
        letter_in(page).locator("h1").first.wait_for()
    expect(page.locator("#live")).to_have_text("digest preview has ended")
    expect(page.locator("h1")).to_have_text("Harbour opens")
    page.close()
