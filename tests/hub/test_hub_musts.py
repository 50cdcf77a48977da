"""What a hub must do, sentence by sentence of WebSub (W3C), told in our own words."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256

import pytest

from digest.hub.pauses import MOST_TELLINGS
from digest.hub.results import Result
from digest.records.hub import Intent
from listening import ATOM, RSS, HubScene, Listening, listening

LEASE = timedelta(days=10)


# --- 3.1 and 5.1: what is taken -----------------------------------------------------


def test_a_request_with_callback_mode_and_topic_is_taken(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 3.1: the three parameters suffice."""
    assert hub.subscribe(program.callback).status == 202


def test_a_request_with_a_secret_is_taken(hub: HubScene, program: Listening) -> None:
    """WebSub 3.1: a hub takes hub.secret."""
    assert hub.subscribe(program.callback, hub_secret="of mine").status == 202


def test_parameters_that_are_not_known_are_passed_over(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1: also those that older subscribers send."""
    taken = hub.subscribe(program.callback, hub_verify="sync", foo="bar")
    assert taken.status == 202


def test_who_listens_may_ask_again_and_misses_nothing(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 3.1, 5.1: an active subscription is renewed without a gap."""
    hub.listener(program.callback)
    hub.publish()
    assert hub.subscribe(program.callback).status == 202
    assert hub.push() == {Result.TOLD: 1, Result.GRANTED: 1}
    hub.clock.now += LEASE - timedelta(seconds=1)
    hub.publish(text="<feed>three</feed>")
    assert hub.push() == {Result.TOLD: 1}


def test_the_newest_verified_request_is_the_one_that_counts(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1: another secret, or none, takes the place of the one before."""
    hub.listener(program.callback, hub_secret="first")
    hub.listener(program.callback)
    hub.publish()
    hub.push()
    assert "x-hub-signature" not in program.news[0].headers


def test_a_request_that_is_not_verified_changes_nothing(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1: neither a renewal nor a leave that the callback does not mean."""
    hub.listener(program.callback, hub_secret="first")
    program.program.question_status = 404
    hub.subscribe(program.callback, hub_secret="of somebody else")
    assert hub.push() == {Result.DECLINED: 1}
    hub.unsubscribe(program.callback)
    assert hub.push() == {Result.DECLINED: 1}
    hub.publish()
    assert hub.push() == {Result.TOLD: 1}
    signed = hmac.new(b"first", program.news[0].body, sha256).hexdigest()
    assert program.news[0].headers["x-hub-signature"] == f"sha256={signed}"


def test_who_leaves_is_told_no_more(hub: HubScene, program: Listening) -> None:
    """WebSub 3.1: a hub supports unsubscribing, which is verified as well."""
    hub.listener(program.callback)
    assert hub.unsubscribe(program.callback).status == 202
    assert hub.push() == {Result.LEFT: 1}
    assert program.questions[-1]["hub.mode"] == "unsubscribe"
    hub.publish()
    assert hub.push() == {}
    assert program.news == []


def test_the_lease_of_who_leaves_is_passed_over(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1: hub.lease_seconds means nothing there, not even where it is none."""
    hub.listener(program.callback)
    asked = hub.ask(
        hub_mode="unsubscribe",
        hub_topic=ATOM,
        hub_callback=program.callback,
        hub_lease_seconds="for ever",
    )
    assert asked.status == 202


def test_a_callback_and_a_topic_are_one_subscription(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 1: another topic, or another callback, is another one."""
    hub.listener(program.callback)
    hub.listener(program.callback, RSS)
    hub.listener(f"{program.callback}?two")
    hub.publish()
    hub.push()
    assert [each.path for each in program.news] == ["/callback", "/callback?two"]


@pytest.mark.parametrize(
    "encoded",
    [
        "hub.topic=https%3A%2F%2Fnotes.example.org%2Fatom.xml",
        "hub.topic=https://notes.example.org/atom%2Exml",
        "hub.topic=https://notes%2eexample%2Eorg/%61tom.xml",
    ],
)
def test_parameters_are_decoded_however_they_are_encoded(
    hub: HubScene, program: Listening, encoded: str
) -> None:
    """WebSub 5.1.1: what need not be encoded is decoded all the same."""
    body = f"hub.mode=subscribe&hub.callback={program.callback}&{encoded}"
    form = "application/x-www-form-urlencoded; charset=UTF-8"
    assert hub.desk.websub(body.encode(), form, now=hub.clock()).status == 202


# --- 5.1.2: how it is answered ------------------------------------------------------


def test_a_request_is_answered_before_the_callback_is_asked(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1.2: 202 depends on nothing that the callback says."""
    program.program.question_status = 404
    assert hub.subscribe(program.callback).status == 202
    assert hub.subscribe("http://127.0.0.1:65535/nobody").status == 202
    assert program.website.asked == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"hub_topic": ATOM, "hub_callback": "https://a.example/"}, "hub.mode"),
        ({"hub_mode": "subscribe", "hub_callback": "https://a.example/"}, "hub.topic"),
        ({"hub_mode": "subscribe", "hub_topic": ATOM}, "hub.callback"),
        (
            {"hub_mode": "dance", "hub_topic": ATOM, "hub_callback": "https://a.b/"},
            "hub.mode",
        ),
        (
            {"hub_mode": "subscribe", "hub_topic": ATOM, "hub_callback": "ftp://a.b/"},
            "hub.callback",
        ),
        (
            {
                "hub_mode": "subscribe",
                "hub_topic": ATOM,
                "hub_callback": "https://a.example/",
                "hub_lease_seconds": "-5",
            },
            "hub.lease_seconds",
        ),
    ],
)
def test_a_request_with_a_fault_is_refused_by_its_reason(
    hub: HubScene, fields: dict[str, str], name: str
) -> None:
    """WebSub 5.1.2: a 4xx, and the reason in words for who wrote the program."""
    answer = hub.ask(**fields)
    assert answer.status == 400
    assert answer.text.startswith(f"{name}: ")
    assert hub.push() == {}


@pytest.mark.parametrize(
    "topic",
    [
        "https://elsewhere.example/atom.xml",
        "http://notes.example.org/atom.xml",
        "https://notes.example.org//atom.xml",
        "https://notes.example.org/atom.xml?x",
        "https://notes.example.org/atom.xml#x",
        "https://notes.example.org/%61tom.xml",
        "https://NOTES.example.org/atom.xml",
        "https://notes.example.org/",
        "https://notes.example.org/gone/atom.xml",
        "https://notes.example.org/../atom.xml",
        "https://notes.example.org/.hidden/atom.xml",
        "https://notes.example.org/index.html",
        "atom.xml",
    ],
)
def test_a_topic_is_to_the_byte_the_address_of_one_of_our_feeds(
    hub: HubScene, program: Listening, topic: str
) -> None:
    """WebSub 5.1: hub.topic is the self URL that was found, and no other spelling."""
    answer = hub.subscribe(program.callback, topic)
    assert answer.status == 400
    assert "is no feed of this site" in answer.text


# --- 5.2: denied --------------------------------------------------------------------


def test_who_listens_to_a_feed_that_goes_is_told_so(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.2: by a GET with hub.mode=denied and the topic; and it ends there."""
    hub.listener(f"{program.callback}?a=b")
    hub.remove("atom.xml")
    assert hub.push() == {Result.DENIED: 1}
    said = program.questions[-1]
    assert said["a"] == "b"
    assert said["hub.mode"] == Intent.DENIED
    assert said["hub.topic"] == ATOM
    assert said["hub.reason"]
    assert "hub.challenge" not in said
    assert hub.store.hub_counts().listeners == 0


def test_an_answer_to_a_denial_subscribes_nobody(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.2: whatever the callback says to it."""
    hub.listener(program.callback)
    hub.remove("atom.xml")
    program.program.echo = b""
    hub.push()
    assert hub.store.hub_counts().listeners == 0


# --- 5.3: the intent is verified ----------------------------------------------------


def test_the_callback_is_asked_with_mode_topic_challenge_and_lease(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.3: the four are required; the lease is the one that is granted."""
    hub.subscribe(program.callback, hub_lease_seconds="86400")
    hub.push()
    asked = program.questions[0]
    assert asked["hub.mode"] == "subscribe"
    assert asked["hub.topic"] == ATOM
    assert asked["hub.lease_seconds"] == "86400"
    assert len(asked["hub.challenge"]) >= 32


def test_a_challenge_is_used_once(hub: HubScene, program: Listening) -> None:
    """WebSub 8.2: it is random, and another one the next time."""
    hub.listener(program.callback)
    hub.listener(program.callback)
    first, second = (asked["hub.challenge"] for asked in program.questions)
    assert first != second


@pytest.mark.parametrize("query", ["?foo=bar&red=fish", "?hub.mode=mine", "?a=%2f+b&a"])
def test_the_query_of_a_callback_stays_and_ours_is_appended(
    hub: HubScene, program: Listening, query: str
) -> None:
    """WebSub 5.1.1: existing parameters are neither changed nor overwritten."""
    hub.listener(program.callback + query)
    path = program.website.asked[0].path
    assert path.startswith(f"/callback{query}&hub.mode=subscribe&hub.topic=")
    hub.publish()
    hub.push()
    assert program.news[0].path == f"/callback{query}"


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 410, 500, 503])
def test_any_answer_but_2xx_means_no(
    hub: HubScene, program: Listening, status: int
) -> None:
    """WebSub 5.3.1: a redirect is not followed, and an error is not asked again."""
    program.program.question_status = status
    program.program.headers = {"location": f"{program.website.url}/elsewhere"}
    hub.subscribe(program.callback)
    assert hub.push() == {Result.DECLINED: 1}
    assert len(program.website.asked) == 1
    assert hub.store.hub_counts().listeners == 0


@pytest.mark.parametrize("echo", [b"", b"yes", b"\n", b"x" * 100_000])
def test_a_body_that_is_not_the_challenge_means_no(
    hub: HubScene, program: Listening, echo: bytes
) -> None:
    """WebSub 5.3.1: also where the status is a success."""
    program.program.echo = echo
    hub.subscribe(program.callback)
    assert hub.push() == {Result.DECLINED: 1}


@pytest.mark.parametrize("status", [200, 202, 204, 299])
def test_any_2xx_with_the_challenge_means_yes(
    hub: HubScene, program: Listening, status: int
) -> None:
    """WebSub 5.3.1: but for one that can have no body."""
    program.program.question_status = status if status != 299 else 203
    hub.subscribe(program.callback)
    agreed = Result.DECLINED if status == 204 else Result.GRANTED
    assert hub.push() == {agreed: 1}


def test_a_lease_ends(hub: HubScene, program: Listening) -> None:
    """WebSub 5.3.1: leases are enforced, and none is for ever."""
    hub.listener(program.callback, hub_lease_seconds="99999999999999999999")
    assert program.questions[0]["hub.lease_seconds"] == "2592000"
    hub.clock.now += timedelta(days=30)
    hub.publish()
    assert hub.push() == {}
    assert hub.store.end_leases(now=hub.clock()) == 1


def test_a_lease_is_ten_days_where_nothing_is_asked_for(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 5.1, 8.2: the hub has a default, and it is short."""
    hub.listener(program.callback)
    assert program.questions[0]["hub.lease_seconds"] == "864000"


# --- 7: what is told ----------------------------------------------------------------


def test_the_whole_feed_comes_with_its_own_content_type(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 3.1, 7: the full content, and the Content-Type that the topic has."""
    hub.write("tags/sea/feed.json", '{"version": 1}')
    hub.publish("tags/sea/feed.json", '{"version": 1}')
    hub.listener(program.callback)
    hub.listener(program.callback, "https://notes.example.org/tags/sea/feed.json")
    hub.publish(text="<feed>two</feed>")
    hub.publish("tags/sea/feed.json", '{"version": 2}')
    hub.push()
    bodies = {each.headers["content-type"]: each.body for each in program.news}
    assert bodies == {
        "application/atom+xml; charset=utf-8": b"<feed>two</feed>",
        "application/feed+json; charset=utf-8": b'{"version": 2}',
    }


def test_hub_and_topic_are_in_the_link_header(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 7: rel=hub at least once, rel=self once, in one header."""
    hub.listener(program.callback)
    hub.publish()
    hub.push()
    hub_link = '<https://notes.example.org/hub>; rel="hub"'
    assert program.news[0].headers["link"] == f'{hub_link}, <{ATOM}>; rel="self"'


def test_a_secret_signs_the_very_body(hub: HubScene, program: Listening) -> None:
    """WebSub 7.1: X-Hub-Signature is method=signature, an HMAC in hexadecimal."""
    hub.listener(program.callback, hub_secret="größer als nichts")
    hub.publish()
    hub.push()
    news = program.news[0]
    key = "größer als nichts".encode()
    expected = hmac.new(key, news.body, sha256).hexdigest()
    assert news.headers["x-hub-signature"] == f"sha256={expected}"


def test_without_a_secret_nothing_is_signed(hub: HubScene, program: Listening) -> None:
    """WebSub 5.1: the digest is not present then."""
    hub.listener(program.callback)
    hub.publish()
    hub.push()
    assert "x-hub-signature" not in program.news[0].headers


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206])
def test_any_2xx_is_a_success_whatever_its_body(
    hub: HubScene, program: Listening, status: int
) -> None:
    """WebSub 7: what the callback says besides is not looked at."""
    hub.listener(program.callback)
    program.program.news_status = status
    hub.publish()
    assert hub.push() == {Result.TOLD: 1}
    assert hub.due == ()


def test_a_410_ends_the_subscription(hub: HubScene, program: Listening) -> None:
    """WebSub 7: the listener says that it is gone."""
    hub.listener(program.callback)
    program.program.news_status = 410
    hub.publish()
    assert hub.push() == {Result.GONE: 1}
    assert hub.store.hub_counts().listeners == 0


@pytest.mark.parametrize("status", [301, 308, 400, 404, 429, 500])
def test_any_other_answer_is_a_failure_and_told_again_later(
    hub: HubScene, program: Listening, status: int
) -> None:
    """WebSub 7: no redirect moves a subscription; and it is tried again."""
    hub.listener(program.callback)
    program.program.news_status = status
    program.program.headers = {"location": f"{program.website.url}/elsewhere"}
    hub.publish()
    assert hub.push() == {Result.NOT_TOLD: 1}
    assert hub.push() == {}
    hub.clock.now += timedelta(minutes=1)
    program.program.news_status = 200
    assert hub.push() == {Result.TOLD: 1}
    assert [each.path for each in program.news] == ["/callback"] * 2


def test_the_tries_have_an_end_and_the_subscription_goes_on(
    hub: HubScene, program: Listening
) -> None:
    """WebSub 7: active until its lease ends, and the next change is told again."""
    hub.listener(program.callback)
    program.program.news_status = 500
    hub.publish()
    for _ in range(MOST_TELLINGS):
        assert hub.push() == {Result.NOT_TOLD: 1}
        hub.clock.now += timedelta(hours=7)
    assert hub.push() == {}
    assert hub.store.hub_counts().listeners == 1
    program.program.news_status = 200
    hub.publish(text="<feed>three</feed>")
    assert hub.push() == {Result.TOLD: 1}
    assert program.news[-1].body == b"<feed>three</feed>"


def test_the_exact_callback_is_called(hub: HubScene) -> None:
    """WebSub 8.3: no other scheme, host, path or query."""
    with listening() as other:
        callback = f"{other.website.url}/A/b%2Fc/../d;e=f?g=%7E&h"
        hub.listener(callback)
        hub.publish()
        hub.push()
        assert other.news[0].path == "/A/b%2Fc/../d;e=f?g=%7E&h"
