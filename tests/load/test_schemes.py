"""URLs that are declared beside a text go out only where they are harmless."""

from __future__ import annotations

import pytest

from digest.load.schemes import is_web_or_relative, is_web_url


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org:80/a?b=c#d", "HTTPS://x.org/ä"]
)
def test_addresses_of_the_web_are_whole(url: str) -> None:
    """They have a scheme and a host."""
    assert is_web_url(url)
    assert is_web_or_relative(url)


@pytest.mark.parametrize(
    "url", ["", "a.png", "../a b.png", "/a", "//example.org/a", "#a", "?a:b", "./a:b"]
)
def test_a_path_is_relative_and_no_address(url: str) -> None:
    """What has no scheme counts from the page it stands on."""
    assert not is_web_url(url)
    assert is_web_or_relative(url)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,a",
            "file:///a",
        ),
        *("java\tscript:alert(1)", "\x01javascript:alert(1)", "mailto:ann@example.org"),
        *("http:a", "http://", "http://[x/a", "http://℀.com/", "http://x.org:99999/"),
    ],
)
def test_nothing_else_goes_out(url: str) -> None:
    """Other schemes act, and a broken address leads nowhere."""
    assert not is_web_url(url)
    assert not is_web_or_relative(url)
