"""What strangers try with a hub that anybody may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlencode

import pytest

from digest.fetch.public import Address, is_public
from digest.hub.admission import HubLimits
from digest.hub.forms import MOST_FIELDS
from digest.hub.results import Result
from listening import ATOM, FORM, HubScene, Listening
from websites import Asked, reply, website


@pytest.fixture
def public_hub(hub: HubScene) -> HubScene:
    """A hub as it runs: it speaks to the public web only."""
    hub.site = replace(hub.site, may_connect=is_public)
    hub.desk = replace(hub.desk, site=hub.site)
    return hub


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.31.255.255",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  nobody binds it
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        # not an address as it is written, but one as many programs read it
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "１２７.0.0.1",
    ],
)
def test_a_callback_on_no_public_address_is_refused_at_once(
    public_hub: HubScene, host: str
) -> None:
    """However the address is written; nobody is called."""
    answer = public_hub.subscribe(f"http://{host}:8080/callback")
    assert answer.status == 400
    assert public_hub.push() == {}


@pytest.mark.parametrize("addresses", ["127.0.0.1", "8.8.8.8 10.0.0.1", "::1"])
def test_a_name_of_a_private_address_is_not_called(
    public_hub: HubScene, addresses: str
) -> None:
    """It is looked up when it is called, and every address of it is checked."""

    def resolve(_: str) -> Sequence[Address]:
        return [ip_address(each) for each in addresses.split()]

    public_hub.resolve = resolve
    with website(lambda _: reply()) as site:
        answer = public_hub.subscribe(f"http://rebind.example:{site.port}/")
        assert answer.status == 202
        assert public_hub.push() == {Result.UNANSWERED: 1}
    assert site.asked == []


def test_a_name_that_turns_private_later_is_not_told(
    hub: HubScene, program: Listening
) -> None:
    """Checked anew at each call: the answer of a name server may change."""
    port = program.website.port
    hub.resolve = lambda _: [ip_address("127.0.0.1")]
    hub.listener(f"http://rebind.example:{port}/callback")
    hub.resolve = lambda _: [ip_address("10.0.0.1")]
    hub.publish()
    assert hub.push() == {Result.NOT_TOLD: 1}
    assert program.news == []


@pytest.mark.parametrize(
    "callback",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "javascript:alert(1)",
        "//a.example/",
        "http://",
        "http://user:password@a.example/",
        "http://a.example:22/",
        "http://a.example:6379/",
        "http://a.example:0/",
        "http://a.example:99999/",
        "http://[::1/",
        "http://a.example/\r\nX: y",
        "http://a.example/\x00",
        f"http://a.example/{'x' * 3000}",
    ],
)
def test_a_callback_that_is_no_web_address_is_refused(
    hub: HubScene, callback: str
) -> None:
    """Other schemes, other services' ports, passwords, invisible characters."""
    assert hub.subscribe(callback).status == 400


def test_a_redirect_leads_nowhere(hub: HubScene, program: Listening) -> None:
    """Neither when a callback is asked, nor when it is told."""
    with website(lambda _: reply()) as inner:
        hub.listener(program.callback)
        program.program.headers = {"location": f"{inner.url}/keys"}
        program.program.news_status = program.program.question_status = 307
        hub.publish()
        hub.subscribe(f"{program.callback}?2")
        assert hub.push() == {Result.NOT_TOLD: 1, Result.DECLINED: 1}
        assert inner.asked == []


@pytest.mark.parametrize("octets", [200, 201, 60_000])
def test_a_secret_of_200_octets_or_more_is_refused(hub: HubScene, octets: int) -> None:
    """WebSub 5.1: it has fewer; counted in UTF-8."""
    assert hub.subscribe("https://a.example/", hub_secret="x" * octets).status == 400
    assert hub.subscribe("https://a.example/", hub_secret="ü" * 100).status == 400
    assert hub.subscribe("https://a.example/", hub_secret="x" * 199).status == 202


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"hub.mode=subscribe", "text/plain"),
        (b'{"hub.mode": "subscribe"}', "application/json"),
        (b"hub.mode=subscribe", ""),
        (b"hub.mode=%FF%FE", FORM),
        (b"\xff\xfe\x00", FORM),
        (b"", FORM),
        (b"&".join(b"a=%d" % n for n in range(MOST_FIELDS + 1)), FORM),
        (b"hub.mode=subscribe&hub.mode=unsubscribe", FORM),
    ],
)
def test_what_is_no_good_form_is_refused(hub: HubScene, body: bytes, kind: str) -> None:
    """Another type, another encoding, too much of it, two meanings."""
    for ask in (hub.desk.websub, hub.desk.ping):
        assert ask(body, kind, now=hub.clock()).status == 400
    answer = hub.desk.please_notify(body, kind, client="8.8.8.8", now=hub.clock())
    assert answer.status == 400


