"""The log of requests: what is in a line, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from builders import NOW
from digest.signed.links import Claim, LinkPurpose, make_token
from digest.visits.visit import Condition, read_visit
from digest.web.access_log import AccessLog, log_line
from digest.web.app import make_app
from digest.web.log_file import LogFile
from digest.wiring import Press
from serving import Client, serving
from waiting import until


def a_scope(**changes: Any) -> Scope:
    """A request for a feed."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/atom.xml",
        "raw_path": b"/atom.xml",
        "query_string": b"",
        "http_version": "1.1",
        "client": ("192.0.2.77", 4711),
        "headers": [(b"user-agent", b"Tiny Reader/1.0 (3 subscribers)")],
    }
    return {**scope, **changes}


def line_of(**changes: Any) -> str:
    """Its line."""
    return log_line(a_scope(**changes), 200, 5120, NOW)


def test_a_line_is_in_the_combined_log_format() -> None:
    """With two fields of our own behind it."""
    assert line_of() == (
        '192.0.2.0 - - [16/Nov/2026:09:00:00 +0000] "GET /atom.xml HTTP/1.1" 200 5120 '
        '"-" "Tiny Reader/1.0 (3 subscribers)" conditional=no a-im="-"'
    )


@pytest.mark.parametrize(
    ("client", "told"),
    [
        (("192.0.2.77", 1), "192.0.2.0"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1::"),
        (("::ffff:192.0.2.77", 1), "192.0.2.0"),
        (("no address", 1), "-"),
        (None, "-"),
    ],
)
def test_of_an_address_only_the_network_is_kept(client: object, told: str) -> None:
    """The last octet goes, or the last 80 bits."""
    assert line_of(client=client).startswith(f"{told} - - [")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"if-none-match", b'"a"')],
        [(b"if-modified-since", b"Sun, 22 Nov 2026 10:00:00 GMT")],
    ],
)
def test_a_condition_is_noted(headers: list[tuple[bytes, bytes]]) -> None:
    """By tag or by date."""
    assert "conditional=yes" in line_of(headers=headers)
    assert 'a-im="feed, gzip"' in line_of(headers=[(b"a-im", b"feed, gzip")])


def test_the_moment_is_told_with_its_zone() -> None:
    """In English, whatever the locale: it is no text for people."""
    local = datetime(2026, 5, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=-3)))
    line = log_line(a_scope(), 200, 0, local)
    assert "[03/May/2026:04:05:06 -0300]" in line
    assert " 200 - " in line


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (b"/private/s3cret/atom.xml", "/private/-/atom.xml"),
        (b"/notes/private/s3cret/atom.xml", "/notes/private/-/atom.xml"),
        (b"/%70rivate/s3cret/atom.xml", "/%70rivate/-/atom.xml"),
        (b"/leave/s3cret", "/leave/-"),
        (b"/confirm/s3cret", "/confirm/-"),
        (b"/preferences/s3cret", "/preferences/-"),
        (b"/leave//s3cret/undo", "/leave//-/undo"),
        (b"/move/s3cret/?lang=de", "/move/-/?lang=de"),
        (b"/articles/private", "/articles/private"),
        (b"/", "/"),
    ],
)
def test_no_token_is_written_down(path: bytes, told: str) -> None:
    """Whoever reads the log must not be able to act for a reader."""
    line = line_of(raw_path=path)
    assert f'"GET {told} HTTP/1.1"' in line
    assert "s3cret" not in line


def test_no_token_is_written_down_where_a_reader_came_from() -> None:
    """Some programs name the very page that they ask for."""
    line = line_of(headers=[(b"referer", b"https://example.org/leave/s3cret?lang=de")])
    assert '"https://example.org/leave/-?lang=de"' in line


