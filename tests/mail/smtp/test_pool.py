from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from certificates import Certificate, a_certificate
from desks import TEXT, TestDesk, a_desk, a_parcel
from digest.deliveries import OutcomeKind
from digest.loop import new_loop
from digest.mail.parcel import Parcel
from digest.mail.smtp import sitting
from digest.mail.smtp.pool import SmtpPool
from digest.relay import Auth, read_relay
from digest.secret import Secret
from quick_relays import QuickRelay, a_relay_that, at_work, says
from relays import Relay, running
from waiting import soon

ACCEPTED, DEFERRED = OutcomeKind.ACCEPTED, OutcomeKind.DEFERRED
REFUSED, UNKNOWN = OutcomeKind.REFUSED, OutcomeKind.UNKNOWN


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the certificate is."""
    return tmp_path_factory.mktemp("certificate")


@pytest.fixture(scope="module")
def certificate(folder: Path) -> Certificate:
    """Of this machine, signed by nobody else."""
    return a_certificate(folder)


@pytest.fixture
def _trusted(
    folder: Path, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An owner who trusts the certificate, as OpenSSL lets them say."""
    assert certificate is not None
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "pair-90.pem"))


def a_pool(
    port: int,
    scheme: str = "smtp+plain",
    *,
    user: str = "",
    password: str = "",
    connections: int = 1,
    timeout: float = 5,
) -> SmtpPool:
    """The way to this port, as digest.toml would ask for it."""
    host = "127.0.0.1" if scheme == "smtp+plain" else "localhost"
    relay = read_relay(f"{scheme}://{user}{'@' if user else ''}{host}:{port}")
    return SmtpPool(
        replace(relay, connections=connections), Secret(password), timeout=timeout
    )


def run(desk: TestDesk, make: Callable[[], SmtpPool]) -> TestDesk:
    """Send what the desk has, until each has its outcome or the relay is away."""

    async def carry() -> None:
        pool = make()
        desk.when_done, desk.when_back = pool.close, pool.wake
        await pool.run(desk, is_stopping=lambda: False)
        assert not +desk.out

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(carry())
    return desk


def sent(relay: Relay, *recipients: str, octets: int = 1000) -> TestDesk:
    """Send to these by a relay that runs."""
    desk = a_desk(*(f"{each}@example.net" for each in recipients), octets=octets)
    return run(desk, lambda: a_pool(relay.port))


def test_one_connection_carries_many_messages() -> None:
    """Every message arrives, byte for byte, over the same connection."""
    desk = a_desk(*(f"r{n}@example.net" for n in range(1, 21)))
    parcels = list(desk.parcels)
    with running(Relay()) as relay:
        run(desk, lambda: a_pool(relay.port))
    assert desk.kinds() == [ACCEPTED] * 20
    assert (desk.outcome().code, desk.outcome().status) == (250, "2.0.0")
    assert relay.kept == [(p.recipient.decode(), p.make()) for p in parcels]
    assert relay.connections == 1
    assert desk.announced == list(range(1, 21))


def test_no_message_is_no_connection() -> None:
    """An empty run does not bother the relay."""
    with running(Relay()) as relay:

        async def carry() -> None:
            pool = a_pool(relay.port)
            await pool.run(TestDesk(), is_stopping=lambda: True)

        asyncio.run(carry())
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
    with running(Relay(refusals={"bad": reply})) as relay:
        desk = sent(relay, "bad", "good")
    bad = desk.outcome(1)
    assert (bad.kind, bad.status, bad.code) == (kind, status, int(reply[:3]))
    assert desk.outcome(2).kind is ACCEPTED
    assert relay.connections == 1
    assert desk.announced == [2]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("451 4.3.0 later", DEFERRED), ("554 5.7.1 smells of spam", REFUSED)],
)
def test_the_answer_to_the_body_is_the_outcome(answer: str, kind: OutcomeKind) -> None:
    """What the relay says after the last dot counts."""
    with running(Relay(answers=[answer])) as relay:
        desk = sent(relay, "ann", "bob")
    assert desk.kinds() == [kind, ACCEPTED]
    assert relay.recipients == ["bob@example.net"]


