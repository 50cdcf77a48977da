"""How much one reader may ask of us."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from builders import NOW
from digest.web.limits import BodyLimit, RateLimit, network_of
from serving import Client, serving

HOUR = timedelta(hours=1)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that says how much it was given."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def test_a_body_within_the_limit_comes_whole() -> None:
    """However many pieces it came in."""
    with serving(BodyLimit(echo, largest=100_000)) as client:
        assert client.ask("/", method="POST", body=b"x" * 100_000).text == "100000"
        assert client.ask("/", method="POST", body=b"").text == "0"


def test_a_body_beyond_the_limit_is_refused() -> None:
    """413, and the connection ends: the rest is not waited for (RFC 9110 15.5.14)."""
    with serving(BodyLimit(echo, largest=1000)) as client:
        answer = client.ask("/", method="POST", body=b"x" * 1001)
        assert answer.status == 413
        assert answer.headers["connection"] == "close"


def test_a_body_that_trickles_is_refused() -> None:
    """408 after the deadline for all of it, not for a piece of it (RFC 9110 15.5.9)."""
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
    app = BodyLimit(echo, longest_wait=0.1)
    with serving(app) as client, client.connect() as connection:
        connection.sendall(head + b"x")
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_an_application_learns_that_its_reader_left() -> None:
    """After the body comes what the server says next."""
    seen: list[str] = []
    has_begun, has_ended = Event(), Event()

    async def wait(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((await receive())["type"])
        has_begun.set()
        seen.append((await receive())["type"])
        has_ended.set()

    with serving(BodyLimit(wait)) as client:
        with client.connect() as connection:
            connection.sendall(
                b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
            )
            assert has_begun.wait(10)
        assert has_ended.wait(10)
    assert seen == ["http.request", "http.disconnect"]


def test_a_network_has_its_share_in_each_window() -> None:
    """The limit is of the network, and a new window begins when one ends."""
    limit = RateLimit(each=2, together=100, window=HOUR)
    for number in range(2):
        assert limit.seconds_to_wait(f"192.0.2.{number}", NOW) == 0
    assert limit.seconds_to_wait("192.0.2.77", NOW + HOUR / 2) == 1800
    assert limit.seconds_to_wait("198.51.100.1", NOW + HOUR / 2) == 0
    assert limit.seconds_to_wait("192.0.2.77", NOW + HOUR) == 0


def test_all_together_have_a_limit_too() -> None:
    """So that many networks cannot make us mail the world."""
    limit = RateLimit(each=2, together=3, window=HOUR)
    waits = [limit.seconds_to_wait(f"10.0.{n}.1", NOW) for n in range(4)]
    assert waits == [0, 0, 0, 3600]
    assert len(limit._counts) <= 4


def test_a_clock_set_back_shuts_nobody_out() -> None:
    """A window that would last longer than a window begins anew."""
    limit = RateLimit(each=1, together=10, window=HOUR)
    assert limit.seconds_to_wait("192.0.2.1", NOW) == 0
    assert limit.seconds_to_wait("192.0.2.1", NOW - timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_neighbours_share_a_network(client: str, network: str) -> None:
    """A house with IPv6 has as many addresses as it likes."""
    assert network_of(client) == network


@given(st.ip_addresses())
@settings(max_examples=100, deadline=None)
def test_every_address_has_a_network(address: object) -> None:
    """Also those with a scope or mapped from IPv4."""
    assert "/" in network_of(str(address))


@pytest.mark.parametrize("path", ["/subscribe", "/leave/x", "/confirm/x"])
def test_the_site_takes_no_large_forms(client: Client, path: str) -> None:
    """64 KB are more than any form of ours."""
    answer = client.ask(path, method="POST", body=b"x" * 70_000)
    assert answer.status == 413