@pytest.mark.parametrize("sign", [b"@", b"%40"])
def test_no_address_is_written_down(sign: bytes) -> None:
    """A form of somebody else may send one in the query."""
    query = b"address=ann.quay" + sign + b"example.org&newsletter=weekly"
    line = line_of(path="/subscribe", raw_path=b"/subscribe", query_string=query)
    assert "/subscribe?address=-&newsletter=weekly " in line


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_what_a_reader_sends_makes_no_line_of_its_own(
    agent: bytes, query: bytes
) -> None:
    """No quote, no line end, no sign that moves a cursor; and it can be read again."""
    headers = [(b"user-agent", agent), (b"if-none-match", b"x")]
    line = line_of(headers=headers, query_string=query)
    assert line.isascii()
    assert line.isprintable()
    visit = read_visit(line)
    assert visit is not None
    assert (visit.status, visit.octets) == (200, 5120)
    assert visit.condition is Condition.YES


def test_a_long_name_is_cut() -> None:
    """A log is no place to keep things."""
    assert len(line_of(headers=[(b"user-agent", b"x" * 30_000)])) < 2_000


@pytest.fixture
def log(press: Press) -> Path:
    """Where the log stands."""
    return press.config.root / "logs" / "access.log"


@pytest.fixture
def logged(press: Press, log: Path) -> Iterator[Client]:
    """A site that keeps a log."""
    web = replace(press.config.web, access_log="logs/access.log")
    press = replace(press, config=replace(press.config, web=web))
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>" * 100)
    (press.config.feeds_folder / "ship.png").write_bytes(b"\x89PNG" * 100_000)
    token = make_token(press.key.reveal(), LinkPurpose.LEAVE, Claim(subscriber=1))
    with serving(make_app(press)) as client:
        client.ask(f"/leave/{token}")
        yield client


def lines_of(log: Path, count: int) -> list[str]:
    """The lines of the log, once there are so many."""
    until(lambda: log.exists() and len(log.read_text().splitlines()) >= count)
    return log.read_text().splitlines()


def test_each_request_is_a_line(logged: Client, log: Path) -> None:
    """By the press's clock, with the octets that were sent."""
    full = logged.ask("/atom.xml", User_Agent="Tiny Reader")
    known = full.headers["etag"]
    logged.ask("/atom.xml", User_Agent="Tiny Reader", If_None_Match=known)
    logged.ask("/atom.xml", method="HEAD")
    logged.ask("/ship.png")
    logged.ask("/nothing")
    visits = [read_visit(line) for line in lines_of(log, 6)]
    told = [(v.method, v.path, v.status, v.octets) for v in visits if v]
    assert told[:1] == [("GET", "/leave/-", 200, told[0][3])]
    assert told[1:5] == [
        ("GET", "/atom.xml", 200, 700),
        ("GET", "/atom.xml", 304, 0),
        ("HEAD", "/atom.xml", 200, 0),
        ("GET", "/ship.png", 200, 400_000),
    ]
    assert told[5][2] == 404
    assert {v.moment for v in visits if v} == {int(NOW.timestamp())}
    assert [v.condition for v in visits if v][2] is Condition.YES


def test_behind_a_proxy_the_reader_is_noted(press: Press, log: Path) -> None:
    """As far as the proxy is believed."""
    web = replace(
        press.config.web, access_log="logs/access.log", trusted_proxy="127.0.0.1"
    )
    press = replace(press, config=replace(press.config, web=web))
    with serving(make_app(press)) as client:
        client.ask("/", X_Forwarded_For="203.0.113.9, 198.51.100.77")
    assert lines_of(log, 1)[0].startswith("198.51.100.0 - - [")


def test_a_fault_is_noted_as_one(press: Press, log: Path) -> None:
    """The reader gets 500 by the server, and the log says so."""

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("broken")

    file = LogFile(log)
    with serving(AccessLog(broken, file, clock=press.clock)) as client:
        assert client.ask("/x").status == 500
    file.close()
    assert '"GET /x HTTP/1.1" 500 -' in log.read_text()


def test_no_log_is_kept_unless_it_is_asked_for(client: Client, press: Press) -> None:
    """Nobody is watched by default."""
    client.ask("/")
    assert not (press.config.root / "access.log").exists()
    assert press.config.web.access_log == ""