def test_a_relay_that_limits_messages_per_connection_gets_new_ones() -> None:
    """421 between messages costs a new connection, not a deferral (RFC 5321 3.8)."""
    with running(Relay(per_connection=3)) as relay:
        desk = sent(relay, *(f"r{n}" for n in range(10)))
    assert desk.kinds() == [ACCEPTED] * 10
    assert relay.connections == 4
    assert not desk.troubles


def test_a_relay_that_says_421_to_a_new_connection_is_away() -> None:
    """The message waits for it, and the desk is told."""
    desk = a_desk("ann@example.net")
    desk.is_over_when_away = True
    with running(Relay(per_connection=0)) as relay:
        run(desk, lambda: a_pool(relay.port))
    (trouble,) = desk.troubles
    assert (trouble.kind, trouble.code) == (DEFERRED, 421)
    assert desk.backs == [1]


def test_a_drop_within_a_large_body_is_no_doubt() -> None:
    """Without the last dot the relay has nothing: it goes over another connection."""
    data = TEXT * 300_000
    desk = TestDesk([a_parcel(data=data), a_parcel(2)])
    with running(Relay(drops_in_data=1)) as relay:
        run(desk, lambda: a_pool(relay.port))
    assert desk.kinds() == [ACCEPTED, ACCEPTED]
    assert desk.backs == [1]
    assert relay.connections == 2
    assert dict(relay.kept)["r1@example.net"] == data


def test_a_message_that_ends_each_connection_is_deferred() -> None:
    """Tried once more, and then it stops nobody else."""
    with running(Relay(refusals={"odd": "399 what"})) as relay:
        desk = sent(relay, "odd", "good")
    odd, good = desk.outcome(1), desk.outcome(2)
    assert (odd.kind, odd.code) == (DEFERRED, 0)
    assert "answers out of turn: 399 what; try pipelining" in odd.reply
    assert good.kind is ACCEPTED
    assert not desk.troubles


def test_a_drop_after_the_dot_is_in_doubt() -> None:
    """Perhaps the relay kept it, and nobody can know."""
    with running(Relay(drops_after_dot=1)) as relay:
        desk = sent(relay, "ann", "bob")
    first = desk.outcome(1)
    assert (first.kind, first.code) == (UNKNOWN, 0)
    assert "no answer to the message" in first.reply
    assert desk.outcome(2).kind is ACCEPTED
    assert relay.connections == 2


def test_a_relay_that_is_not_there_is_told_with_its_name() -> None:
    """Nobody listens: a clear reply, no traceback."""
    with running(Relay()) as relay:
        pass
    desk = a_desk("ann@example.net")
    desk.is_over_when_away = True
    run(desk, lambda: a_pool(relay.port))
    (trouble,) = desk.troubles
    assert (trouble.kind, trouble.code) == (DEFERRED, 0)
    assert trouble.reply.startswith(f"127.0.0.1:{relay.port}: Connection refused; is ")
    assert desk.backs == [1]


def test_a_refused_sender_is_our_fault_and_not_the_readers() -> None:
    """5yz to MAIL FROM is nobody's bounce: all mail waits."""
    desk = a_desk("ann@example.net", "bob@example.net")
    desk.is_over_when_away = True
    with running(Relay(greetings=["550 5.7.1 not yours to send from"] * 9)) as relay:
        run(desk, lambda: a_pool(relay.port))
    (trouble,) = desk.troubles
    assert (trouble.kind, trouble.code) == (DEFERRED, 0)
    assert "refuses our sender: 550 5.7.1 not yours" in trouble.reply
    assert desk.outcomes == {}


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_tls_and_a_password(scheme: str, certificate: Certificate) -> None:
    """Both ways of encryption carry the login and the mail."""
    relay = Relay(
        certificate=certificate.server,
        is_tls_from_start=scheme == "smtps",
        password="right",
    )
    desk = a_desk("ann@example.net", "bob@example.net", octets=300_000)
    with running(relay):
        run(desk, lambda: a_pool(relay.port, scheme, user="ann", password="right"))
    assert desk.kinds() == [ACCEPTED, ACCEPTED]
    assert relay.logins == 1
    assert relay.recipients == ["ann@example.net", "bob@example.net"]


