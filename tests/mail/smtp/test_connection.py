"""Relays that drip, flood, are mute, or talk nonsense: mail is held up by none."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from dataclasses import replace
from time import monotonic

import pytest

from desks import TEXT, TestDesk, a_desk, a_parcel
from digest.deliveries import Outcome, OutcomeKind
from digest.loop import new_loop
from digest.mail.smtp.pool import SmtpPool
from digest.relay import read_relay
from digest.secret import Secret
from quick_relays import Manner, QuickRelay, a_relay_that, at_work, says

HELLO = b"250-relay\r\n250 PIPELINING"
ACCEPTED, DEFERRED = OutcomeKind.ACCEPTED, OutcomeKind.DEFERRED


async def says_nothing(reader: StreamReader, _: StreamWriter) -> None:
    """A relay that takes the call and is mute."""
    await reader.read()


async def drips(_: StreamReader, writer: StreamWriter) -> None:
    """A relay that says an octet now and then, for ever."""
    while True:
        writer.write(b"2")
        await asyncio.sleep(0.1)


async def never_ends(_: StreamReader, writer: StreamWriter) -> None:
    """A relay whose answer always has one more line."""
    while True:
        writer.write(b"220-welcome to all of you\r\n" * 100)
        await writer.drain()


async def says_one_endless_line(_: StreamReader, writer: StreamWriter) -> None:
    """A relay whose line always goes on."""
    while True:
        writer.write(b"220 " + b"x" * 4096)
        await writer.drain()


async def greets_for_ever(_: StreamReader, writer: StreamWriter) -> None:
    """A relay that says whole answers, and does not listen."""
    while True:
        writer.write(b"220 hello\r\n" * 100)
        await writer.drain()


async def speaks_otherwise(_: StreamReader, writer: StreamWriter) -> None:
    """Not a relay at all."""
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")


async def hangs_up(_: StreamReader, __: StreamWriter) -> None:
    """A relay that has no time."""


def sent(*manners: Manner, octets: int = 1000, timeout: float = 1) -> TestDesk:
    """What is told of one message to such a relay, at the first that is told."""
    desk = a_desk("ann@example.net", octets=octets)
    desk.is_over_when_away = True

    async def carry() -> None:
        async with a_relay_that(*manners) as port:
            relay = read_relay(f"smtp+plain://127.0.0.1:{port}")
            pool = SmtpPool(relay, Secret(""), timeout=timeout)
            desk.when_done, desk.when_back = pool.close, pool.wake
            await pool.run(desk, is_stopping=lambda: False)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(carry())
    assert not +desk.out
    return desk


@pytest.mark.parametrize(
    ("manner", "fact"),
    [
        (says_nothing, "no whole answer within 1 seconds"),
        (drips, "no whole answer within 1 seconds"),
        (never_ends, "the answer does not end"),
        (says_one_endless_line, "the answer does not end"),
        (greets_for_ever, "talks without being asked"),
        (speaks_otherwise, "speaks no SMTP: 'HTTP/1.1 400 Bad Request'"),
        (hangs_up, "is the relay there"),
        (says(greeting=b"554 5.7.1 go away"), "554 5.7.1 go away"),
        (says(greeting=b"421 4.3.2 busy"), "4.3.2 busy"),
        (says(greeting=b"250 hello"), "answers out of turn: 250 hello"),
        (says(b"354 go on"), "answers out of turn: 354 go on"),
        (says(b"250 hello\r\n250 and more"), "talks without being asked"),
    ],
)
def test_a_relay_that_does_not_open_properly_is_away(manner: Manner, fact: str) -> None:
    """No manner of talking holds up the mail longer than the timeout."""
    start = monotonic()
    desk = sent(manner)
    (trouble,) = desk.troubles
    assert trouble.kind is DEFERRED
    assert fact in trouble.reply
    assert desk.outcomes == {}
    assert monotonic() - start < 4


def outcome_of(*manners: Manner, octets: int = 1000) -> Outcome:
    """What becomes of one message."""
    return sent(*manners, octets=octets).outcome()


def test_an_answer_that_never_comes_is_in_doubt() -> None:
    """The body is out, and the relay says no more."""
    outcome = outcome_of(says(HELLO, b"250 fine", b"250 fine", b"354 go on"))
    assert (outcome.kind, outcome.code) == (OutcomeKind.UNKNOWN, 0)
    assert "no answer to the message: no whole answer within 1" in outcome.reply


def test_an_answer_with_a_strange_code_is_in_doubt() -> None:
    """Perhaps that is a yes."""
    manner = says(HELLO, b"250 fine", b"250 fine", b"354 go on", b"354 go on")
    outcome = outcome_of(manner)
    assert (outcome.kind, outcome.code) == (OutcomeKind.UNKNOWN, 354)


def test_a_421_after_the_body_is_its_answer() -> None:
    """The relay does not have it, and says so as it leaves."""
    manner = says(HELLO, b"250 fine", b"250 fine", b"354 go on", b"421 4.3.2 bye")
    outcome = outcome_of(manner)
    assert (outcome.kind, outcome.code) == (DEFERRED, 421)


def test_octets_above_127_in_an_answer_do_no_harm() -> None:
    """Some relays speak Latin-1, whatever the RFC says."""
    manner = says(HELLO, b"250 fine", b"550 5.1.1 inconnu \xe0 cette adresse")
    outcome = outcome_of(says(*_with_data(manner)))
    assert outcome.code == 550
    assert outcome.reply == "5.1.1 inconnu � cette adresse"


def _with_data(_: Manner) -> tuple[bytes, ...]:
    """The answers to MAIL, RCPT and DATA, where nobody is to get it."""
    rcpt = b"550 5.1.1 inconnu \xe0 cette adresse"
    return (HELLO, b"250 fine", rcpt, b"554 no recipients", b"250 forgotten")


def test_more_answers_than_questions_end_the_connection() -> None:
    """Else one answer would be taken for another's, and a reader counted as reached."""
    # two answers too many to MAIL: what comes after DATA cannot be trusted
    manner = says(HELLO, b"250 fine\r\n250 fine\r\n354 go on\r\n250 kept\r\n250 kept")
    outcome = outcome_of(manner)
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)
    assert "answers out of turn: 250 kept" in outcome.reply


