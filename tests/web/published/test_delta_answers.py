"""A reader that asks for what is new only (RFC 3229, `A-IM: feed`)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import brotli
import pytest

from digest.replacing import replace_file
from digest.web.app import make_app
from digest.wiring import Press
from feed_versions import NEW, OLD, Texts, feed_bytes
from serving import Answer, Client, serving

OPENED = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
FEEDS = ["atom.xml", "rss.xml", "feed.json"]


@dataclass(frozen=True)
class Server:
    """A site that gives deltas, and its tree."""

    client: Client
    folder: Path

    def publish(self, texts: Texts) -> None:
        """Replace the feeds as a publish does."""
        for name in FEEDS:
            path = self.folder / name
            replace_file(path, feed_bytes(name, texts), is_durable=False)

    def poll(self, name: str, known: Answer, **fields: str) -> Answer:
        """Ask as a reader that has an earlier answer."""
        tag = known.headers["etag"]
        wish = {"A_IM": "feed", "If_None_Match": tag, **fields}
        return self.client.ask(f"/{name}", body=None, **wish)


def with_delta(press: Press, *, is_on: bool = True) -> Press:
    """The press with that option."""
    feeds = replace(press.config.feeds, delta=is_on)
    return replace(press, config=replace(press.config, feeds=feeds))


@pytest.fixture
def server(press: Press) -> Iterator[Server]:
    """A site with the old version of its feeds."""
    with serving(make_app(with_delta(press))) as client:
        found = Server(client, press.config.feeds_folder)
        found.publish(OLD)
        yield found


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("coding", OPENED)
def test_a_known_version_gets_what_is_new(
    server: Server, name: str, coding: str
) -> None:
    """226, with the tag of the whole as it is now (RFC 3229 10.4.1)."""
    old = server.client.ask(f"/{name}", Accept_Encoding=coding)
    server.publish(NEW)
    delta = server.poll(name, old, Accept_Encoding=coding)
    whole = server.client.ask(f"/{name}", Accept_Encoding=coding)
    assert (delta.status, whole.status) == (226, 200)
    assert delta.headers["im"] == "feed"
    assert delta.headers["delta-base"] == old.headers["etag"]
    assert delta.headers["etag"] == whole.headers["etag"]
    assert delta.headers["content-type"] == whole.headers["content-type"]
    text = OPENED[coding](delta.body).decode()
    assert "Third." in text
    assert "Mended." in text
    assert "Second." not in text
    assert server.poll(name, delta, Accept_Encoding=coding).status == 304


def test_only_caches_that_know_deltas_may_keep_one(server: Server) -> None:
    """Others would give it to readers who never had the base (RFC 3229 10.8.2)."""
    old = server.client.ask("/atom.xml")
    server.publish(NEW)
    headers = server.poll("atom.xml", old).headers
    assert headers["cache-control"] == "no-store, im, max-age=900"
    for name in ("Accept-Encoding", "A-IM", "If-None-Match"):
        assert name in headers["vary"]
    assert "A-IM" in server.client.ask("/atom.xml").headers["vary"]


@pytest.mark.parametrize(
    "fields",
    [
        {"A_IM": "vcdiff, gzip"},
        {"A_IM": "feed;q=0"},
        {"A_IM": "feeds"},
        {"A_IM": ""},
        {"If_None_Match": '"never was"'},
        {"If_None_Match": "nonsense"},
        {"User_Agent": "rss2email/3.14 (https://github.com/rss2email/rss2email)"},
    ],
)
def test_all_others_get_the_whole(server: Server, fields: dict[str, str]) -> None:
    """Who did not ask, has what we do not know, or cannot read it."""
    old = server.client.ask("/atom.xml")
    server.publish(NEW)
    answer = server.poll("atom.xml", old, **fields)
    assert answer.status == 200
    assert answer.body == feed_bytes("atom.xml", NEW)


@pytest.mark.parametrize("wish", ["feed", "Feed;q=0.5", "vcdiff;q=1, feed"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}'])
def test_a_wish_may_stand_among_others(server: Server, wish: str, form: str) -> None:
    """And a proxy may have made the tag a weak one."""
    tag = server.client.ask("/rss.xml").headers["etag"]
    server.publish(NEW)
    known = form.format(tag)
    answer = server.client.ask("/rss.xml", A_IM=wish, If_None_Match=known)
    assert answer.status == 226


def test_a_reader_that_sleeps_gets_all_that_it_missed(server: Server) -> None:
    """From any version that is known, and in an encoding of its own."""
    first = server.client.ask("/atom.xml", Accept_Encoding="br")
    server.publish({"two": OLD["two"] + "!", "one": OLD["one"]})
    server.client.ask("/atom.xml")
    server.publish(NEW)
    answer = server.poll("atom.xml", first)
    assert answer.status == 226
    assert b"Third." in answer.body
    assert b"Second." not in answer.body


def test_no_news_is_304_and_nothing_new_is_the_whole(server: Server) -> None:
    """A delta has an entry at least."""
    old = server.client.ask("/atom.xml")
    assert server.poll("atom.xml", old).status == 304
    server.publish({"one": OLD["one"]})
    assert server.poll("atom.xml", old).status == 200


def test_head_has_the_fields_of_the_delta(server: Server) -> None:
    """And no body (RFC 9110 9.3.2)."""
    old = server.client.ask("/atom.xml")
    server.publish(NEW)
    known = {"A_IM": "feed", "If_None_Match": old.headers["etag"]}
    full = server.client.ask("/atom.xml", body=None, **known)
    head = server.client.ask("/atom.xml", method="HEAD", body=None, **known)
    assert (head.status, head.body) == (226, b"")
    assert {**head.headers, "date": ""} == {**full.headers, "date": ""}


def test_many_versions_stay_within_bounds(server: Server) -> None:
    """Deltas of many bases are made anew rather than kept for ever."""
    answers = []
    for number in range(30):
        server.publish({f"n{number}": "New.", **OLD})
        answers.append(server.client.ask("/atom.xml"))
    server.publish(NEW)
    for known in answers:
        assert server.poll("atom.xml", known).status == 226


def test_without_the_option_everybody_gets_the_whole(press: Press) -> None:
    """And nothing varies by a wish that is not heard."""
    with serving(make_app(with_delta(press, is_on=False))) as client:
        server = Server(client, press.config.feeds_folder)
        server.publish(OLD)
        old = client.ask("/atom.xml")
        server.publish(NEW)
        answer = server.poll("atom.xml", old)
    assert answer.status == 200
    assert "A-IM" not in answer.headers["vary"]


def test_a_new_process_knows_no_version(press: Press, server: Server) -> None:
    """Then the whole is sent, and the next time a delta."""
    old = server.client.ask("/atom.xml")
    server.publish(NEW)
    with serving(make_app(with_delta(press))) as client:
        again = Server(client, server.folder)
        assert again.poll("atom.xml", old).status == 200
