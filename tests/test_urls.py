from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.urls import encode_url, is_page_address, is_web_address


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        (
            "https://bücher.example/ü?q=ä#ö",
            "https://xn--bcher-kva.example/%C3%BC?q=%C3%A4#%C3%B6",
        ),
        (
            "https://user@bücher.example:8443/",
            "https://user@xn--bcher-kva.example:8443/",
        ),
        ("mailto:ann@example.net", "mailto:ann@example.net"),
        ("https://[broken/", "https://%5Bbroken/"),
        ("https://BÜCHER.example/Ü", "https://xn--bcher-kva.example/%C3%9C"),
        ("https://ü@bücher.example/", "https://%C3%BC@xn--bcher-kva.example/"),
        ("https://ü..example/", "https://%C3%BC..example/"),
        ("https://example.org/100%", "https://example.org/100%"),
        ("", ""),
    ],
)
def test_a_url_becomes_ascii(url: str, encoded: str) -> None:
    """Hosts by IDNA, the rest percent-encoded, and what is encoded stays."""
    assert encode_url(url) == encoded


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_becomes_ascii_and_stays_so(text: str) -> None:
    """No URL, however odd, breaks a build; encoding twice changes nothing more."""
    once = encode_url(text.encode("utf-8", "ignore").decode())
    assert once.isascii()
    assert encode_url(once) == once


@pytest.mark.parametrize(
    "url",
    [
        "https://notes.example.org",
        "http://localhost:8000/",
        "https://[::1]:8000",
        "https://bücher.example/über/",
        "https://example.org/100%/",
    ],
)
def test_a_site_stands_at_a_host_and_a_path(url: str) -> None:
    """In any script, and with a bare percent sign where the owner has one."""
    assert is_web_address(url)


@pytest.mark.parametrize("query", ["", "?", "?feed=rss2&tag=a+b", "?q=fähre"])
def test_a_page_may_have_a_query(query: str) -> None:
    """A site of its own may not."""
    assert is_page_address(f"https://example.org/feed{query}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "?a",
        "ftp://example.org/?a",
        "https://example.org/?a b",
        "https://a.org/?a#b",
    ],
)
def test_what_is_no_page_is_none_with_a_query(url: str) -> None:
    """Nor with blanks or a fragment in it."""
    assert not is_page_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "notes.example.org",
        "ftp://example.org",
        "https://",
        "https://[broken",
        "https://example.org:99999",
        "https://example.org:x",
        "https://ann@example.org",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://ü..example",
    ],
)
def test_what_is_more_or_less_is_no_web_address(url: str) -> None:
    """Pages are named by adding to it, so nothing may follow the path."""
    assert not is_web_address(url)
