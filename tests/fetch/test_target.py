from __future__ import annotations

import pytest

from digest.errors import FetchError
from digest.fetch.target import read_target, redirected


def test_a_target_is_the_url_in_its_parts() -> None:
    """In ASCII, with the port that the scheme means, and no fragment."""
    target = read_target("https://Fähre.example.org/a?b=c#d")
    assert target.url == "https://xn--fhre-loa.example.org/a?b=c"
    assert target.host == "xn--fhre-loa.example.org"
    assert (target.scheme, target.port) == ("https", 443)
    assert target.authority == "xn--fhre-loa.example.org"


def test_an_address_in_brackets_is_a_host() -> None:
    """Which loses them, but not in the header."""
    target = read_target("http://[2606:4700::1]:8080/")
    assert (target.host, target.port) == ("2606:4700::1", 8080)
    assert target.authority == "[2606:4700::1]:8080"


@pytest.mark.parametrize("port", [80, 443, 1024, 8080, 65535])
def test_a_port_of_the_web_is_taken(port: int) -> None:
    """As many sites stand on other ones."""
    assert read_target(f"http://example.org:{port}/").port == port


@pytest.mark.parametrize("port", [1, 22, 25, 110, 587, 993, 3306, 5432, 6379, 11211])
def test_a_port_of_another_service_is_refused(port: int) -> None:
    """A request's lines could be commands there."""
    with pytest.raises(FetchError, match=f"port {port} is not one of the web; use 80"):
        read_target(f"http://example.org:{port}/")


@pytest.mark.parametrize(
    ("url", "fact"),
    [
        ("", "is no web address"),
        ("example.org", "is no web address"),
        ("ftp://example.org/", "is no web address"),
        ("javascript:alert(1)", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://exa mple.org/", "names no host"),
        ("http://example.org\\@10.0.0.1/", "user's name or password"),
        ("http://user@example.org/", "user's name or password"),
        ("http://user:secret@example.org/", "user's name or password"),
        ("http://example.org:0/", "port 0 is not one"),
        ("http://example.org:70000/", "is no web address"),
        ("http://example.org:x/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("http://[fe80::1%25eth0]/", "names no host"),
        (f"http://example.org/{'a' * 4000}", "is longer than 4000"),
    ],
)
def test_what_may_not_be_asked_is_refused_by_a_reason(url: str, fact: str) -> None:
    """In one line of its own, which shows no password."""
    with pytest.raises(FetchError) as caught:
        read_target(url)
    assert fact in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://example.org/b"),
        ("b", "https://example.org/a/b"),
        ("?c", "https://example.org/a/?c"),
        ("//news.example.org/b", "https://news.example.org/b"),
        ("https://news.example.org/ä#b", "https://news.example.org/%C3%A4"),
    ],
)
def test_a_redirect_counts_from_where_it_stands(location: str, url: str) -> None:
    """As a browser takes it."""
    assert redirected(read_target("https://example.org/a/"), location).url == url


def test_a_redirect_to_encryption_is_welcome() -> None:
    """Most sites send on to https by now."""
    target = redirected(read_target("http://example.org/"), "https://example.org/")
    assert target.scheme == "https"


@pytest.mark.parametrize("location", ["http://example.org/", "http://[::1/"])
def test_a_redirect_out_of_encryption_or_to_nowhere_is_refused(location: str) -> None:
    """Nothing is asked there."""
    with pytest.raises(FetchError, match="sends on to http"):
        redirected(read_target("https://example.org/"), location)