def told(relay: Relay, scheme: str, user: str = "", password: str = "") -> str:
    """Why the relay gets no mail."""
    desk = a_desk("ann@example.net")
    desk.is_over_when_away = True
    with running(relay):
        run(desk, lambda: a_pool(relay.port, scheme, user=user, password=password))
    (trouble,) = desk.troubles
    assert (trouble.kind, trouble.code) == (DEFERRED, 0)
    assert relay.kept == []
    assert desk.backs == [1]
    return trouble.reply


@pytest.mark.usefixtures("_trusted")
def test_a_wrong_password_is_told_with_its_remedy(certificate: Certificate) -> None:
    """It is nobody's bounce: all mail waits."""
    relay = Relay(certificate=certificate.server, password="right")
    reply = told(relay, "smtp", "ann", "wrong")
    assert "refuses user or password (535" in reply
    assert "DIGEST_SMTP_PASSWORD" in reply
    assert "wrong" not in reply
    assert relay.logins == 1


def test_a_password_that_is_not_set_is_asked_for() -> None:
    """Nothing is said to the relay, and the mail waits."""
    relay = Relay(password="right")
    reply = told(relay, "smtp", "ann")
    assert "wants a password; set DIGEST_SMTP_PASSWORD" in reply
    assert relay.connections == 0


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_signed_is_refused(
    scheme: str, certificate: Certificate
) -> None:
    """No mail and no password go to a relay that cannot say who it is."""
    relay = Relay(certificate=certificate.server, is_tls_from_start=scheme == "smtps")
    reply = told(relay, scheme)
    assert "certificate that we cannot trust: self-signed" in reply
    assert "SSL_CERT_FILE" in reply


def test_a_relay_that_cannot_encrypt_is_told_with_its_remedy() -> None:
    """TLS from the start, where the port speaks in the clear."""
    reply = told(Relay(), "smtps")
    assert "cannot agree on encryption" in reply
    assert "check scheme and port" in reply


def test_smtp_without_starttls_is_no_way_out() -> None:
    """Who cuts STARTTLS out of the greeting gets no mail."""
    assert "STARTTLS extension not supported" in told(Relay(), "smtp")


@pytest.mark.parametrize(
    "relay",
    [Relay(greetings=["354 go on"] * 2), Relay(refusals={"ann": "354 go on"})],
    ids=["MAIL", "RCPT"],
)
def test_go_on_counts_only_after_data(relay: Relay) -> None:
    """Said too early, the lines of the body would be read as commands."""
    with running(relay):
        desk = sent(relay, "ann")
    early = desk.outcome()
    assert (early.kind, early.code) == (DEFERRED, 0)
    assert "answers out of turn: 354 go on; try" in early.reply
    assert relay.recipients == []


def test_connections_come_with_the_work() -> None:
    """One at first, and never more than are allowed."""

    async def carry() -> tuple[QuickRelay, QuickRelay]:
        async with at_work(QuickRelay()) as few, at_work(QuickRelay()) as many:
            for relay, count in ((few, 1), (many, 500)):
                desk = TestDesk([a_parcel(n) for n in range(1, count + 1)])
                pool = a_pool(relay.port, connections=5)
                desk.when_done = pool.close
                await pool.run(desk, is_stopping=lambda: False)
        return few, many

    few, many = asyncio.run(carry())
    assert (few.connections, many.connections) == (1, 5)
    assert (many.most_open, len(many.kept)) == (5, 500)


