"""The short way of published files: the same answers, without the framework."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest
from starlette.responses import PlainTextResponse

from digest.metrics import Traffic
from digest.web.app import make_app
from digest.web.published import at_hand
from digest.web.published.files_first import FilesFirst
from digest.web.serving import connections, server
from digest.web.serving.site import ServedSite
from digest.web.serving.stage import Stage
from digest.wiring import Press
from serving import Answer, Client, serving

FEED = b"<feed>" + b"<entry>The harbour is open again.</entry>" * 90 + b"</feed>"
DATE = "Sun, 22 Nov 2037 10:00:00 GMT"
GET = b"GET /atom.xml HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(autouse=True)
def published(press: Press) -> None:
    """A feed and a page."""
    folder = press.config.feeds_folder
    (folder / "atom.xml").write_bytes(FEED)
    (folder / "index.html").write_bytes(b"<h1>Front page</h1>" * 30)


@pytest.fixture
def site(press: Press) -> ServedSite:
    """The application of the press."""
    return make_app(press)


@pytest.fixture
def client(site: ServedSite) -> Iterator[Client]:
    """Asks it over a real server."""
    with serving(site) as found:
        yield found


def undated(answer: Answer) -> tuple[int, Mapping[str, str], bytes]:
    """All of the answer that does not change by itself."""
    return answer.status, {**answer.headers, "date": ""}, answer.body


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/atom.xml", "/"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"Accept_Encoding": "gzip"},
        {"Accept_Encoding": "br;q=0.5, gzip;q=0"},
        {"Accept_Encoding": "identity;q=0"},
        {"If_None_Match": "*"},
        {"If_None_Match": '"other"'},
        {"If_Modified_Since": DATE},
        {"If_Modified_Since": "yesterday"},
        {"Sec_Fetch_Dest": "document"},
        {"Sec_Fetch_Dest": "document", "Accept_Encoding": "br"},
        {"Sec_Fetch_Dest": "\xff"},
        {"Range": "bytes=0-9"},
        {"A_IM": "feed", "If_None_Match": '"other"'},
    ],
)
def test_it_answers_as_the_long_way(
    client: Client, path: str, method: str, fields: Mapping[str, str]
) -> None:
    """Field by field, and octet by octet."""
    ask = partial(client.ask, path, method=method, body=None, **fields)
    client.ask(path)
    ask()
    short = ask()
    with patch.object(FilesFirst, "at_once", return_value=None):
        long = ask()
    assert undated(short) == undated(long)


def test_an_answer_that_was_found_once_takes_the_short_way(site: ServedSite) -> None:
    """Over the framework comes only who asks first."""
    with serving(site) as client:
        client.ask("/atom.xml")
        with patch.object(FilesFirst, "__call__", side_effect=AssertionError):
            answer = client.ask("/atom.xml")
    assert answer.body == FEED
    assert answer.headers["date"].endswith(" GMT")


@pytest.mark.parametrize(
    ("target", "fields"),
    [
        (b"/atom.xml?from=here", ()),
        (b"/atom.xml", ((b"content-length", b"3"),)),
        (b"/atom.xml", ((b"if-none-match", b'"a"'), (b"if-none-match", b'"b"'))),
        (b"/atom.xml", ((b"accept-encoding", b"br"),)),
        (b"/nothing.xml", ()),
    ],
)
def test_what_is_unusual_goes_the_long_way(
    site: ServedSite, target: bytes, fields: tuple[tuple[bytes, bytes], ...]
) -> None:
    """Also an encoding that nobody has asked for yet."""
    with serving(site) as client:
        client.ask("/atom.xml", Accept_Encoding="identity")
    assert site.at_once("127.0.0.1", b"/atom.xml", (), is_head=False)
    assert site.at_once("127.0.0.1", target, fields, is_head=False) is None


def test_who_may_get_a_delta_goes_the_long_way(press: Press) -> None:
    """Where there are any, and for who asks for one."""
    feeds = replace(press.config.feeds, delta=True)
    site = make_app(replace(press, config=replace(press.config, feeds=feeds)))
    wish = ((b"a-im", b"feed"), (b"if-none-match", b'"other"'))
    with serving(site) as client:
        client.ask("/atom.xml")
        client.ask("/")
    assert site.at_once("127.0.0.1", b"/atom.xml", wish, is_head=False) is None
    assert site.at_once("127.0.0.1", b"/atom.xml", (), is_head=False)
    assert site.at_once("127.0.0.1", b"/", wish, is_head=False)


def test_a_file_that_is_gone_or_moved_is_not_at_hand(
    press: Press, client: Client
) -> None:
    """A redirect counts from the request behind it, as a new version does."""
    folder = press.config.feeds_folder
    assert [client.ask("/atom.xml").status for _ in range(2)] == [200, 200]
    (folder / "_redirects").write_text("/atom.xml /feed/atom.xml 301\n")
    assert client.ask("/atom.xml").status == 301
    (folder / "_redirects").unlink()
    assert [client.ask("/atom.xml").status for _ in range(2)] == [200, 200]
    (folder / "atom.xml").unlink()
    assert client.ask("/atom.xml").status == 404


def test_memory_is_bounded_for_targets_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file has many targets: whoever writes them out fills no memory."""
    monkeypatch.setattr(at_hand, "MOST_KNOWN", 3)
    for path in ("/atom.xml", "/%61tom.xml", "/a%74om.xml", "/at%6fm.xml") * 2:
        assert client.ask(path).body == FEED


