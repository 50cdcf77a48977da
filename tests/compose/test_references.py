"""References made absolute and safe for every reader."""

from __future__ import annotations

import pytest

from digest.compose.references import References

REFERENCES = References(site_url="https://notes.example.org", pages={})


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