def test_a_connection_at_rest_is_used_again_when_it_is_woken() -> None:
    """And it is no other one, as long as it can take all."""

    async def carry() -> QuickRelay:
        async with at_work(QuickRelay()) as relay:
            desk, pool = a_desk("ann@example.net"), a_pool(relay.port)
            desk.left, desk.when_done = 2, pool.close
            running_pool = asyncio.ensure_future(
                pool.run(desk, is_stopping=lambda: False)
            )
            await soon(lambda: bool(relay.kept))
            await asyncio.sleep(0.05)
            desk.parcels.append(a_parcel(2))
            pool.wake()
            await running_pool
        return relay

    relay = asyncio.run(carry())
    assert len(relay.kept) == 2
    assert relay.connections == 1
    assert relay.heard[-1] == "QUIT"


def test_a_connection_that_rests_for_long_says_quit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Relays do not love those who hold the line and say nothing."""
    monkeypatch.setattr(sitting, "REST", 0.0)

    async def carry() -> QuickRelay:
        async with at_work(QuickRelay()) as relay:
            desk, pool = a_desk("ann@example.net"), a_pool(relay.port)
            desk.left = 2
            running_pool = asyncio.ensure_future(
                pool.run(desk, is_stopping=lambda: False)
            )
            await soon(lambda: "QUIT" in relay.heard and not relay.open)
            pool.close()
            await running_pool
        return relay

    assert asyncio.run(carry()).heard[-1] == "QUIT"


def test_who_is_stopping_takes_no_more() -> None:
    """What is out is answered, and the rest stays where it is."""

    async def carry() -> tuple[TestDesk, QuickRelay]:
        async with at_work(QuickRelay()) as relay:
            desk = TestDesk([a_parcel(n) for n in range(1, 20_000)])
            pool = a_pool(relay.port, connections=3)
            await pool.run(desk, is_stopping=lambda: bool(desk.outcomes))
        return desk, relay

    desk, relay = asyncio.run(carry())
    assert desk.parcels
    assert not +desk.out
    assert desk.kinds() == [ACCEPTED] * len(relay.kept)


def test_a_reader_who_left_meanwhile_gets_nothing() -> None:
    """Not even an empty message: the line is cut, and the next goes over another."""

    async def carry() -> tuple[TestDesk, QuickRelay]:
        async with at_work(QuickRelay()) as relay:
            desk = a_desk("ann@example.net", "left@example.net", "bob@example.net")
            desk.withdrawn = frozenset({2})
            pool = a_pool(relay.port)
            desk.when_done, desk.when_back = pool.close, pool.wake
            await pool.run(desk, is_stopping=lambda: False)
        return desk, relay

    desk, relay = asyncio.run(carry())
    assert relay.recipients == ["ann@example.net", "bob@example.net"]
    assert sorted(desk.outcomes) == [1, 3]
    assert not desk.troubles
    assert relay.connections == 2


def test_what_the_desk_raises_ends_the_run() -> None:
    """And what was taken is settled or given back before."""

    class BrokenDesk(TestDesk):
        """Its store is full."""

        def announce(self, *_: object) -> None:
            """Fail."""
            raise OSError("no space left")

    async def carry() -> BrokenDesk:
        async with at_work(QuickRelay()) as relay:
            desk = BrokenDesk([a_parcel()])
            with pytest.raises(OSError, match="no space left"):
                await a_pool(relay.port).run(desk, is_stopping=lambda: False)
        return desk

    assert asyncio.run(carry()).parcels == []


def test_a_relay_that_was_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once, and the mail goes when it is back."""
    monkeypatch.setattr("digest.mail.smtp.spell.FIRST_WAIT", 0.05)

    async def carry() -> tuple[TestDesk, QuickRelay]:
        relay = QuickRelay()
        async with at_work(relay):
            pass
        desk, pool = a_desk("ann@example.net"), a_pool(relay.port)
        desk.when_done, desk.when_back = pool.close, pool.wake
        going = asyncio.ensure_future(pool.run(desk, is_stopping=lambda: False))
        await soon(lambda: len(desk.backs) > 2)
        async with at_work(relay, relay.port):
            await going
        return desk, relay

    desk, relay = asyncio.run(carry())
    assert len(desk.troubles) == 1
    assert relay.recipients == ["ann@example.net"]


