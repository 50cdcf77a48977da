"""Counted links lead where they were frozen to lead, and nobody is followed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from builders import NOW, a_letter, an_issue
from digest.web.app import make_app
from digest.wiring import Press
from serving import serving
from store_steps import a_slot, hold_slot

LINK = "https://elsewhere.example/a?b=1&c=%C3%A4#d"
PERSON: dict[str, Any] = {
    "User_Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"
}


@pytest.fixture(autouse=True)
def issue(press: Press) -> None:
    """An issue whose letter has one counted link."""
    issue = an_issue(slot=a_slot().name, entries=())
    fence = hold_slot(press.store)
    press.store.publish_issue(issue, a_letter(links=(LINK,)), fence=fence, now=NOW)


def clicks(press: Press) -> int:
    """How often the link was followed."""
    (link,) = press.store.link_clicks("weekly", 1)
    return link.clicks


def test_a_click_is_counted_and_led_on(press: Press) -> None:
    """Without a cookie, and so that no cache hides the next one."""
    with serving(make_app(press)) as client:
        answer = client.ask("/go/weekly/1/1", **PERSON)
    assert answer.status == 302
    assert answer.headers["location"] == LINK
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert clicks(press) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"User_Agent": "Slackbot-LinkExpanding 1.0"},
        {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User_Agent": ""},
        {**PERSON, "Sec_Purpose": "prefetch;prerender"},
        {**PERSON, "Purpose": "preview"},
        {**PERSON, "X_Moz": "prefetch"},
    ],
)
def test_programs_are_led_on_uncounted(press: Press, headers: dict[str, Any]) -> None:
    """They ask for what a reader may click later, or never."""
    with serving(make_app(press)) as client:
        answer = client.ask("/go/weekly/1/1", **headers)
        looked = client.ask("/go/weekly/1/1", method="HEAD", **PERSON)
    assert answer.status == looked.status == 302
    assert clicks(press) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/go/weekly/1/2",
        "/go/weekly/1/0",
        "/go/weekly/1/-1",
        "/go/weekly/1/9999999999999999999999",
        "/go/weekly/1/١",
        "/go/weekly/one/1",
        "/go/daily/1/1",
        "/go/weekly/1/1/https://evil.example/",
        "/go/weekly/1/https:%2F%2Fevil.example",
    ],
)
def test_nothing_else_leads_anywhere(press: Press, path: str) -> None:
    """Nobody borrows the site's name for a link of their own."""
    with serving(make_app(press)) as client:
        answer = client.ask(quote(path, safe="/:%-"), **PERSON)
        posted = client.ask("/go/weekly/1/1", method="POST", **PERSON)
    assert answer.status == 404
    assert posted.status == 405
    assert clicks(press) == 0
