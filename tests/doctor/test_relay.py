from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from builders import NOW
from certificates import Certificate, a_certificate
from digest.doctor.advice import Advice, AdviceState
from digest.doctor.greeting import Greeting, greet
from digest.doctor.relay import advise_relay
from digest.relay import read_relay
from relays import Relay, running

OK, WARNING, ERROR = AdviceState.OK, AdviceState.WARNING, AdviceState.ERROR
PLAIN = "smtp+plain://mail.example.org"
SAFE = "smtp://notes@mail.example.org"
ENDS = NOW + timedelta(days=60)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of this machine, good for 90 days."""
    return a_certificate(tmp_path_factory.mktemp("certificate"))


def advised(
    url: str, greeting: Greeting, *, has_password: bool = True
) -> tuple[Advice, ...]:
    """The advice on the relay that greets so."""
    return advise_relay(read_relay(url), greeting, has_password=has_password, now=NOW)


def test_a_relay_that_is_there_and_lets_us_in_is_fine() -> None:
    """Both are told, and until when its certificate lasts."""
    line, login = advised(SAFE, Greeting(ends=ENDS, extensions=frozenset({"auth"})))
    assert (line.state, login.state) == (OK, OK)
    assert line.fact == "answers, and its certificate ends on 2027-01-15"


@pytest.mark.parametrize(
    ("url", "greeting", "told", "state"),
    [
        (PLAIN, Greeting(fault="cannot be reached: no"), "cannot be reached", ERROR),
        (PLAIN, Greeting(), "without encryption", WARNING),
        ("smtp+plain://localhost", Greeting(), "on this machine", OK),
        ("smtp+plain://127.0.0.1", Greeting(), "on this machine", OK),
        ("smtps://h.example", Greeting(ends=NOW), "ends on 2026-11-16", WARNING),
        ("smtps://h.example", Greeting(), "does not tell", AdviceState.SKIPPED),
    ],
)
def test_the_line_to_the_relay_is_judged(
    url: str, greeting: Greeting, told: str, state: AdviceState
) -> None:
    """Whether letters get there, and unread."""
    (line,) = advised(url, greeting)
    assert line.state is state
    assert told in line.fact


def test_a_user_needs_a_password_and_a_relay_that_asks_for_it() -> None:
    """Who sends without finds out by the first letter otherwise."""
    greeting = Greeting(ends=ENDS, extensions=frozenset({"auth"}))
    *_, login = advised(SAFE, greeting, has_password=False)
    assert (login.state, login.remedy) == (ERROR, "set DIGEST_SMTP_PASSWORD")
    *_, login = advised(SAFE, Greeting(ends=ENDS))
    assert (login.state, login.fact) == (ERROR, "the relay lets nobody log in here")


def greeted(relay: Relay, scheme: str, certificate: Certificate) -> Greeting:
    """What the relay on this machine says."""
    url = f"{scheme}://localhost:{relay.port}"
    return greet(read_relay(url), seconds=10, tls=certificate.client)


def test_a_plain_relay_is_heard(certificate: Certificate) -> None:
    """It is asked for nothing but what it can do."""
    with running(Relay()) as relay:
        url = f"smtp+plain://127.0.0.1:{relay.port}"
        greeting = greet(read_relay(url), seconds=10, tls=certificate.client)
    assert greeting.fault == ""
    assert greeting.ends is None
    assert "8bitmime" in greeting.extensions
    assert relay.kept == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_safe_relay_shows_its_certificate(
    scheme: str, certificate: Certificate
) -> None:
    """By STARTTLS and from the start; nobody logs in."""
    is_tls = scheme == "smtps"
    made = Relay(
        certificate=certificate.server, is_tls_from_start=is_tls, password="tide"
    )
    with running(made) as relay:
        greeting = greeted(relay, scheme, certificate)
    assert greeting.fault == ""
    assert greeting.ends == certificate.ends
    assert "auth" in greeting.extensions or is_tls
    assert relay.logins == 0


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_is_not_trusted_is_a_fault(
    scheme: str, certificate: Certificate, tmp_path: Path
) -> None:
    """Of another signer, and one that has ended."""
    for shown, trusted in (
        (a_certificate(tmp_path), certificate),
        ((ended := a_certificate(tmp_path, days=-1)), ended),
    ):
        made = Relay(certificate=shown.server, is_tls_from_start=scheme == "smtps")
        with running(made) as relay:
            assert "a certificate that is not trusted: " in (
                greeted(relay, scheme, trusted).fault
            )


def test_a_relay_without_starttls_is_a_fault(certificate: Certificate) -> None:
    """Letters are never sent in the clear unless digest.toml says so."""
    with running(Relay()) as relay:
        assert "STARTTLS" in greeted(relay, "smtp", certificate).fault


def test_nobody_at_home_is_a_fault(certificate: Certificate) -> None:
    """At a port where nobody listens."""
    with running(Relay()) as relay:
        pass
    fault = greeted(relay, "smtp", certificate).fault
    assert fault == "cannot be reached: Connection refused"


@contextmanager
def saying(words: bytes) -> Iterator[int]:
    """Something on a port that says just this, and waits; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                line.sendall(words)
                line.recv(1000)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"554 5.7.1 not from your address\r\n", "answers 554 5.7.1 not from your"),
        (b"", "hangs up, or does not answer in time"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "is no relay, but something else"),
        (b"\xff" * 100_000, "answers 500"),
    ],
)
def test_what_is_no_relay_is_told(
    words: bytes, told: str, certificate: Certificate
) -> None:
    """Whatever answers there, and if it never does."""
    with saying(words) as port:
        relay = read_relay(f"smtp+plain://127.0.0.1:{port}")
        assert told in greet(relay, seconds=0.3, tls=certificate.client).fault
