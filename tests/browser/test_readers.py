"""The pages of readers in Chromium: with and without script, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builders import NOW
from digest.readers import SubscriberState
from digest.render.theme import packaged_templates
from digest.signed.links import LinkPurpose
from digest.web.app import make_app
from digest.wiring import Press
from publications import Clock, a_press, add_newsletter, write_publication
from reader_links import ANN, a_reader, ann, path_of
from serving import Client, serving

pytestmark = pytest.mark.browser

LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)
STYLE = "style.css"


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A site with two newsletters, and the style of its pages."""
    root = write_publication(tmp_path / "site", schedule="0 7 * * MON")
    add_newsletter(root, "tides", title=LONG, description="When the water comes.")
    feeds = root / "feeds"
    feeds.mkdir()
    style = packaged_templates() / "site" / STYLE
    (feeds / STYLE).write_bytes(style.read_bytes())
    with a_press(root, Clock(NOW)) as opened:
        yield opened


@pytest.fixture
def client(press: Press) -> Iterator[Client]:
    """Asks the server of the site."""
    with serving(make_app(press)) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(
    browser: Browser, client: Client, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A tab of its own, with or without script, that finds the site at its root."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{client.port}",
        java_script_enabled=request.param,
        accept_downloads=True,
        locale="en-GB",
    )
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text))
    yield tab
    context.close()
    # a style or script that the policy forbids would be told here
    assert not [fault for fault in faults if "Content Security" in fault]


def test_a_reader_signs_up_and_confirms(press: Press, page: Page) -> None:
    """From the form to the welcome."""
    page.goto("/subscribe")
    page.fill("input[type=email]", ANN)
    page.click("text=Subscribe >> nth=-1")
    assert page.text_content("h1") == "One more step"
    reader = ann(press)
    assert reader.state is SubscriberState.UNCONFIRMED
    page.goto(path_of(press, LinkPurpose.CONFIRM, reader, "weekly"))
    page.click("button")
    assert page.text_content("h1") == "Welcome"
    assert ann(press).newsletters == ("weekly",)
    page.click("text=Choose what you get")
    assert page.text_content("h1") == "Your letters"


def test_a_slip_is_told_by_the_browser_or_by_us(press: Press, page: Page) -> None:
    """What has no @ goes nowhere; what we refuse stands in the form again."""
    page.goto("/subscribe")
    page.fill("input[type=email]", "ann@example..net")
    page.click("button")
    assert press.store.find_subscriber(ANN) is None
    assert page.input_value("input[type=email]") == "ann@example..net"


def test_a_reader_changes_what_they_get(press: Press, page: Page) -> None:
    """Newsletters and language, by one button."""
    page.goto(path_of(press, LinkPurpose.PREFERENCES, a_reader(press, "weekly")))
    page.uncheck("input[value=weekly]")
    page.check("input[value=tides]")
    page.select_option("#language", "de")
    page.click("button[value=choose]")
    assert page.text_content("[role=status]") == "Gespeichert."
    assert page.get_attribute("html", "lang") == "de"
    assert not page.is_checked("input[value=weekly]")
    assert ann(press).newsletters == ("tides",)


def test_a_reader_pauses_and_resumes(press: Press, page: Page) -> None:
    """The button becomes the other one."""
    page.goto(path_of(press, LinkPurpose.PREFERENCES, a_reader(press, "weekly")))
    page.select_option("#weeks", "4")
    page.click("button[value=pause]")
    assert ann(press).paused_until is not None
    page.click("button[value=resume]")
    assert page.is_visible("button[value=pause]")
    assert ann(press).paused_until is None


def test_a_reader_moves(press: Press, page: Page) -> None:
    """By the letter to the new address."""
    reader = a_reader(press, "weekly")
    page.goto(path_of(press, LinkPurpose.PREFERENCES, reader))
    page.fill("#address", "ann@example.com")
    page.click("button[value=move]")
    assert "ann@example.com" in (page.text_content("[role=status]") or "")
    page.goto(path_of(press, LinkPurpose.MOVE, reader))
    page.click("button")
    assert page.text_content("h1") == "Your address is changed"
    assert ann(press, "ann@example.com").id == reader.id


def test_a_reader_leaves_and_thinks_better_of_it(press: Press, page: Page) -> None:
    """Two buttons, and nothing to type."""
    reader = a_reader(press, "weekly")
    page.goto(path_of(press, LinkPurpose.LEAVE, reader, "weekly"))
    page.click("main header button")
    assert page.text_content("h1") == "You are unsubscribed"
    assert ann(press).newsletters == ()
    page.click("text=Undo")
    assert page.text_content("h1") == "You are subscribed again"
    assert ann(press).newsletters == ("weekly",)


def test_a_reader_pauses_instead_of_leaving(press: Press, page: Page) -> None:
    """The page to leave has it, too."""
    reader = a_reader(press, "weekly")
    page.goto(path_of(press, LinkPurpose.LEAVE, reader, "weekly"))
    page.select_option("#weeks", "12")
    page.click("button[value=pause]")
    assert page.text_content("h1") == "Paused"
    assert ann(press).newsletters == ("weekly",)


def test_a_reader_takes_their_data_and_is_forgotten(press: Press, page: Page) -> None:
    """The file comes down; the page asks once more."""
    page.goto(path_of(press, LinkPurpose.PREFERENCES, a_reader(press, "weekly")))
    with page.expect_download() as download:
        page.click("text=Download all that we know")
    assert download.value.suggested_filename == "my-data.json"
    page.click("text=Forget me")
    page.click("text=Yes, forget me")
    assert page.text_content("h1") == "You are forgotten"
    assert press.store.find_subscriber(ANN) is None


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar", "ja"])
def test_no_page_of_a_reader_scrolls_sideways(
    press: Press, client: Client, browser: Browser, language: str
) -> None:
    """Within the narrowest phone (WCAG 1.4.10), and the words run as they should."""
    reader = a_reader(press, "weekly")
    press.store.ask_to_move(
        reader.id, f"{'a' * 60}@example.com", ask_after=NOW, now=NOW
    )
    paths = ["/subscribe", "/leave/x"]
    paths += [path_of(press, purpose, reader, "weekly") for purpose in LinkPurpose]
    paths.append(f"{path_of(press, LinkPurpose.PREFERENCES, reader)}/forget")
    context = browser.new_context(viewport={"width": 320, "height": 800})
    tab = context.new_page()
    for path in paths:
        tab.goto(f"http://127.0.0.1:{client.port}{path}?lang={language}")
        assert tab.get_attribute("html", "lang") == language
        assert tab.evaluate("document.documentElement.scrollWidth") == 320, path
    context.close()


def test_the_form_can_be_put_on_any_page(
    press: Press, client: Client, browser: Browser
) -> None:
    """A page of another site posts it to us, and its reader sees our page."""
    form = (
        f'<form method="post" action="http://127.0.0.1:{client.port}/subscribe">'
        '<input type="hidden" name="newsletter" value="weekly">'
        '<input name="address"><button>Go</button></form>'
    )
    tab = browser.new_page()
    tab.route(
        "https://other.example/",
        lambda route: route.fulfill(body=form, content_type="text/html"),
    )
    tab.goto("https://other.example/")
    tab.fill("[name=address]", ANN)
    tab.click("button")
    tab.wait_for_selector("h1")
    assert tab.text_content("h1") == "One more step"
    assert ann(press).state is SubscriberState.UNCONFIRMED
    tab.close()
