"""The search as readers use it: in Chromium, under the policy that the server sends."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from unicodedata import category
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from builders import NOW, a_feed, a_newsletter, a_site, an_entry, made_pages
from digest.render.pages.search.words import words_of
from digest.render.theme import Theme, packaged_templates
from digest.web.headers import SEARCHING

pytestmark = pytest.mark.browser

HOME = "https://preview.example.net/below/"
#: many times as many texts with this, for a night
LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
NASTY = (
    "Harbour opens, AT LAST! don't re-open v2.0",
    "Café Über Straße İstanbul ılık ŒUVRE Ærø Łódź ﬁne ①② ẞ",
    "ΌΡΟΣ ὄρος ΣΑΣ Ёлка й Ǆ ŉ",
    "东京 とが iPhone用アプリ ﾊﾟｿｺﾝ 한국어 문서 ㍿ 々〆",
    "हिन्दी में। தமிழ் กขค ພາສາ မြန်မာ ខ្មែរ",
    "مَرْحَبًا مــرحبا שָׁלוֹם ۱۲۳",
    "soft\u00adhyphen zero\u200bwidth a\u0301\u0327 \u0301b \ufeffc \U0001f600 x\u20e3",
    "\U00020bb7野家 \U0001d400\U0001d401 \U00010400 _under_score_ a\u00a0b\u2003c\x1fd",
    "x" * 100 + " " + "é" * 100,
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published tree of three years on the disk."""
    folder = tmp_path_factory.mktemp("tree")
    entries = [
        an_entry(
            title=f"Ferry {n}",
            published=NOW - timedelta(days=25 * n),
            text="storm" if n % 2 else "calm",
            tags=("harbour",),
            html="<p>x</p>",
        )
        for n in range(44)
    ]
    entries[3] = an_entry(title="Café <b>Straße</b>", text="storm", slug="cafe")
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(),
        entries=entries,
        issues=(),
        newsletters=(a_newsletter(),),
        feeds=(a_feed(),),
    )
    for document in documents:
        path = folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.data)
    return folder


@pytest.fixture
def page(browser: Browser, tree: Path) -> Iterator[Page]:
    """A tab that sees the tree below some path, under the policy of our server."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))

    def answer(route: Route) -> None:
        name = unquote(route.request.url.removeprefix(HOME).partition("?")[0])
        path = tree / (f"{name}index.html" if name.endswith("/") or not name else name)
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        headers = {**SEARCHING, "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(body=path.read_bytes(), headers=headers)

    tab.route("**/*", answer)
    yield tab
    context.close()
    assert not faults


def test_both_languages_fold_words_alike(page: Page) -> None:
    """What Python writes into the index is what the script looks for."""
    chance = Random(4)  # noqa: S311  the same texts in each run
    # the browser knows some letters that Python does not know yet
    known = [
        chr(n) for n in range(0x20, 0x20000) if category(chr(n)) not in {"Cn", "Cs"}
    ]
    texts = [
        *NASTY,
        *("".join(chance.choices(known, k=400)) for _ in range(500 if LONG else 20)),
    ]
    page.goto(f"{HOME}search/")
    ask = "texts => texts.map(text => window.digestSearch.wordsOf(text))"
    for text, words in zip(texts, page.evaluate(ask, texts), strict=True):
        assert sorted(words) == sorted(words_of(text))


def test_a_reader_finds_what_has_all_the_words(page: Page) -> None:
    """The best first; each result leads to its page."""
    page.goto(f"{HOME}search/?q={quote('cafe strasse')}")
    expect(page.locator("#found")).to_have_text("1 article")
    assert page.text_content("article h2") == "Café <b>Straße</b>"
    assert page.locator("article mark").all_text_contents() == ["Café", "Straße"]
    page.click("article h2 a")
    assert page.url == f"{HOME}articles/cafe/"


def test_the_newest_segments_are_asked_first(page: Page) -> None:
    """Older ones only when there is too little, or when the reader asks."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{HOME}search/?q=ferry")
    expect(page.locator("#found")).to_have_text("27 articles so far")
    names = [url.rpartition("/")[2] for url in asked if url.endswith(".json")]
    assert names == ["index.json", "2026.json", "2025.json"]
    page.click("#further button")
    expect(page.locator("#found")).to_have_text("43 articles")
    assert page.is_hidden("#further")


def test_who_types_on_while_a_segment_is_read_finds_nothing_twice(page: Page) -> None:
    """Both searches wait for the same file."""
    held: list[Route] = []
    page.route("**/2026.json", lambda route: held.append(route))  # noqa: PLW0108  it is marked
    with page.expect_request("**/2026.json"):
        page.goto(f"{HOME}search/?q=ferry")
    page.fill("#q", "ferry 7")
    page.press("#q", "Enter")
    expect(page.locator("#found")).to_have_text("Searching …")
    for route in held:
        route.fallback()
    expect(page.locator("#found")).to_have_text("1 article")
    assert len(held) == 1


def test_words_may_be_begun_and_written_as_one_likes(page: Page) -> None:
    """A beginning finds the word, case and order do not count."""
    page.goto(f"{HOME}search/")
    page.fill("#q", "STRA CAF")
    expect(page.locator("#found")).to_have_text("1 article")
    page.fill("#q", "storm harb")
    expect(page.locator("#found")).to_contain_text("articles")
    page.fill("#q", "storm nowhere")
    expect(page.locator("#found")).to_have_text("No article has all these words.")
    page.fill("#q", " … ")
    expect(page.locator("#found")).to_have_text("")
    assert page.locator("article").count() == 0


def test_a_search_has_an_address(page: Page) -> None:
    """It can be sent to somebody, and to look again costs no new page."""
    page.goto(f"{HOME}search/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("ferry 7")
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_be_visible()
    assert page.url == f"{HOME}search/?q=ferry+7"


def test_nothing_of_a_result_is_markup(page: Page) -> None:
    """Whatever a title or a query says."""
    page.goto(f"{HOME}search/?q={quote('<img src=x onerror=alert(1)> b')}")
    expect(page.locator("#found")).not_to_have_text("")
    assert page.locator("main img, main b").count() == 0


def test_without_script_the_form_is_not_there(browser: Browser, tree: Path) -> None:
    """But the words that lead to the lists are."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((tree / "search/index.html").as_uri())
    assert tab.is_hidden("#search")
    assert tab.is_visible("#without-script")
    context.close()


def test_an_index_that_cannot_be_read_is_told(page: Page, tree: Path) -> None:
    """And nothing breaks."""
    page.route("**/index.json", lambda route: route.fulfill(body="{"))
    page.goto(f"{HOME}search/?q=ferry")
    expect(page.locator("#found")).to_contain_text("cannot be read")
