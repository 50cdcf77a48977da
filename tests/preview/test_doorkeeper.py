"""Who may come in."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from digest.preview.doorkeeper import Doorkeeper

PORT = 8025


def asked_for(*hosts: str, **fields: str) -> tuple[int, dict[str, str]]:
    """Status and fields of the answer to a request for these hosts."""
    heard: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        heard.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [
            *((b"host", host.encode()) for host in hosts),
            *((n.replace("_", "-").encode(), v.encode()) for n, v in fields.items()),
        ],
    }
    door = Doorkeeper(PlainTextResponse("come in"), PORT)
    asyncio.run(door(scope, receive, send))
    start = heard[0]
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told


@pytest.mark.parametrize("host", ["127.0.0.1:8025", "localhost:8025"])
def test_the_machine_itself_is_let_in(host: str) -> None:
    """By either of its names."""
    assert asked_for(host)[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_may_lead_here_and_fetch_nothing(site: str) -> None:
    """Streams that it opened would leave none for the owner (Fetch Metadata)."""
    here = "127.0.0.1:8025"
    assert asked_for(here, sec_fetch_site=site, sec_fetch_mode="cors")[0] == 421
    assert asked_for(here, sec_fetch_site=site, sec_fetch_mode="no-cors")[0] == 421
    assert asked_for(here, sec_fetch_site=site, sec_fetch_mode="navigate")[0] == 200
    assert asked_for(here, sec_fetch_site="same-origin")[0] == 200


@pytest.mark.parametrize(
    "hosts",
    [
        (),
        ("evil.example:8025",),
        ("evil.example",),
        ("127.0.0.1",),
        ("127.0.0.1:80",),
        ("127.0.0.1.evil.example:8025",),
        ("127.0.0.1:8025", "evil.example"),
        ("[::1]:8025",),
        ("0.0.0.0:8025",),
    ],
    ids=repr,
)
def test_a_page_of_the_web_is_not(hosts: tuple[str, ...]) -> None:
    """Whatever name its owner lets lead here, or none, or two at once."""
    assert asked_for(*hosts)[0] == 421


def test_every_answer_says_what_it_may_do() -> None:
    """A refusal, too: no script but our own, in no other page, kept nowhere."""
    for _, fields in (asked_for("127.0.0.1:8025"), asked_for("evil.example")):
        policy = fields["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert fields["cache-control"] == "no-store"
        assert fields["cross-origin-resource-policy"] == "same-origin"
        assert fields["x-content-type-options"] == "nosniff"


def test_what_is_no_request_passes() -> None:
    """The server's own signals are not for us."""
    passed: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    async def nothing(*_: object) -> Message:
        return {}

    asyncio.run(Doorkeeper(app, PORT)({"type": "lifespan"}, nothing, nothing))  # type: ignore[arg-type]
    assert passed == ["lifespan"]
