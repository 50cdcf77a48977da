"""rssCloud as a server: http-post, in the words of its walkthrough."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from lxml import etree

from digest.hub.cloud import MOST_TOPICS, told
from digest.hub.desk import Reply
from digest.hub.results import Result
from listening import ATOM, FORM, RSS, HubScene, Listening, form_of


def please_notify(
    hub: HubScene, program: Listening, *, client: str = "127.0.0.1", **changes: str
) -> Reply:
    """A program asks to be told of the RSS feed."""
    form = {
        "registerProcedure": "",
        "protocol": "http-post",
        "port": str(program.website.port),
        "path": "/callback",
        "url1": RSS,
        **changes,
    }
    sent = {name: text for name, text in form.items() if text != "-"}
    body = urlencode(sent).encode()
    return hub.desk.please_notify(body, FORM, client=client, now=hub.clock())


def ping(hub: HubScene, url: str) -> Reply:
    """Somebody says that a feed changed."""
    return hub.desk.ping(urlencode({"url": url}).encode(), FORM, now=hub.clock())


# --- who wants to be told -----------------------------------------------------------


def test_who_names_a_domain_is_asked_with_a_challenge(
    hub: HubScene, program: Listening
) -> None:
    """By a GET with url and challenge, whose answer is the challenge."""
    assert please_notify(hub, program, domain="127.0.0.1").is_success
    assert hub.push() == {Result.GRANTED: 1}
    (asked,) = program.questions
    assert asked["url"] == RSS
    assert len(asked["challenge"]) >= 32


def test_who_names_no_domain_is_tried_by_a_post(
    hub: HubScene, program: Listening
) -> None:
    """At the address that asks; any 2xx will do."""
    assert please_notify(hub, program).is_success
    assert hub.push() == {Result.GRANTED: 1}
    (tried,) = program.news
    assert tried.path == "/callback"
    assert form_of(tried) == {"url": [RSS]}


def test_a_line_break_behind_the_challenge_is_no_fault(
    hub: HubScene, program: Listening
) -> None:
    """Some programs end their answer so; another text is a no."""
    program.program.echo = b"no\n"
    please_notify(hub, program, domain="127.0.0.1")
    assert hub.push() == {Result.DECLINED: 1}


@pytest.mark.parametrize("status", [301, 404, 500])
def test_another_answer_than_2xx_is_a_no(
    hub: HubScene, program: Listening, status: int
) -> None:
    """In both ways of asking."""
    program.program.question_status = program.program.news_status = status
    please_notify(hub, program, domain="127.0.0.1")
    assert hub.push() == {Result.DECLINED: 1}
    please_notify(hub, program)
    assert hub.push() == {Result.DECLINED: 1}
    assert hub.store.hub_counts().listeners == 0


def test_several_feeds_are_asked_for_at_once(hub: HubScene, program: Listening) -> None:
    """As url1, url2 and so on; one that comes twice is one."""
    please_notify(hub, program, URL2=ATOM, url3=RSS)
    assert hub.push() == {Result.GRANTED: 2}


def test_https_post_is_called_by_tls(hub: HubScene, program: Listening) -> None:
    """The listener has no certificate that anybody knows, so nobody is told."""
    assert please_notify(hub, program, protocol="https-post").is_success
    (asked,) = hub.store.due_requests(9, now=hub.clock())
    assert asked.callback == f"https://127.0.0.1:{program.website.port}/callback"


def test_an_ipv6_address_stands_in_brackets(hub: HubScene, program: Listening) -> None:
    """As in every URL."""
    assert please_notify(hub, program, client="::1").is_success
    (asked,) = hub.store.due_requests(9, now=hub.clock())
    assert asked.callback == f"http://[::1]:{program.website.port}/callback"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"protocol": "xml-rpc"}, "protocol"),
        ({"protocol": "soap"}, "protocol"),
        ({"protocol": "-"}, "protocol"),
        ({"port": "-"}, "port"),
        ({"port": "0"}, "domain"),
        ({"port": "22"}, "domain"),
        ({"port": "many"}, "domain"),
        ({"port": "99999"}, "domain"),
        ({"path": "-"}, "path"),
        ({"path": "/a#b"}, "domain"),
        ({"domain": "127.0.0.1/x?"}, "domain"),
        ({"domain": "user@127.0.0.1"}, "domain"),
        ({"domain": "10.0.0.1"}, "domain"),
        ({"domain": "a.example:80"}, "domain"),
        ({"url1": "-"}, "url1"),
        ({"url1": "https://elsewhere.example/rss.xml"}, "url1"),
        ({f"url{n}": f"{RSS}?{n}" for n in range(1, MOST_TOPICS + 2)}, "url1"),
    ],
)
def test_what_cannot_be_is_refused_by_its_reason(
    hub: HubScene, program: Listening, changes: dict[str, str], name: str
) -> None:
    """Nobody is called for it."""
    answer = please_notify(hub, program, **changes)
    assert answer.status == 400
    assert answer.text.startswith(f"{name}: ")
    assert hub.push() == {}


# --- what is told -------------------------------------------------------------------


def test_a_change_is_told_by_the_address_of_the_feed(
    hub: HubScene, program: Listening
) -> None:
    """A form with url, and nothing else of the feed."""
    please_notify(hub, program, domain="127.0.0.1")
    hub.push()
    hub.publish("rss.xml", "<rss>two</rss>")
    assert hub.push() == {Result.TOLD: 1}
    (news,) = program.news
    assert news.headers["content-type"] == FORM
    assert form_of(news) == {"url": [RSS]}


def test_who_does_not_ask_again_is_forgotten_after_25_hours(
    hub: HubScene, program: Listening
) -> None:
    """A day, and an hour of grace."""
    please_notify(hub, program)
    hub.push()
    hub.clock.now += timedelta(hours=24, minutes=59)
    hub.publish("rss.xml", "<rss>two</rss>")
    assert hub.push() == {Result.TOLD: 1}
    hub.clock.now += timedelta(minutes=1)
    hub.publish("rss.xml", "<rss>three</rss>")
    assert hub.push() == {}


def test_a_feed_that_goes_ends_it_without_a_word(
    hub: HubScene, program: Listening
) -> None:
    """The protocol has no word for it."""
    please_notify(hub, program)
    hub.push()
    hub.remove("rss.xml")
    assert hub.push() == {}
    assert hub.store.hub_counts().listeners == 0


# --- pings --------------------------------------------------------------------------


def test_a_ping_only_makes_us_look_at_our_own_file(
    hub: HubScene, program: Listening
) -> None:
    """What has not changed is told to nobody, however often it is pinged."""
    please_notify(hub, program, domain="127.0.0.1")
    hub.push()
    for _ in range(3):
        assert ping(hub, RSS).is_success
    assert hub.push() == {}
    hub.write("rss.xml", "<rss>two</rss>")
    assert ping(hub, RSS).is_success
    assert hub.push() == {Result.TOLD: 1}


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/rss.xml", f"{RSS}?x", "http://127.0.0.1/", ""]
)
def test_a_ping_for_others_is_refused(hub: HubScene, url: str) -> None:
    """Nobody is asked for it."""
    answer = ping(hub, url)
    assert answer.status == 400
    assert answer.text.startswith("url: ")


# --- the answer ---------------------------------------------------------------------


def test_the_answer_is_xml() -> None:
    """With success and msg, whatever stands in it."""
    text, kind = told("notifyResult", 'a "b" <c>', is_success=False, accept="*/*")
    assert kind == "text/xml"
    result = etree.fromstring(text.encode())
    assert result.tag == "notifyResult"
    assert result.get("success") == "false"
    assert result.get("msg") == 'a "b" <c>'


def test_the_answer_is_json_for_who_asks_for_it() -> None:
    """But not for who takes both."""
    text, kind = told("result", "fine", is_success=True, accept="application/json")
    assert kind == "application/json"
    assert json.loads(text) == {"success": True, "msg": "fine"}
    both = told("result", "fine", is_success=True, accept="text/xml, application/json")
    assert both[1] == "text/xml"