def test_a_large_body_waits_for_a_slow_reader() -> None:
    """Nothing is kept that the relay does not take: 40 MB are not in memory twice."""

    async def reads_slowly(reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        for reply in (HELLO, b"250 fine", b"250 fine", b"354 go on"):
            await reader.readline()
            writer.write(reply + b"\r\n")
        end = b""
        while not end.endswith(b"\r\n.\r\n"):
            end = end[-4:] + await reader.read(65_536)
        writer.write(b"250 kept\r\n")
        await reader.readline()
        writer.write(b"221 bye\r\n")

    outcome = outcome_of(reads_slowly, octets=20_000_000)
    assert outcome.kind is ACCEPTED


def reads_until_data(*, then: bytes) -> Manner:
    """Says 354, something in the middle of the body, and reads no more."""

    async def manner(reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        for reply in (HELLO, b"250 fine", b"250 fine", b"354 go on"):
            await reader.readline()
            writer.write(reply + b"\r\n")
        await reader.read(100)
        writer.write(then)
        await asyncio.sleep(60)

    return manner


def test_a_relay_that_stops_reading_is_no_doubt() -> None:
    """Without the last dot it has nothing; tried once more, and then put off."""
    outcome = outcome_of(reads_until_data(then=b""), octets=20_000_000)
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)


def test_a_refusal_in_the_middle_of_a_body_counts() -> None:
    """Too large, says the relay, and does not wait for the rest."""
    manner = reads_until_data(then=b"552 5.3.4 too large\r\n")
    outcome = outcome_of(manner, octets=20_000_000)
    assert (outcome.kind, outcome.code) == (OutcomeKind.REFUSED, 552)


def test_a_yes_in_the_middle_of_a_body_is_none() -> None:
    """Nobody can have kept what was not yet said."""
    manner = reads_until_data(then=b"250 kept\r\n")
    outcome = outcome_of(manner, octets=20_000_000)
    assert (outcome.kind, outcome.code) == (DEFERRED, 0)


def test_what_is_too_large_does_not_go() -> None:
    """The relay said what it takes (RFC 1870): no octet of it leaves."""

    async def carry() -> tuple[TestDesk, QuickRelay]:
        async with at_work(QuickRelay(abilities=("SIZE 5000", "PIPELINING"))) as relay:
            desk = TestDesk([a_parcel(1), a_parcel(2, octets=9000), a_parcel(3)])
            place = read_relay(f"smtp+plain://127.0.0.1:{relay.port}")
            pool = SmtpPool(replace(place, connections=1), Secret(""), timeout=5)
            desk.when_done = pool.close
            await pool.run(desk, is_stopping=lambda: False)
        return desk, relay

    desk, relay = asyncio.run(carry())
    assert desk.kinds() == [ACCEPTED, OutcomeKind.REFUSED, ACCEPTED]
    assert desk.outcome(2).status == "5.3.4"
    assert "takes messages of 5000 octets" in desk.outcome(2).reply
    mails = [line for line in relay.heard if line.startswith("MAIL")]
    size = len(a_parcel(1).make())
    assert mails == [f"MAIL FROM:<notes@example.org> SIZE={size}"] * 2
    assert relay.connections == 1


def test_lines_of_a_large_body_arrive_as_they_are() -> None:
    """However it is cut for the way."""

    async def carry() -> QuickRelay:
        async with at_work(QuickRelay()) as relay:
            desk = TestDesk([a_parcel(n, data=TEXT * 20_000) for n in (1, 2, 3)])
            place = read_relay(f"smtp+plain://127.0.0.1:{relay.port}")
            pool = SmtpPool(place, Secret(""), timeout=20)
            desk.when_done = pool.close
            await pool.run(desk, is_stopping=lambda: False)
        return relay

    relay = asyncio.run(carry())
    assert [body for _, body in relay.kept] == [TEXT * 20_000] * 3
