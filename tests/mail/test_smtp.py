from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_delivery, a_letter, a_newsletter, a_site, a_subscriber
from digest.deliveries import OutcomeKind
from digest.mail.message import Message, address, encode_letter
from digest.mail.smtp import SmtpCourier, SmtpSession
from digest.relay import read_relay
from digest.secret import Secret
from relays import Relay, running

ACCEPTED, DEFERRED = OutcomeKind.ACCEPTED, OutcomeKind.DEFERRED
REFUSED, UNKNOWN = OutcomeKind.REFUSED, OutcomeKind.UNKNOWN


def message_to(recipient: str) -> Message:
    """A message of the first issue."""
    return address(
        encode_letter(a_letter()),
        a_delivery(subscriber=a_subscriber(address=recipient)),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret("k" * 64),
    )


@contextmanager
def session_with(
    relay: Relay, scheme: str = "smtp+plain", *, user: str = "", password: str = ""
) -> Iterator[SmtpSession]:
    """A sitting at the relay, as digest.toml would ask for it."""
    host = "127.0.0.1" if scheme == "smtp+plain" else "localhost"
    url = f"{scheme}://{user}{'@' if user else ''}{host}:{relay.port}"
    courier = SmtpCourier(read_relay(url), Secret(password), timeout=5)
    with courier.session() as session:
        yield session


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A throw-away certificate of localhost and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(  # noqa: S603  every word is our own
        [
            *(
                openssl,
                "req",
                "-x509",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-addext", "keyUsage=critical,digitalSignature,keyCertSign"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


@pytest.fixture
def server_tls(pair: tuple[Path, Path]) -> ssl.SSLContext:
    """The relay's half of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    return context


@pytest.fixture
def _trusted(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """An owner who trusts the certificate, as OpenSSL lets them say."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))


def test_one_connection_carries_many_messages() -> None:
    """Every message arrives, byte for byte, over the same connection."""
    messages = [message_to(f"r{n}@example.net") for n in range(20)]
    with running(Relay()) as relay, session_with(relay) as session:
        outcomes = [session.send(message) for message in messages]
    assert {outcome.kind for outcome in outcomes} == {ACCEPTED}
    assert outcomes[0].code == 250
    assert outcomes[0].status == "2.0.0"
    assert relay.kept == [(message.recipient, message.data) for message in messages]
    assert relay.connections == 1


def test_a_session_without_messages_connects_to_nobody() -> None:
    """An empty run does not bother the relay."""
    with running(Relay()) as relay, session_with(relay):
        pass
    assert relay.connections == 0


@pytest.mark.parametrize(
    ("reply", "kind", "status"),
    [
        ("451 4.7.1 greylisted, come back", DEFERRED, "4.7.1"),
        ("550 5.1.1 no such user", REFUSED, "5.1.1"),
        ("552 5.2.2 mailbox full", REFUSED, "5.2.2"),
        ("550 go away", REFUSED, ""),
    ],
)
def test_a_refused_recipient_does_not_stop_the_next(
    reply: str, kind: OutcomeKind, status: str
) -> None:
    """The answer to RCPT is the outcome, and the connection goes on."""
    relay = Relay(refusals={"bad": reply})
    with running(relay), session_with(relay) as session:
        bad = session.send(message_to("bad@example.net"))
        good = session.send(message_to("good@example.net"))
    assert (bad.kind, bad.status) == (kind, status)
    assert bad.code == int(reply[:3])
    assert good.kind is ACCEPTED
    assert relay.connections == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("451 4.3.0 later", DEFERRED), ("554 5.7.1 smells of spam", REFUSED)],
)
def test_the_answer_to_the_body_is_the_outcome(answer: str, kind: OutcomeKind) -> None:
    """What the relay says after the last dot counts."""
    relay = Relay(answers=[answer])
    with running(relay), session_with(relay) as session:
        assert session.send(message_to("ann@example.net")).kind is kind
        assert session.send(message_to("bob@example.net")).kind is ACCEPTED
    assert relay.recipients == ["bob@example.net"]


def test_a_relay_that_limits_messages_per_connection_gets_new_ones() -> None:
    """421 between messages costs a new connection, not a deferral (RFC 5321 3.8)."""
    relay = Relay(per_connection=3)
    with running(relay), session_with(relay) as session:
        kinds = [session.send(message_to(f"r{n}@example.net")).kind for n in range(10)]
    assert kinds == [ACCEPTED] * 10
    assert relay.connections == 4


def test_a_relay_that_says_421_to_a_new_connection_defers() -> None:
    """A message is taken to a new connection once, not for ever."""
    relay = Relay(per_connection=0)
    with running(relay), session_with(relay) as session:
        outcome = session.send(message_to("ann@example.net"))
    assert (outcome.kind, outcome.code) == (DEFERRED, 421)


def a_large_message() -> Message:
    """More than the buffers of both sides hold: it cannot be written at one go."""
    data = (b"x" * 70 + b"\r\n") * 300_000
    return replace(message_to("ann@example.net"), data=data)


def test_a_drop_within_the_body_is_no_doubt() -> None:
    """Without the last dot the relay has nothing: try again later."""
    relay = Relay(drops_in_data=1)
    with running(relay), session_with(relay) as session:
        first = session.send(a_large_message())
        second = session.send(message_to("ann@example.net"))
    assert (first.kind, first.code) == (DEFERRED, 0)
    assert second.kind is ACCEPTED
    assert relay.recipients == ["ann@example.net"]


def test_a_drop_on_a_used_connection_costs_only_the_connection() -> None:
    """What met a closing connection goes over a new one at once."""
    relay = Relay()
    with running(relay), session_with(relay) as session:
        session.send(message_to("bob@example.net"))
        relay.drops_in_data = 1
        outcome = session.send(a_large_message())
    assert outcome.kind is ACCEPTED
    assert relay.recipients == ["bob@example.net", "ann@example.net"]
    assert relay.connections == 2


def test_an_answer_out_of_turn_ends_the_connection() -> None:
    """Who is not understood is called anew, and the reader pays nothing for it."""
    relay = Relay(refusals={"odd": "399 what"})
    with running(relay), session_with(relay) as session:
        odd = session.send(message_to("odd@example.net"))
        good = session.send(message_to("good@example.net"))
    assert (odd.kind, odd.code) == (DEFERRED, 0)
    assert odd.reply.endswith("answers out of turn: 399 what")
    assert good.kind is ACCEPTED
    assert relay.connections == 2


def test_a_drop_after_the_dot_is_in_doubt() -> None:
    """Perhaps the relay kept it, and nobody can know."""
    relay = Relay(drops_after_dot=1)
    with running(relay), session_with(relay) as session:
        first = session.send(message_to("ann@example.net"))
        second = session.send(message_to("bob@example.net"))
    assert (first.kind, first.code) == (UNKNOWN, 0)
    assert "no answer to the message" in first.reply
    assert second.kind is ACCEPTED
    assert relay.connections == 2


def test_a_relay_that_is_not_there_defers_with_its_name() -> None:
    """Nobody listens: a clear reply, no traceback."""
    with running(Relay()) as relay:
        pass
    with session_with(relay) as session:
        outcome = session.send(message_to("ann@example.net"))
        assert session.trouble() == outcome
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert outcome.reply.startswith(f"127.0.0.1:{relay.port}: Connection refused")


def test_a_refused_sender_is_our_fault_and_not_the_readers() -> None:
    """5xx to MAIL FROM defers everything until the owner mends it."""
    relay = Relay(greetings=["550 5.7.1 not yours to send from"])
    with running(relay), session_with(relay) as session:
        outcome = session.send(message_to("ann@example.net"))
        assert session.trouble() == outcome
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "refuses our sender: 550 5.7.1 not yours" in outcome.reply


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_tls_and_a_password(scheme: str, server_tls: ssl.SSLContext) -> None:
    """Both ways of encryption carry the login and the mail."""
    relay = Relay(
        certificate=server_tls, is_tls_from_start=scheme == "smtps", password="right"
    )
    with (
        running(relay),
        session_with(relay, scheme, user="ann", password="right") as session,
    ):
        outcome = session.send(message_to("ann@example.net"))
    assert outcome.kind is ACCEPTED, outcome.reply
    assert relay.logins == 1
    assert relay.recipients == ["ann@example.net"]


@pytest.mark.usefixtures("_trusted")
def test_a_wrong_password_is_told_with_its_remedy(server_tls: ssl.SSLContext) -> None:
    """It is nobody's bounce: all mail waits."""
    relay = Relay(certificate=server_tls, password="right")
    with (
        running(relay),
        session_with(relay, "smtp", user="ann", password="wrong") as session,
    ):
        outcome = session.send(message_to("ann@example.net"))
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "refuses user or password (535" in outcome.reply
    assert "DIGEST_SMTP_PASSWORD" in outcome.reply
    assert "wrong" not in outcome.reply


def test_a_password_that_is_not_set_is_asked_for() -> None:
    """Nothing is said to the relay, and the mail waits."""
    relay = Relay(password="right")
    with running(relay), session_with(relay, "smtp", user="ann") as session:
        outcome = session.send(message_to("ann@example.net"))
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "wants a password; set DIGEST_SMTP_PASSWORD" in outcome.reply
    assert relay.connections == 0


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_signed_is_refused(
    scheme: str, server_tls: ssl.SSLContext
) -> None:
    """No mail and no password go to a relay that cannot say who it is."""
    relay = Relay(certificate=server_tls, is_tls_from_start=scheme == "smtps")
    with running(relay), session_with(relay, scheme) as session:
        outcome = session.send(message_to("ann@example.net"))
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "certificate that we cannot trust: self-signed" in outcome.reply
    assert relay.kept == []


def test_smtp_without_starttls_is_no_way_out() -> None:
    """Who cuts STARTTLS out of the greeting gets no mail."""
    with running(Relay()) as relay, session_with(relay, "smtp") as session:
        outcome = session.send(message_to("ann@example.net"))
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "STARTTLS extension not supported" in outcome.reply
    assert relay.kept == []


@pytest.mark.parametrize(
    "relay",
    [Relay(greetings=["354 go on"]), Relay(refusals={"ann": "354 go on"})],
    ids=["MAIL", "RCPT"],
)
def test_go_on_counts_only_after_data(relay: Relay) -> None:
    """Said too early, the lines of the body would be read as commands."""
    with running(relay), session_with(relay) as session:
        early = session.send(message_to("ann@example.net"))
        late = session.send(message_to("bob@example.net"))
    assert (early.kind, early.code) == (DEFERRED, 0)
    assert early.reply.endswith("answers out of turn: 354 go on")
    assert late.kind is ACCEPTED
    assert relay.recipients == ["bob@example.net"]
