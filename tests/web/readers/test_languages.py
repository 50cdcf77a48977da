"""In which language a page speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.signed.links import LinkPurpose
from digest.web.readers.languages import NAMES, wished, words_of
from digest.wiring import Press
from digest.words import LANGUAGES
from reader_links import a_reader, path_of
from serving import Client


@pytest.mark.parametrize(
    ("saved", "asked", "accepted", "site", "language"),
    [
        ("de", "fr", "es", "ja", "de"),
        ("", "fr", "es", "ja", "fr"),
        ("", "xx", "es", "ja", "es"),
        ("", "", "nl, es;q=0.4, de;q=0.8", "ja", "de"),
        ("", "", "nl", "ja-JP", "ja"),
        ("", "", "", "nl", "en"),
        ("tlh", "../x", "*;q=0.1", "", "en"),
    ],
)
def test_the_first_language_that_we_speak_is_taken(
    saved: str, asked: str, accepted: str, site: str, language: str
) -> None:
    """The saved one, then the address's, the browser's, and the site's."""
    words = words_of(saved=saved, asked=asked, accepted=accepted, site=site)
    assert words.language == language


@pytest.mark.parametrize(
    ("accepted", "tags"),
    [
        ("de", ["de"]),
        ("en;q=0.5, de-AT , fr;q=0.9", ["de-AT", "fr", "en"]),
        ("de;q=0, en", ["en"]),
        ("de;q=2, en;q=x, fr;q=0.1234", []),
        ("", []),
        (",;,=", []),
    ],
)
def test_a_browser_says_what_it_likes_best(accepted: str, tags: list[str]) -> None:
    """Elements that are none are passed over (RFC 9110 12.5.4)."""
    assert list(wished(accepted)) == tags


@given(st.text(max_size=2000))
def test_whatever_a_browser_sends_is_read(accepted: str) -> None:
    """No field can make a page fail."""
    assert all(tag for tag in wished(accepted))


def test_each_language_has_the_name_that_its_readers_know() -> None:
    """The page's links and the list of languages show it."""
    assert set(NAMES) == LANGUAGES


def test_a_page_speaks_and_offers_the_others(client: Client) -> None:
    """Its links keep what else the address says."""
    page = client.ask("/subscribe?newsletter=tides&lang=ar")
    assert '<html lang="ar" dir="rtl">' in page.text
    assert page.headers["content-language"] == "ar"
    assert 'href="?newsletter=tides&amp;lang=de"' in page.text
    assert 'lang="ar" hreflang' not in page.text


def test_who_has_saved_a_language_is_not_asked(press: Press, client: Client) -> None:
    """It is changed where it was saved."""
    reader = a_reader(press, "weekly")
    press.store.set_language(reader.id, "ja")
    page = client.ask(f"{path_of(press, LinkPurpose.LEAVE, reader, 'weekly')}?lang=de")
    assert '<html lang="ja" dir="ltr">' in page.text
    assert "hreflang" not in page.text


def test_an_address_of_a_page_keeps_the_language_that_was_asked_for(
    press: Press, client: Client
) -> None:
    """From the question to the answer; nothing else of a query comes along."""
    path = path_of(press, LinkPurpose.LEAVE, a_reader(press, "weekly"), "weekly")
    assert f'action="..{path}?lang=fr"' in client.ask(f"{path}?lang=fr&x=1").text
    assert f'action="..{path}"' in client.ask(f"{path}?lang=%22%3E").text
    assert "désabonné" in client.post(f"{path}?lang=fr").text
