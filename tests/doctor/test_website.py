from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW
from digest.doctor.advice import AdviceState
from digest.doctor.page import Page
from digest.doctor.website import advise_clock, advise_feed, advise_leaving, advise_site

OK, WARNING, ERROR = AdviceState.OK, AdviceState.WARNING, AdviceState.ERROR
URL = "https://notes.example.org"
ENDS = NOW + timedelta(days=60)
AWAY = Page(fault="cannot be reached: Connection refused")


@pytest.mark.parametrize(
    ("url", "page", "state"),
    [
        (URL, Page(status=200, ends=ENDS), OK),
        (URL, Page(status=200, ends=NOW + timedelta(days=3)), WARNING),
        (URL, AWAY, ERROR),
        ("http://notes.example.org", Page(status=200), ERROR),
    ],
)
def test_the_site_has_to_be_there_by_https(
    url: str, page: Page, state: AdviceState
) -> None:
    """One-click unsubscribe is for https only (RFC 8058 3.1)."""
    (advice,) = advise_site(url, page, now=NOW)
    assert advice.state is state


@pytest.mark.parametrize(
    ("page", "state", "told"),
    [
        (Page(status=200, kind="text/html"), OK, "shows its page"),
        (AWAY, ERROR, "cannot be reached"),
        (Page(status=301, location="https://a.example/"), ERROR, "https://a.example/"),
        (Page(status=404, kind="text/html"), ERROR, "is not known there (404)"),
        (Page(status=200, kind="text/plain"), ERROR, "200 text/plain"),
        (Page(status=502, kind="text/html"), ERROR, "502 text/html"),
    ],
)
def test_the_link_to_unsubscribe_has_to_show_a_page(
    page: Page, state: AdviceState, told: str
) -> None:
    """Without a redirect, as that is where one-click ends."""
    advice = advise_leaving(page)
    assert advice.state is state
    assert told in advice.fact


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (Page(status=200, kind="application/atom+xml"), OK),
        (Page(status=200, kind="application/octet-stream"), WARNING),
        (Page(status=404, kind="text/html"), ERROR),
        (Page(status=302, location="https://a.example/"), ERROR),
        (AWAY, ERROR),
    ],
)
def test_the_feed_has_to_stand_where_the_site_says(
    page: Page, state: AdviceState
) -> None:
    """As XML; programs guess at all else."""
    assert advise_feed(f"{URL}/atom.xml", page).state is state


@pytest.mark.parametrize(
    ("ahead", "state", "told"),
    [
        (timedelta(seconds=60), OK, "agrees"),
        (timedelta(seconds=-61), WARNING, "0:01:01 behind"),
        (timedelta(minutes=16), ERROR, "0:16:00 ahead of"),
    ],
)
def test_the_clock_is_compared_with_the_site_s(
    ahead: timedelta, state: AdviceState, told: str
) -> None:
    """Slots and signatures depend on it."""
    advice = advise_clock(Page(told=NOW, seen=NOW + ahead))
    assert advice.state is state
    assert told in advice.fact


def test_a_lone_clock_is_compared_with_nothing() -> None:
    """Where the site is away, or does not tell the time."""
    assert advise_clock(Page(seen=NOW)).state is AdviceState.SKIPPED