def test_a_pool_that_was_closed_runs_no_more() -> None:
    """Whoever closes it before it ran gets no connection."""

    async def carry() -> TestDesk:
        desk, pool = a_desk("ann@example.net"), a_pool(1)
        pool.wake()
        pool.close()
        await pool.run(desk, is_stopping=lambda: False)
        return desk

    assert len(asyncio.run(carry()).parcels) == 1


def test_a_run_that_is_cancelled_leaves_nothing_out() -> None:
    """What waits for its connection goes back."""

    async def carry() -> TestDesk:
        desk = a_desk("ann@example.net")
        async with a_relay_that(says(greeting=b"220-wait")) as port:
            pool = a_pool(port)
            going = asyncio.ensure_future(pool.run(desk, is_stopping=lambda: False))
            await soon(lambda: bool(desk.out[1]))
            going.cancel()
            with pytest.raises(asyncio.CancelledError):
                await going
        return desk

    desk = asyncio.run(carry())
    assert desk.backs == [1]
    assert not +desk.out


def test_a_token_that_is_refused_is_asked_for_anew(tmp_path: Path) -> None:
    """It has run out: the next one is let in, and nobody is told of trouble."""
    hello = b"250-relay\r\n250 AUTH XOAUTH2"
    refuses = says(hello, b"334 e30=", b"535 5.7.8 expired")
    lets_in = says(
        *(hello, b"235 welcome", b"250 fine", b"250 fine", b"354 go on"),
        *(b"250 kept",),
    )
    runs = tmp_path / "runs"
    code = f"open({str(runs)!r}, 'a').write('x'); print('token')"

    async def carry() -> TestDesk:
        async with a_relay_that(refuses, lets_in) as port:
            relay = replace(
                read_relay(f"smtp+plain://ann@127.0.0.1:{port}"),
                auth=Auth.XOAUTH2,
                token_command=(sys.executable, "-c", code),
            )
            desk = TestDesk([a_parcel(data=b"x\r\n")])
            desk.is_over_when_away = True
            pool = SmtpPool(relay, Secret(""), timeout=5)
            desk.when_done = pool.close
            await pool.run(desk, is_stopping=lambda: False)
        return desk

    desk = asyncio.run(carry())
    assert not desk.troubles
    assert len(runs.read_text()) == 2


def test_words_put_in_before_the_encryption_end_the_connection() -> None:
    """Else they would be taken for the words of the relay (RFC 3207 6)."""
    manner = says(b"250-relay\r\n250 STARTTLS", b"220 go ahead\r\n250 injected")

    async def carry() -> TestDesk:
        async with a_relay_that(manner) as port:
            desk, pool = a_desk("ann@example.net"), a_pool(port, "smtp")
            desk.is_over_when_away, desk.when_done = True, pool.close
            await pool.run(desk, is_stopping=lambda: False)
        return desk

    (trouble,) = asyncio.run(carry()).troubles
    assert "talks in the clear when it should encrypt" in trouble.reply


def test_a_desk_that_cannot_give_ends_the_run() -> None:
    """Its store is gone before the first message."""

    class EmptyHandedDesk(TestDesk):
        """Its store cannot be read."""

        def take(self) -> Parcel | None:
            """Fail."""
            raise OSError("cannot be read")

    async def carry() -> None:
        with pytest.raises(OSError, match="cannot be read"):
            await a_pool(1).run(EmptyHandedDesk(), is_stopping=lambda: False)

    asyncio.run(carry())
