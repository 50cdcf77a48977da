"""Who asks, also where a proxy stands between."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from digest.web.app import make_app
from digest.web.clients import BehindProxies, address_of, client_behind
from digest.web.readers.limits import FROM_ONE_NETWORK
from digest.wiring import Press
from serving import Client, serving

PROXY = "127.0.0.1"
PROXIES = (ip_network(PROXY), ip_network("10.1.0.0/16"), ip_network("2001:db8::/64"))


async def tell(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that says who asked, and how."""
    request = Request(scope)
    assert request.client is not None
    text = f"{request.client.host} {request.url.scheme}"
    await PlainTextResponse(text)(scope, receive, send)


def said(client: Client, *, proto: str) -> str:
    """What the server says to a request with the fields of a proxy."""
    return client.ask("/", X_Forwarded_For="192.0.2.1", X_Forwarded_Proto=proto).text


def statuses(client: Client, fields: list[str]) -> list[int]:
    """What each sign-up gets that comes with its X-Forwarded-For."""
    form = "newsletter=weekly&address=ann@example.net&website=x"
    answers = (client.post("/subscribe", form, X_Forwarded_For=f) for f in fields)
    return [answer.status for answer in answers]


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("198.51.100.9, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1, 10.1.2.3,127.0.0.1", "192.0.2.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("[2001:db8:1::1]:4711", "2001:db8:1::1"),
        ("2001:db8:1::1%a", "2001:db8:1::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1, ::ffff:10.1.2.3", "192.0.2.1"),
        ("", PROXY),
        ("10.1.2.3", PROXY),
        ("unknown", PROXY),
        ("192.0.2.1, junk", PROXY),
        ("192.0.2.1, junk, 10.1.2.3", PROXY),
        ("192.0.2.1,", PROXY),
    ],
)
def test_the_last_address_that_is_no_proxy_counts(forwarded: str, client: str) -> None:
    """What stands before it may be made up; what is no address ends the search."""
    assert client_behind(PROXY, forwarded, PROXIES) == client


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_a_client_is_always_an_address(forwarded: str) -> None:
    """Whatever the field holds."""
    assert address_of(client_behind(PROXY, forwarded, PROXIES)) is not None


def test_a_trusted_proxy_is_believed() -> None:
    """Who asks, and whether by https."""
    with serving(BehindProxies(tell, PROXIES)) as client:
        assert said(client, proto="https") == "192.0.2.1 https"
        assert said(client, proto="gopher") == "192.0.2.1 http"
        assert client.ask("/").text == f"{PROXY} http"


def test_nobody_else_is_believed() -> None:
    """Also not another program of this machine."""
    with serving(BehindProxies(tell, PROXIES[1:])) as client:
        assert said(client, proto="https") == f"{PROXY} http"
    with serving(tell) as client:
        assert said(client, proto="https") == f"{PROXY} http"


def test_readers_behind_a_trusted_proxy_are_told_apart(press: Press) -> None:
    """Each network has its own share; junk before its address changes nothing."""
    web = replace(press.config.web, trusted_proxy=f"{PROXY}, ::1")
    site = replace(press, config=replace(press.config, web=web))
    with serving(make_app(site)) as client:
        many = [f"10.{number}.0.1, 192.0.2.1" for number in range(FROM_ONE_NETWORK + 1)]
        assert statuses(client, many)[-1] == 429
        assert statuses(client, ["192.0.2.1, 198.51.100.1"]) == [200]
