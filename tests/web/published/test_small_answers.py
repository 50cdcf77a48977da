"""What an unchanged poll costs, octet by octet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from digest.web.app import make_app
from digest.wiring import Press
from feed_versions import OLD, feed_bytes
from serving import Client, serving

#: octets of a whole answer to a reader who has it already
MOST = 300


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "delta"])
def client(request: pytest.FixtureRequest, shared_press: Press) -> Iterator[Client]:
    """A site with feeds, without and with deltas."""
    feeds = replace(shared_press.config.feeds, delta=request.param)
    press = replace(shared_press, config=replace(shared_press.config, feeds=feeds))
    folder = press.config.feeds_folder
    for name in ("atom.xml", "rss.xml", "feed.json"):
        (folder / name).write_bytes(feed_bytes(name, OLD))
        os.utime(folder / name, (1_795_341_600, 1_795_341_600))
    with serving(make_app(press)) as found:
        yield found


def answer_to(client: Client, *lines: str) -> bytes:
    """Every octet that the server sends to this request."""
    with client.connect() as connection:
        head = "".join(f"{line}\r\n" for line in lines)
        connection.sendall(f"{head}Host: x\r\nConnection: close\r\n\r\n".encode())
        octets = b""
        while more := connection.recv(65536):
            octets += more
    return octets


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json"])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_an_unchanged_poll_costs_few_octets(
    client: Client, name: str, coding: str
) -> None:
    """Status line, fields and all, on a connection that even says that it closes."""
    tag = client.ask(f"/{name}", Accept_Encoding=coding).headers["etag"]
    answer = answer_to(
        client,
        f"GET /{name} HTTP/1.1",
        f"Accept-Encoding: {coding}",
        f"If-None-Match: {tag}",
        "A-IM: feed",
    )
    assert answer.startswith(b"HTTP/1.1 304 ")
    assert answer.endswith(b"\r\n\r\n")
    assert answer.count(b"\r\n\r\n") == 1
    assert len(answer) <= MOST
    for field in (b"etag: ", b"last-modified: ", b"cache-control: ", b"date: "):
        assert field in answer


def test_the_fields_that_guard_readers_are_not_repeated(client: Client) -> None:
    """The copy that is confirmed has them (RFC 9110 15.4.5)."""
    tag = client.ask("/atom.xml").headers["etag"]
    answer = client.ask("/atom.xml", If_None_Match=tag)
    assert answer.status == 304
    assert set(answer.headers) == {
        *("date", "etag", "last-modified", "cache-control", "vary"),
    }
