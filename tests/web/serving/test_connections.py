"""How much and how slowly a reader may send, and take."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from starlette.responses import FileResponse, PlainTextResponse, Response

from digest.web.clients import is_one_reader
from digest.web.limits import BodyLimit
from digest.web.serving import connections, guests, server
from digest.web.serving.connections import LARGEST_HEAD, MOST_FIELDS
from digest.web.serving.guests import MOST_EACH, Guests
from serving import Client, serving

HELLO = PlainTextResponse("hello")
START = b"GET / HTTP/1.1\r\nHost: x\r\n"
#: octets that no buffer of a kernel takes
LARGE = 30_000_000


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that waits for half a second where it waits for half a minute."""
    monkeypatch.setattr(connections, "LONGEST_PAUSE", 0.5)
    monkeypatch.setattr(server, "TICKS_BETWEEN_LOOKS", 1)


@contextmanager
def a_narrow_reader(client: Client) -> Iterator[socket.socket]:
    """A connection whose own side takes little at a time."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    connection.settimeout(10)
    with connection:
        connection.connect(("127.0.0.1", client.port))
        yield connection


def send_all(connection: socket.socket, data: bytes) -> None:
    """Send as much as the server takes."""
    with suppress(OSError):
        connection.sendall(data)


def told(connection: socket.socket) -> bytes:
    """Everything that the server says until it ends the connection."""
    answer = b""
    with suppress(ConnectionResetError):
        while data := connection.recv(1_000_000):
            answer += data
    return answer


def is_gone(connection: socket.socket) -> bool:
    """Whether nothing can be sent any more."""
    try:
        for _ in range(100):
            connection.sendall(b"\r\n")
            time.sleep(0.01)
    except OSError:
        return True
    return False


# --- the head -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        START + b"a: b\r\n" * (MOST_FIELDS + 1),
        START + b"a: b\r\n" * MOST_FIELDS + b"\r\n",
        START + b"A: " + b"x" * LARGEST_HEAD,
        START + b"A: " + b"x" * LARGEST_HEAD + b"\r\n\r\n",
        b"GET /" + b"x" * LARGEST_HEAD,
        b"\r\n" * LARGEST_HEAD,
    ],
    ids=["fields", "whole", "value", "whole value", "path", "nothing"],
)
def test_a_large_head_is_refused(head: bytes) -> None:
    """Neither octets nor fields without an end are kept (RFC 6585 section 5)."""
    with serving(HELLO) as client:
        with client.connect() as connection:
            send_all(connection, head)
            answer = told(connection)
        # a client that goes on sending may find the connection reset before it reads
        assert answer[:13] in {b"HTTP/1.1 431 ", b""}
        assert b"hello" not in answer
        assert client.ask("/").text == "hello"


def test_a_refusal_says_why() -> None:
    """In words, and with their length."""
    with serving(HELLO) as client, client.connect() as connection:
        connection.sendall(START + b"a: b\r\n" * MOST_FIELDS + b"\r\n")
        head, _, body = told(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert f"Content-Length: {len(body)}".encode() in head
    assert body == b"The request is too large.\n"


def test_a_head_within_the_limits_is_answered() -> None:
    """Also a second time, and after a body: each request has its own count."""
    fields = b"a: b\r\n" * (MOST_FIELDS - 3) + b"c: " + b"x" * 20_000 + b"\r\n"
    get = START + fields + b"\r\n"
    post = b"POST" + (START + fields)[3:] + b"Content-Length: 60000\r\n\r\n"
    with serving(BodyLimit(HELLO)) as client, client.connect() as connection:
        for request in (get, post + b"x" * 60_000, get, get):
            connection.sendall(request)
            answer = b""
            while not answer.endswith(b"hello"):
                answer += connection.recv(10_000)
            assert answer.startswith(b"HTTP/1.1 200 ")


def test_requests_that_come_together_are_all_answered() -> None:
    """Many small heads in one go are no large one."""
    with serving(HELLO) as client, client.connect() as connection:
        connection.sendall((START + b"\r\n") * 2000 + START)
        answers = b""
        while answers.count(b"hello") < 2000:
            answers += connection.recv(100_000)


def test_what_is_no_request_is_not_answered_amid_an_answer(tmp_path: Path) -> None:
    """It would stand there as octets of the file."""
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(LARGE))
    app = FileResponse(path)
    with serving(app) as client, a_narrow_reader(client) as connection:
        send_all(connection, START + b"\r\n")
        answer = connection.recv(4096)
        send_all(connection, b"NO REQUEST\r\n\r\n")
        answer += told(connection)
    body = answer.partition(b"\r\n\r\n")[2]
    assert len(body) < LARGE
    assert not body.strip(b"\0")


@pytest.mark.parametrize(
    "head",
    [b"GET / HTTP/1.1\r\n\r\n", START + b"host: y\r\n\r\n"],
    ids=["none", "two"],
)
def test_a_request_has_one_host(head: bytes) -> None:
    """Whoever stands before us may have taken another one (RFC 9112 3.2)."""
    with serving(HELLO) as client, client.connect() as connection:
        connection.sendall(START + b"\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(head)
        assert told(connection).startswith(b"HTTP/1.1 400")


def test_who_speaks_as_of_old_names_no_host() -> None:
    """HTTP/1.0 has no such field."""
    with serving(HELLO) as client, client.connect() as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert told(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("trailer", [b"a: b\r\n", b"a" * 1000], ids=["many", "one"])
def test_trailers_have_the_limit_of_the_head(trailer: bytes) -> None:
    """What comes after a body in chunks is kept as fields, too (RFC 9112 7.1.2)."""
    head = START + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    with serving(HELLO) as client, client.connect() as connection:
        # uvicorn's own wait for the next request would end it after five
        connection.settimeout(3)
        send_all(connection, head + trailer * 10_000)
        assert len(told(connection)) < 1000
        assert is_gone(connection)


# --- readers who do not read --------------------------------------------------------


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("ending", [b"", b"Connection: close\r\n"])
@pytest.mark.parametrize("is_file", [False, True], ids=["memory", "disk"])
def test_who_reads_nothing_is_cut(
    tmp_path: Path, *, is_file: bool, ending: bytes
) -> None:
    """An answer that nobody takes does not hold its place for ever."""
    path = tmp_path / "large"
    path.write_bytes(b"x" * LARGE)
    app = FileResponse(path) if is_file else Response(b"x" * LARGE)
    with serving(app) as client, client.connect() as connection:
        connection.sendall(START + ending + b"\r\n")
        time.sleep(1.5)
        assert len(told(connection)) < LARGE


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("is_file", [False, True], ids=["memory", "disk"])
def test_who_reads_slowly_gets_everything(tmp_path: Path, *, is_file: bool) -> None:
    """However long it takes: only a standstill ends it."""
    path = tmp_path / "large"
    path.write_bytes(b"x" * LARGE)
    app = FileResponse(path) if is_file else Response(b"x" * LARGE)
    with serving(app) as client, a_narrow_reader(client) as connection:
        connection.sendall(START + b"Connection: close\r\n\r\n")
        slow_until = time.monotonic() + 2
        while time.monotonic() < slow_until:
            assert connection.recv(20_000)
            time.sleep(0.1)
        assert len(told(connection)) > LARGE - 500_000


# --- connections of one address -----------------------------------------------------


def test_an_address_has_its_share_of_places() -> None:
    """The next one has to wait until one is free; others are not touched."""
    guests = Guests()
    assert all(guests.enter("9.9.9.9") for _ in range(MOST_EACH))
    assert not guests.enter("9.9.9.9")
    assert guests.enter("2620:fe::9")
    for _ in range(2):
        guests.leave("9.9.9.9")
    assert guests.enter("9.9.9.9")


def test_a_household_has_the_share_of_one() -> None:
    """It has more addresses than there are places for all."""
    guests = Guests()
    places = [guests.enter(f"2620:fe::{number:x}") for number in range(MOST_EACH + 1)]
    assert places == [True] * MOST_EACH + [False]
    assert guests.enter("2620:fe:0:1::1")


def test_nothing_is_remembered_of_who_left() -> None:
    """The count does not grow with the readers of a year."""
    guests = Guests()
    guests.enter("9.9.9.9")
    guests.leave("9.9.9.9")
    assert not guests._counts


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "::1", "10.0.0.1", "172.17.0.1", "::ffff:10.0.0.1", ""]
)
def test_a_neighbour_may_stand_for_many(host: str) -> None:
    """A proxy or a gateway of ours, whether it was named or not."""
    assert not is_one_reader(host)


def test_one_connection_too_many_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and whoever is inside stays; behind a proxy nobody is sent away."""
    monkeypatch.setattr(guests, "MOST_EACH", 2)
    monkeypatch.setattr(guests, "reader_at", str)
    with serving(HELLO) as client:
        with client.connect() as first, client.connect():
            with client.connect() as third:
                assert told(third) == b""
            first.sendall(START + b"Connection: close\r\n\r\n")
            assert told(first).endswith(b"hello")
        time.sleep(0.2)
        assert client.ask("/").text == "hello"
    with serving(HELLO, is_behind_proxy=True) as client:
        inside = [client.connect() for _ in range(5)]
        assert client.ask("/").text == "hello"
        for connection in inside:
            connection.close()