def test_several_requests_at_once_are_answered_in_their_order(client: Client) -> None:
    """Short ones behind long ones, and the other way round."""
    client.ask("/atom.xml")
    part = GET + b"Content-Length: 0\r\n\r\n"
    wishes = (GET + b"\r\n") * 3 + part + GET + b"If-None-Match: *\r\n\r\n"
    wishes += GET.replace(b"GET", b"HEAD") + b"Connection: close\r\n\r\n"
    with client.connect() as connection:
        connection.sendall(wishes)
        answers = b""
        while more := connection.recv(65536):
            answers += more
    statuses = re.findall(rb"HTTP/1\.1 ([0-9]+)", answers)
    assert statuses == [b"200"] * 4 + [b"304", b"200"]
    assert answers.count(FEED) == 4


@pytest.mark.parametrize(
    "request_text",
    [
        b"GET /atom.xml HTTP/1.0\r\nHost: x\r\n\r\n",
        GET + b"Connection: close\r\n\r\n",
    ],
)
def test_who_wants_an_end_gets_one(client: Client, request_text: bytes) -> None:
    """The connection closes behind the answer."""
    client.ask("/atom.xml")
    with client.connect() as connection:
        connection.sendall(request_text)
        answer = b""
        while more := connection.recv(65536):
            answer += more
    assert answer.endswith(FEED)


def test_a_connection_that_rests_is_closed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some seconds behind the last answer."""
    monkeypatch.setattr(connections, "LONGEST_REST", 0.2)
    monkeypatch.setattr(server, "TICKS_BETWEEN_LOOKS", 1)
    client.ask("/atom.xml")
    with client.connect() as connection:
        connection.sendall(GET + b"\r\n")
        got = b""
        while not got.endswith(FEED):
            got += connection.recv(65536)
        began = time.monotonic()
        assert connection.recv(10) == b""
        assert time.monotonic() - began < 9


def test_every_answer_is_counted(press: Press) -> None:
    """Whichever way it went: those of feeds with their octets, and 304 for itself."""
    traffic = Traffic()
    with serving(make_app(press, traffic)) as client:
        for _ in range(3):
            client.ask("/atom.xml")
        client.ask("/atom.xml", method="HEAD")
        client.ask("/atom.xml", If_None_Match="*")
        for _ in range(2):
            client.ask("/")
        client.ask("/nothing")
    counts = {
        (family.name, *sample.labels.values()): sample.value
        for family in traffic.families()
        for sample in family.samples
    }
    assert counts["digest_feed_requests",] == 5
    assert counts["digest_feed_unchanged",] == 1
    assert counts["digest_feed_bytes",] == 3 * len(FEED)
    assert counts["digest_http_requests", "200"] == 6
    assert counts["digest_http_requests", "304"] == 1
    assert counts["digest_http_requests", "404"] == 1


def test_a_log_has_every_request(press: Press) -> None:
    """The line of the short way is that of the long one."""
    web = replace(press.config.web, access_log="access.log", trusted_proxy="127.0.0.1")
    logged = make_app(replace(press, config=replace(press.config, web=web)))
    wishes: tuple[dict[str, str], ...]
    wishes = ({"If_None_Match": "*"}, {"User_Agent": "Reader/1.0"}, {})
    with serving(logged) as client:
        for fields in wishes:
            for method in ("GET", "HEAD"):
                ask = partial(
                    client.ask, "/atom.xml", method=method, body=None, **fields
                )
                for _ in range(2):
                    ask(X_Forwarded_For="9.9.9.9")
        assert logged._log
        logged._log._file.close()
    lines = (press.config.root / "access.log").read_text().splitlines()
    assert lines[0::2] == lines[1::2]
    assert len(lines) == 12
    assert all(line.startswith("9.9.9.0 - - [") for line in lines)


def test_a_server_goes_on_with_another_application(
    press: Press, site: ServedSite
) -> None:
    """From the next request on, on the same connection."""
    stage = Stage(lambda _: site)
    with serving(stage) as client, client.connect() as connection:
        for _ in range(2):
            connection.sendall(GET + b"\r\n")
            got = b""
            while not got.endswith(FEED):
                got += connection.recv(65536)
        stage.show(PlainTextResponse("closed for today"))
        connection.sendall(GET + b"\r\n")
        assert connection.recv(65536).endswith(b"closed for today")
        stage.show(make_app(press))
        connection.sendall(GET + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")
