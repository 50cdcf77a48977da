"""What a message that came back reports."""

from __future__ import annotations

import base64
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.bounces.message import LARGEST_MESSAGE, MOST_PARTS
from digest.bounces.reading import read_message
from digest.bounces.reports import Report, Silence
from digest.reasons import Reason
from digest.records.bounces import BounceKind
from returned_mail import BASE, LETTER, a_complaint, a_dsn

#: of a program that says that a letter came back, without the words
BARE = b"From: mailer-daemon@x.y\nSubject: undeliverable\n\n"
#: seconds that no message may take, on any machine
LONG = 20.0


def only(data: bytes) -> Report:
    """The one report of the message."""
    (report,) = read_message(data).reports
    return report


def test_a_delivery_status_notification_is_read() -> None:
    """RFC 3464: recipient, status, diagnosis."""
    assert only(a_dsn()) == Report(
        kind=BounceKind.PERMANENT,
        reason=Reason.USER_UNKNOWN,
        status="5.1.1",
        detail="550 5.1.1 <ann@example.org>: User unknown",
        address="ann@example.org",
    )


def test_what_is_not_for_good_is_transient() -> None:
    """A full mailbox has a reader."""
    full = only(a_dsn(status="5.2.2", diagnosis="smtp; 552 5.2.2 Mailbox full"))
    assert (full.kind, full.reason) == (BounceKind.TRANSIENT, Reason.MAILBOX_FULL)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_other_actions_change_nothing(action: str) -> None:
    """The letter arrived, or is tried again (RFC 3464 2.3.3)."""
    reading = read_message(a_dsn(action=action, status="4.0.0"))
    assert (reading.reports, reading.silence) == ((), Silence.NO_FAILURE)


def test_an_action_that_is_missing_is_told_by_the_status() -> None:
    """Some forget it."""
    data = a_dsn().replace(b"Action: failed\r\n", b"")
    assert only(data).reason is Reason.USER_UNKNOWN
    data = data.replace(b"Status: 5", b"Status: 4")
    assert read_message(data).silence is Silence.NO_FAILURE


def test_the_original_recipient_counts_more_than_the_final_one() -> None:
    """It is the address that the letter was sent to (RFC 3464 2.3.1)."""
    line = b"Original-Recipient: rfc822;Ann@Example.org\r\nFinal-Recipient:"
    data = a_dsn(recipient="rfc822; box7@mx.example.net")
    assert only(data.replace(b"Final-Recipient:", line)).address == "Ann@Example.org"


def test_an_address_beyond_ascii_is_read() -> None:
    """RFC 6533 section 3 writes it with numbers."""
    report = only(a_dsn(recipient=r"utf-8; j\x{fc}rg@example.org"))
    assert report.address == "jürg@example.org"
    assert only(a_dsn(recipient=r"utf-8; a\x{d800}@b.c")).address == "a?@b.c"


def test_a_report_without_diagnosis_is_read_from_its_words() -> None:
    """They say why, to people."""
    data = a_dsn(status="5.0.0", diagnosis="", words="550 No such user here")
    assert only(data).reason is Reason.USER_UNKNOWN


def test_a_report_in_base64_is_read() -> None:
    """RFC 6533 allows it for its own type."""
    status = (
        b"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\n"
    )
    coded = base64.encodebytes(status + b"Status: 5.1.1\n")
    data = (
        b"Content-Type: multipart/report; boundary=b\n\n--b\n"
        b"Content-Type: text/plain\n\nno\n--b\n"
        b"Content-Type: message/global-delivery-status\n"
        b"Content-Transfer-Encoding: base64\n\n" + coded + b"\n--b--\n"
    )
    assert read_message(data).silence in {None, Silence.NO_FAILURE}


def test_a_complaint_is_read() -> None:
    """RFC 5965; the envelope sender that it tells may be a return path."""
    reading = read_message(a_complaint(sender="bounces+1-x@notes.example.org"))
    (report,) = reading.reports
    assert report.kind is BounceKind.COMPLAINT
    assert report.address == "ann@example.org"
    assert "bounces+1-x@notes.example.org" in reading.returns


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure"])
def test_some_feedback_is_no_complaint(kind: str) -> None:
    """The letter is wanted, or its signature failed (RFC 6591)."""
    reading = read_message(a_complaint(kind=kind))
    assert (reading.reports, reading.silence) == ((), Silence.NO_SPAM)


def test_a_complaint_of_hotmail_is_read() -> None:
    """It has no report, but a header in the letter."""
    letter = f"X-HmXmrOriginalRecipient: ann@example.org\n{LETTER}"
    data = f"From: staff@hotmail.com\nContent-Type: message/rfc822\n\n{letter}"
    assert only(data.encode()).address == "ann@example.org"


PLAIN = b"""\
From: MAILER-DAEMON@mx.example.org
To: bounces@notes.example.org
Subject: failure notice

Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ann@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 no mailbox here by that name
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

Return-Path: <bounces@notes.example.org>
Subject: the mailbox full of spam

text
"""


def test_a_report_in_plain_words_is_read() -> None:
    """By the words on the address, not those of the letter."""
    report = only(PLAIN)
    assert (report.address, report.reason) == ("ann@example.org", Reason.USER_UNKNOWN)


