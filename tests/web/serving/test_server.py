"""The application on a socket."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest
from starlette.responses import PlainTextResponse

from digest.errors import DaemonError
from digest.web.serving import connections, server
from digest.web.serving.server import open_door
from serving import Client, serving

HELLO = PlainTextResponse("hello")

ALONE = """
import socket, sys
from starlette.responses import PlainTextResponse
from digest.web.serving.server import open_door, serve_alone
door = open_door("127.0.0.1:0")
print(door.getsockname()[1], flush=True)
serve_alone(PlainTextResponse("hello"), door)
print("done", flush=True)
"""


def is_cut(connection: socket.socket) -> bool:
    """Whether the server ends the connection without another word."""
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True


def drip_on(connection: socket.socket) -> None:
    """Send a line end now and then until the connection is gone."""
    with suppress(OSError):
        while True:
            connection.sendall(b"\r\n")
            time.sleep(0.05)


def test_a_taken_port_is_named() -> None:
    """The message says which, and what to do."""
    with open_door("127.0.0.1:0") as door:
        listen = f"127.0.0.1:{door.getsockname()[1]}"
        with pytest.raises(DaemonError) as caught:
            open_door(listen)
    fact = "is taken by another program; change [web] listen or stop it"
    assert str(caught.value) == f"listen: {listen}: {fact}"


def test_an_address_that_is_not_ours_is_named() -> None:
    """Whatever the system says of it is told."""
    with pytest.raises(DaemonError, match=r"listen: 192\.0\.2\.1:8000: cannot be"):
        open_door("192.0.2.1:8000")


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_ipv6_is_written_in_brackets() -> None:
    """As in a URL."""
    with open_door("[::1]:0") as door:
        assert door.family is socket.AF_INET6


def test_the_door_stays_open_when_the_server_ends() -> None:
    """The next server answers who came meanwhile."""
    with open_door("127.0.0.1:0") as door:
        for _ in range(2):
            stopping = asyncio.Event()
            stopping.set()
            asyncio.run(server.serve(HELLO, door, stopping))
        with socket.create_connection(door.getsockname(), timeout=5):
            pass


def test_a_slow_head_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a request, or nothing at all, does not hold a connection for ever."""
    monkeypatch.setattr(connections, "LONGEST_HEAD", 0.2)
    monkeypatch.setattr(server, "TICKS_BETWEEN_LOOKS", 1)
    with serving(HELLO) as client:
        starts = (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nA: ", b"\r\n")
        held = [client.connect() for _ in starts]
        for connection, start in zip(held, starts, strict=True):
            connection.sendall(start)
        for connection in held:
            assert is_cut(connection)
            connection.close()
        assert client.ask("/").text == "hello"


def test_a_second_request_is_guarded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then after an answer does not keep the connection."""
    monkeypatch.setattr(connections, "LONGEST_HEAD", 0.2)
    monkeypatch.setattr(server, "TICKS_BETWEEN_LOOKS", 1)
    with serving(HELLO) as client, client.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while b"hello" not in answer:
            answer += connection.recv(1000)
        drip = threading.Thread(target=drip_on, args=(connection,), daemon=True)
        drip.start()
        assert is_cut(connection)
        drip.join(5)
        assert not drip.is_alive()


def test_slow_readers_keep_nobody_waiting() -> None:
    """Three hundred half requests, and the next one is answered at once."""
    with serving(HELLO) as client:
        slow = [client.connect() for _ in range(300)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        assert client.ask("/").text == "hello"
        assert time.monotonic() - began < 1
        for connection in slow:
            connection.close()


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x00\xa5\x01\x00",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nz",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_junk_is_refused_and_forgotten(junk: bytes) -> None:
    """No odd request is a fault of ours, and the next reader notices nothing."""
    with serving(HELLO) as client:
        with client.connect() as connection:
            connection.sendall(junk)
            assert b" 500 " not in connection.recv(1000)
        assert client.ask("/").text == "hello"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_alone_it_serves_until_it_is_told_to_stop(number: signal.Signals) -> None:
    """Either signal ends it in order."""
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", ALONE], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        assert Client(port).ask("/").text == "hello"
        process.send_signal(number)
        assert process.wait(10) == 0
        assert process.stdout.read() == "done\n"