def test_thousands_of_subscriptions_from_one_host_are_too_many(hub: HubScene) -> None:
    """They are counted before anybody is called; who listens already may renew."""
    hub.limit(HubLimits(of_host=50))
    answers = [
        hub.subscribe(f"https://flood.example/{number}").status
        for number in range(2_000)
    ]
    assert answers.count(202) == 50
    assert set(answers[50:]) == {429}
    assert hub.subscribe("https://other.example/").status == 202


def test_who_listens_already_may_renew_at_the_limit(
    hub: HubScene, program: Listening
) -> None:
    """Else a flood would end the subscriptions of those who were there before."""
    hub.listener(program.callback)
    hub.limit(HubLimits(of_host=1, together=1))
    assert hub.subscribe(program.callback).status == 202
    assert hub.subscribe(f"{program.callback}/2").status == 429
    assert hub.unsubscribe(program.callback).status == 202


def test_a_hub_can_be_full(hub: HubScene) -> None:
    """Whatever the hosts."""
    hub.limit(HubLimits(together=3))
    answers = [hub.subscribe(f"https://{n}.example/").status for n in range(5)]
    assert answers == [202, 202, 202, 429, 429]


def test_a_request_makes_one_small_call_and_no_more(
    hub: HubScene, program: Listening
) -> None:
    """No amplification: who asks in another's name sends as much as the other gets."""
    program.program.question_status = 404
    body = urlencode(
        {"hub.mode": "subscribe", "hub.topic": ATOM, "hub.callback": program.callback}
    ).encode()
    for _ in range(20):
        hub.desk.websub(body, FORM, now=hub.clock())
    assert hub.push() == {Result.DECLINED: 1}
    hub.clock.now += timedelta(days=1)
    assert hub.push() == {}
    (asked,) = program.website.asked
    assert asked.body == b""
    assert len(asked.path) < len(body) + 200


def test_who_does_not_answer_is_asked_three_times(hub: HubScene) -> None:
    """And then forgotten."""
    hub.seconds = 0.05
    hub.subscribe("http://127.0.0.1:65535/nobody")
    assert hub.push() == {Result.UNANSWERED: 1}
    hub.clock.now += timedelta(hours=1)
    assert hub.push() == {Result.UNANSWERED: 1}
    hub.clock.now += timedelta(hours=1)
    assert hub.push() == {Result.DECLINED: 1}
    assert hub.store.hub_counts().requests == 0


def test_an_endless_answer_is_not_read(hub: HubScene) -> None:
    """Only as much as a challenge has."""

    def endless(_: Asked) -> list[bytes]:
        return [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65536] * 2_000]

    with website(endless) as site:
        hub.subscribe(f"{site.url}/")
        assert hub.push() == {Result.DECLINED: 1}


def test_nobody_subscribes_another_without_the_challenge(
    hub: HubScene, program: Listening
) -> None:
    """An answer that was right the last time is wrong the next time."""
    hub.listener(program.callback)
    program.program.echo = program.questions[0]["hub.challenge"].encode()
    hub.unsubscribe(program.callback)
    assert hub.push() == {Result.DECLINED: 1}
    assert hub.store.hub_counts().listeners == 1


@pytest.mark.parametrize("name", ["hub.url", "hub.topic"])
def test_a_forged_ping_tells_nobody_anything(
    hub: HubScene, program: Listening, name: str
) -> None:
    """hub.mode=publish makes us look at our own file, and at nobody else's."""
    hub.listener(program.callback)

    def publish(topic: str) -> int:
        body = urlencode({"hub.mode": "publish", name: topic}).encode()
        return hub.desk.websub(body, FORM, now=hub.clock()).status

    assert publish(ATOM) == 202
    assert hub.push() == {}
    assert publish("https://elsewhere.example/feed") == 400
    assert publish(program.website.url) == 400
    hub.write("atom.xml", "<feed>two</feed>")
    assert publish(ATOM) == 202
    assert hub.push() == {Result.TOLD: 1}


def test_a_feed_behind_a_link_out_of_the_tree_is_not_told(
    hub: HubScene, program: Listening
) -> None:
    """A tree holds its own files only."""
    secret = hub.root.parent / "secret.xml"
    secret.write_text("password")
    (hub.root / "tags").mkdir()
    (hub.root / "tags" / "atom.xml").symlink_to(secret)
    topic = "https://notes.example.org/tags/atom.xml"
    assert hub.subscribe(program.callback, topic).status == 400
    assert hub.site.read(topic) is None
