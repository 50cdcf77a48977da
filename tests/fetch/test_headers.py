from __future__ import annotations

from datetime import timedelta

import pytest

from digest.fetch import headers

NOON = "Mon, 23 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("told", "media_type", "charset"),
    [
        ("", "", ""),
        ("text/html", "text/html", ""),
        ("Text/HTML; Charset=ISO-8859-1", "text/html", "ISO-8859-1"),
        ("application/xml;charset='utf-8';x=y", "application/xml", "utf-8"),
        ("text/html; charset=", "text/html", ""),
        ("text/html, text/plain; charset=utf-8, x", "text/html, text/plain", "utf-8"),
    ],
)
def test_a_content_type_is_a_media_type_and_perhaps_a_charset(
    told: str, media_type: str, charset: str
) -> None:
    """However it is written."""
    answer = {"content-type": told}
    assert headers.media_type(answer) == media_type
    assert headers.charset(answer) == charset


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ('"abc"', '"abc"'),
        (' W/"abc" ', 'W/"abc"'),
        ('"ü"', ""),
        ('"a\x00"', ""),
        ("x" * 1000, "x" * 1000),
        ("x" * 1001, ""),
    ],
)
def test_a_validator_is_kept_where_it_can_be_sent_back(value: str, kept: str) -> None:
    """Else the next request is one without."""
    assert headers.validator({"etag": value}, "etag") == kept
    assert headers.validator({}, "etag") == ""


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("", None),
        ("0", timedelta()),
        ("120", timedelta(minutes=2)),
        ("9" * 5000, timedelta(days=365)),
        ("-5", None),
        ("soon", None),
        ("Mon, 23 Nov 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("Mon, 23 Nov 2026 11:30:00 GMT", timedelta()),
        ("Mon, 23 Nov 2126 12:30:00 GMT", timedelta(days=365)),
        ("Mon, 23 Nov 2026 12:30:00 -0000", None),
        ("Mon, 99 Nov 2026 12:30:00 GMT", None),
    ],
)
def test_a_site_may_ask_for_patience(value: str, wait: timedelta | None) -> None:
    """In seconds or by its own clock, and never for longer than a year."""
    assert headers.retry_after({"retry-after": value, "date": NOON}) == wait


def test_a_moment_without_the_sites_clock_says_nothing() -> None:
    """Ours may be another."""
    assert headers.retry_after({"retry-after": NOON}) is None


@pytest.mark.parametrize(
    ("control", "age", "fresh"),
    [
        ("", "", None),
        ("no-cache", "", None),
        ("s-maxage=5", "", None),
        ("max-age=60", "", timedelta(minutes=1)),
        ("public,MAX-AGE=60", "", timedelta(minutes=1)),
        ('private, max-age="60"', "", timedelta(minutes=1)),
        ("max-age=60", "20", timedelta(seconds=40)),
        ("max-age=60", "90", timedelta()),
        ("max-age=60", "old", timedelta(minutes=1)),
        (f"max-age={'9' * 5000}", "", timedelta(days=365)),
    ],
)
def test_an_answer_counts_for_as_long_as_it_says(
    control: str, age: str, fresh: timedelta | None
) -> None:
    """Less what it spent on the way."""
    assert headers.max_age({"cache-control": control, "age": age}) == fresh
