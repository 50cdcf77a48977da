"""References made absolute and safe for every reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.references import References, encode_url

REFERENCES = References(site_url="https://notes.example.org", pages={})


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


@pytest.mark.parametrize("url", ["../../etc/passwd", "../x.png", "%2e%2e/x.png"])
def test_a_reference_out_of_the_content_stays_within_the_site(url: str) -> None:
    """Whatever an article names, the result is a URL of the site."""
    found = REFERENCES.resolve(url, path="a.md", page_url="https://x.example/")
    assert found.startswith("https://notes.example.org/media/")


@pytest.mark.parametrize("url", ["//[", "http://[/x", "a\nb", "  "])
def test_a_reference_that_leads_nowhere_breaks_nothing(url: str) -> None:
    """One broken link costs no build."""
    found = REFERENCES.resolve(url, path="a.md", page_url="https://x.example/")
    assert found.isascii()
    assert not set(found) & set(" \n")


def test_html_without_references_is_left_as_it_is() -> None:
    """What needs no change keeps its bytes."""
    html = "<p>a &lt; b &amp; c<br>d</p>"
    assert REFERENCES.resolve_html(html, path="a.md", page_url="") == html
