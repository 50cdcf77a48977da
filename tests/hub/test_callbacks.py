from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import FetchError
from digest.fetch.public import is_public
from digest.hub.callbacks import host_of, with_query


@pytest.mark.parametrize(
    ("callback", "host"),
    [
        ("https://reader.example/callback", "reader.example"),
        ("http://READER.example:8080/x?y", "reader.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://8.8.8.8/", "8.8.8.8"),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
        # names that only begin like numbers
        ("https://1password.example/", "1password.example"),
        ("https://3.example/", "3.example"),
    ],
)
def test_a_public_callback_has_a_host(callback: str, host: str) -> None:
    """In ASCII and lower case: limits count by it."""
    assert host_of(callback, is_public) == host


@pytest.mark.parametrize(
    ("callback", "reason"),
    [
        ("http://10.0.0.1/", "not on the public web"),
        ("http://0x7f.1/", "an odd way"),
        ("http://a.0/", "an odd way"),
        ("mailto:a@b.example", "no web address"),
        ("http://a.example/\n", "invisible"),
    ],
)
def test_another_callback_is_refused_by_its_reason(callback: str, reason: str) -> None:
    """Before anybody is called."""
    with pytest.raises(FetchError, match=reason):
        host_of(callback, is_public)


@pytest.mark.parametrize(
    ("callback", "whole"),
    [
        ("http://a.example", "http://a.example?x=1+%26"),
        ("http://a.example/?", "http://a.example/?x=1+%26"),
        ("http://a.example/?b", "http://a.example/?b&x=1+%26"),
        ("http://a.example/?x=2#c", "http://a.example/?x=2&x=1+%26"),
    ],
)
def test_a_query_is_appended(callback: str, whole: str) -> None:
    """Behind what is there (WebSub 5.1.1), and without a fragment."""
    assert with_query(callback, {"x": "1 &"}) == whole


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab=&%+;.?/", max_size=20), st.text(max_size=10))
def test_what_was_in_the_query_stays_in_front(query: str, value: str) -> None:
    """To the byte; and ours is read back as it was."""
    callback = f"http://a.example/c?{query}"
    whole = with_query(callback, {"hub.challenge": value})
    assert whole.startswith(callback.removesuffix("?"))
    pairs = parse_qsl(urlsplit(whole).query, keep_blank_values=True)
    assert pairs[-1] == ("hub.challenge", value)
