from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic

import pytest

from builders import a_delivery, a_letter, a_newsletter, a_site
from digest.deliveries import Outcome, OutcomeKind
from digest.mail.answers import LONGEST_ANSWER, Answers
from digest.mail.message import address, encode_letter
from digest.mail.smtp import SmtpCourier
from digest.relay import read_relay
from digest.secret import Secret

#: what a relay does with a connection, until it is told to end
Manner = Callable[[socket.socket, Event], None]


def says_nothing(line: socket.socket, end: Event) -> None:
    """A relay that takes the call and is mute."""
    end.wait(10)


def drips(line: socket.socket, end: Event) -> None:
    """A relay that says an octet now and then, for ever."""
    while not end.wait(0.1):
        line.sendall(b"2")


def never_ends(line: socket.socket, end: Event) -> None:
    """A relay whose answer always has one more line."""
    while not end.is_set():
        line.sendall(b"220-welcome to all of you\r\n" * 100)


def says_one_endless_line(line: socket.socket, end: Event) -> None:
    """A relay whose line always goes on."""
    while not end.is_set():
        line.sendall(b"220 " + b"x" * 4096)


def speaks_otherwise(line: socket.socket, end: Event) -> None:
    """Not a relay at all."""
    line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def hangs_up(line: socket.socket, end: Event) -> None:
    """A relay that has no time."""


@contextmanager
def a_relay_that(manner: Manner) -> Iterator[int]:
    """Its port on loopback."""
    end = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening, suppress(OSError):
            line, _ = listening.accept()
            with line:
                manner(line, end)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    end.set()
    thread.join(10)


def send_to(port: int) -> Outcome:
    """What becomes of a message there."""
    relay = read_relay(f"smtp+plain://127.0.0.1:{port}")
    message = address(
        encode_letter(a_letter()),
        a_delivery(),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret("k" * 64),
    )
    with SmtpCourier(relay, Secret(""), timeout=1).session() as session:
        return session.send(message)


@pytest.mark.parametrize(
    "manner",
    [
        says_nothing,
        drips,
        never_ends,
        says_one_endless_line,
        speaks_otherwise,
        hangs_up,
    ],
)
def test_a_relay_that_does_not_answer_properly_defers_in_time(manner: Manner) -> None:
    """No manner of talking holds up the mail longer than the timeout."""
    start = monotonic()
    with a_relay_that(manner) as port:
        outcome = send_to(port)
    assert (outcome.kind, outcome.code) == (OutcomeKind.DEFERRED, 0)
    assert outcome.reply.startswith(f"127.0.0.1:{port}: ")
    assert monotonic() - start < 4


def test_lines_come_one_by_one_however_they_arrive() -> None:
    """Two answers in one packet, and one answer in two, are all the same."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        answers = Answers(ours, 1)
        answers.begin()
        theirs.sendall(b"250-one\r\n250 two\r\n354 g")
        assert answers.readline(100) == b"250-one\r\n"
        assert answers.readline(100) == b"250 two\r\n"
        theirs.sendall(b"o on\r\n")
        assert answers.readline(100) == b"354 go on\r\n"
        theirs.close()
        assert answers.readline(100) == b""


def test_an_answer_has_a_size_as_a_whole() -> None:
    """Many short lines are as endless as one long one."""
    ours, theirs = socket.socketpair()
    line = b"250-" + b"x" * 500 + b"\r\n"
    with ours, theirs:
        answers = Answers(ours, 1)
        answers.begin()
        for _ in range(LONGEST_ANSWER // len(line)):
            theirs.sendall(line)
            assert answers.readline(1000) == line
        theirs.sendall(line)
        with pytest.raises(OSError, match="does not end"):
            answers.readline(1000)
