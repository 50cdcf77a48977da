from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address

import pytest

from digest import __version__
from digest.fetch.caller import LARGEST_HEAD, Call, Caller, Heard
from digest.fetch.public import Address
from websites import Answer, Asked, Website, is_loopback, reply, website

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def heard(call: Call, **options: object) -> Heard:
    """What one call brings."""
    known = {"may_connect": is_loopback, "tls": NO_CERTIFICATES, **options}
    return asyncio.run(Caller(**known).call(call))  # type: ignore[arg-type]


def heard_of(answer: Answer, **changes: object) -> tuple[Heard, Website]:
    """What a site that answers so is taken to say, and what it was asked."""
    call = replace(Call(method="GET", url=""), **changes)  # type: ignore[arg-type]
    with website(answer) as site:
        return heard(replace(call, url=f"{site.url}/a?b=%2F")), site


def test_a_call_says_who_calls_and_what_for() -> None:
    """The body is sent as it is, with its length."""
    body = b"x" * 300_000
    answer, site = heard_of(
        lambda _: reply(204),
        method="POST",
        headers={"Content-Type": "text/plain"},
        body=body,
    )
    assert answer == Heard(status=204)
    asked = site.asked[0]
    assert (asked.method, asked.path, asked.body) == ("POST", "/a?b=%2F", body)
    assert asked.headers == {
        "host": site.url.removeprefix("http://"),
        "user-agent": f"digest/{__version__}",
        "content-type": "text/plain",
        "content-length": "300000",
        "connection": "close",
    }


def test_the_site_is_named() -> None:
    """Who is called knows whom to write to."""
    with website(lambda _: reply()) as site:
        heard(Call(method="GET", url=site.url), site_url="https://notes.example.org")
    agent = f"digest/{__version__} (+https://notes.example.org)"
    assert site.asked[0].headers["user-agent"] == agent
    assert site.asked[0].path == "/"


def test_so_much_of_the_answer_is_read_and_no_more() -> None:
    """Nothing at all where nobody wants it; also of one that never ends."""

    def endless(_: Asked) -> Sequence[bytes]:
        return [b"HTTP/1.1 200 OK\r\n\r\n", *[b"y" * 65536] * 400]

    assert heard_of(endless)[0] == Heard(status=200)
    assert heard_of(endless, most_read=5)[0].body == b"yyyyy"
    assert heard_of(lambda _: reply(body="no"), most_read=5)[0].body == b"no"


def test_a_chunked_answer_is_read() -> None:
    """It is put together."""
    parts = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"2\r\nab\r\n",
        b"1\r\nc\r\n0\r\n\r\n",
    ]
    assert heard_of(lambda _: parts, most_read=9)[0].body == b"abc"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    """The answer is what it is."""
    answer, site = heard_of(lambda _: reply(status, location="/elsewhere"))
    assert answer.status == status
    assert len(site.asked) == 1
    assert not answer.is_success


def test_interim_answers_are_passed_over_but_not_for_ever() -> None:
    """RFC 9110 15.2: the final one counts."""
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    assert heard_of(lambda _: [interim, reply(204)])[0].status == 204
    endless = heard_of(lambda _: [interim] * 50)[0]
    assert endless.status == 0
    assert "broke off" in endless.fault


def test_a_host_may_ask_for_patience() -> None:
    """RFC 9110 10.2.3: Retry-After, here in seconds."""
    answer = heard_of(lambda _: reply(429, retry_after="90"))[0]
    assert answer.wait == timedelta(seconds=90)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * (2 * LARGEST_HEAD),
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"\x00" * 100,
    ],
)
def test_what_is_no_answer_is_a_fault(said: bytes) -> None:
    """Another protocol, a head without end, nothing."""
    answer = heard_of(lambda _: said)[0]
    assert answer.status == 0
    assert answer.fault


def test_who_answers_before_they_heard_all_is_heard() -> None:
    """A 413 that comes early, and hangs up."""
    answer = heard_of(lambda _: reply(413), method="POST", body=b"x" * 3_000_000)[0]
    assert answer.status == 413


def test_nobody_is_waited_for_longer_than_that() -> None:
    """Neither for a name, nor for a connection, nor for the end of an answer."""

    def slow(_: Asked) -> bytes:
        time.sleep(0.5)
        return reply()

    with website(slow) as site:
        answer = heard(Call(method="GET", url=site.url), seconds=0.1)
    assert answer == Heard(fault="took longer than 0.1 seconds")


def test_nobody_there_is_a_fault() -> None:
    """And so is a name that nobody knows."""
    with website(lambda _: reply()) as site:
        pass
    assert heard(Call(method="GET", url=site.url)).fault

    def unknown(_: str) -> Sequence[Address]:
        raise OSError("nobody knows it")

    call = Call(method="GET", url="http://nowhere.example/")
    assert heard(call, resolve=unknown).fault == "nobody knows it"
    assert "no address" in heard(call, resolve=lambda _: ()).fault


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "http://u:p@127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://127.0.0.1:99999/",
        "http://[::1",
        "nothing",
    ],
)
def test_what_is_no_web_address_is_not_called(url: str) -> None:
    """It is a fault, and no exception."""
    assert heard(Call(method="GET", url=url)).fault


def test_no_address_is_called_that_may_not_be() -> None:
    """Of a name, too, and where only one of its addresses is such a one."""
    with website(lambda _: reply()) as site:
        call = Call(method="GET", url=f"http://both.example:{site.port}/")
        both = [ip_address("127.0.0.1"), ip_address("10.0.0.1")]
        answer = heard(call, resolve=lambda _: both)
        assert answer.fault == "10.0.0.1 is not on the public web"
    assert site.asked == []


def test_another_address_is_tried_where_one_is_away() -> None:
    """As a name may have several."""
    with website(lambda _: reply()) as site:
        call = Call(method="GET", url=f"http://two.example:{site.port}/")
        two = [ip_address("127.0.0.77"), ip_address("127.0.0.1")]
        assert heard(call, resolve=lambda _: two).status == 200
    assert site.asked[0].headers["host"] == f"two.example:{site.port}"


def test_the_certificates_of_everybody_are_known() -> None:
    """Where no others are given."""
    with website(lambda _: reply()) as site:
        caller = Caller(may_connect=is_loopback)
        answer = asyncio.run(caller.call(Call(method="GET", url=site.url)))
    assert answer.is_success