def test_a_transcript_is_a_report_whoever_sends_it() -> None:
    """Nobody else quotes the words of two servers."""
    words = b"From: x@example.net\n\nSent RCPT TO:<ann@example.org>\n"
    report = only(words + b"Received 550 5.1.1 user unknown\n")
    assert (report.address, report.reason) == ("ann@example.org", Reason.USER_UNKNOWN)


ABSENT = b"""\
From: Ann <ann@example.org>
To: notes@example.org
Subject: Out of office: Harbour opens
Auto-Submitted: auto-replied

I am away until Monday. My old address bob@example.org does not exist any more.
"""


@pytest.mark.parametrize(
    "data",
    [
        ABSENT,
        ABSENT.replace(b"Out of office: ", b"In-Reply-To: <1@example.org>\nSubject: "),
        b"Subject: hello\n\nCan I have your letter?\n",
        b"From: MAILER-DAEMON@x.y\nSubject: Warning: delayed\n\nann@example.org",
        b"",
        b"\x00\xff" * 1000,
    ],
)
def test_what_is_no_report_says_nothing(data: bytes) -> None:
    """An answer of a person or their program, a warning, and rubbish."""
    reading = read_message(data)
    assert (reading.reports, reading.silence) == ((), Silence.NO_REPORT)


def test_a_huge_message_is_not_read() -> None:
    """A report is never so large."""
    assert read_message(b"a" * (LARGEST_MESSAGE + 1)).silence is Silence.TOO_LARGE


def test_a_message_of_many_parts_is_not_read() -> None:
    """Neither beside each other nor within each other."""
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * MOST_PARTS
    assert read_message(many).silence is Silence.TOO_DEEP
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    )
    assert read_message(deep.encode()).silence is Silence.TOO_DEEP


def test_a_wish_to_leave_is_read_from_the_subject() -> None:
    """As mail programs send it to the address in List-Unsubscribe."""
    for subject in (b"7.weekly.abc-_9", b"unsubscribe 7.weekly.abc-_9", b"7..abc-_9"):
        reading = read_message(b"Subject: " + subject + b"\n\n")
        assert reading.leave_token == subject.split()[-1].decode()
    for subject in (b"unsubscribe weekly", b"example.org", b"16.11.2026 we met"):
        assert not read_message(b"Subject: " + subject + b"\n\n").leave_token


def test_addresses_that_it_was_brought_to_are_told() -> None:
    """Servers say so in headers of several names."""
    data = b"Delivered-To: bounces+2-b@example.org\n" + a_dsn(f"Notes <{BASE}>")
    returns = read_message(data).returns
    assert returns[:2] == ("bounces+2-b@example.org", BASE)


NESTED = "".join(
    f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(25)
).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"".join([b"To: " + b"a" * 9990 + b"\n"] * 500),
        b"Subject: unsubscribe " + b"." * 9000 + b"!\n\n",
        BARE + b"a" * 250_000,
        BARE + b"-" * 250_000,
        BARE + b"RCPT TO:" * 30_000,
        BARE.replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n")
        + base64.b64encode(b"a" * 180_000),
        b"Content-Type: text/plain; charset=punycode\n" + BARE + b"a-" * 100_000,
        a_dsn().replace(b"Final-Recipient", b"a: b\n\n" * 30_000 + b"Final-Recipient"),
        b"a:b\n" * 2_000_000,
        NESTED + b"\n" * 250_000,
    ],
    ids=range(10),
)
def test_a_message_that_was_built_to_take_long_does_not(data: bytes) -> None:
    """Anybody can write to the mailbox; most of these once took minutes, or more."""
    began = process_time()
    read_message(data)
    assert process_time() - began < LONG


@pytest.mark.parametrize("name", [b"Subject", b"From"])
def test_a_word_in_bad_base64_is_read_as_it_stands(name: bytes) -> None:
    """It once ended the round, and each one after it."""
    assert not read_message(name + b": =?utf-8?b?a?=\n\nhello").reports


def test_a_charset_in_an_extended_form_is_read() -> None:
    """RFC 2231; the parser of the standard library raises where it is asked there."""
    data = a_dsn().replace(b"multipart/report;", b"text/html; charset*=utf-8''%FF;")
    assert read_message(data + b"\xff").silence is None
    status = b"message/delivery-status; charset*=utf-8''%FF"
    data = a_dsn().replace(b"message/delivery-status", status)
    report = only(data.replace(b"Reporting-MTA", b"X: \xff\nReporting-MTA"))
    assert report.address == "ann@example.org"


def test_what_strange_words_do_to_the_detectors_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One raises where there is no sender."""
    read_message(b"Subject: undeliverable\n\nann@example.org")
    assert not caplog.records


@given(st.binary(max_size=2000))
def test_any_octets_are_read(data: bytes) -> None:
    """None raise, also within a report."""
    read_message(data)
    read_message(a_dsn().replace(b"Final-Recipient", data[:50] + b"Final-Recipient"))
    read_message(b"Content-Type: multipart/report; boundary=b\n\n--b\n" + data)
