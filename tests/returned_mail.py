"""Messages that come back, as servers write them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from builders import NOW
from digest.bounces.correlation import Proofs
from digest.deliveries import DeliveryState
from digest.secret import Secret
from digest.signed.return_path import return_address
from digest.store.databases.connection import Mode
from digest.store.schema import DELIVERY
from digest.store.sql import SqlStore
from store_steps import publish

BASE = "bounces@notes.example.org"
KEY = "k" * 64
PROOFS = Proofs(address=BASE, key=Secret(KEY))
UNKNOWN = "smtp; 550 5.1.1 <ann@example.org>: User unknown"
LETTER = """\
Return-Path: <bounces@notes.example.org>
From: Notes <notes@example.org>
To: ann@example.org
Subject: Harbour opens
Message-ID: <weekly.1@example.org>

Hello Ann
"""


def return_path(delivery: int) -> str:
    """The envelope sender of the delivery."""
    return return_address(BASE, KEY.encode(), delivery)


def a_dsn(
    to: str = BASE,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnosis: str = UNKNOWN,
    recipient: str = "rfc822; ann@example.org",
    letter: str = LETTER,
    words: str = "Your message could not be delivered.",
) -> bytes:
    """A delivery status notification (RFC 3464) to this address."""
    return f"""\
From: MAILER-DAEMON@mx.example.org
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{words}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnosis}

--b
Content-Type: message/rfc822

{letter}
--b--
""".replace("\n", "\r\n").encode()


def a_complaint(
    to: str = BASE, *, kind: str = "abuse", sender: str = "", letter: str = LETTER
) -> bytes:
    """A complaint in the Abuse Reporting Format (RFC 5965)."""
    return f"""\
From: feedback@mx.example.org
To: {to}
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

A reader complains.

--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Mail/1.0
Version: 1
Original-Mail-From: <{sender}>
Original-Rcpt-To: <ann@example.org>

--b
Content-Type: message/rfc822

{letter}
--b--
""".encode()


def send_issue(
    store: SqlStore, number: int, *, now: datetime = NOW, newsletter: str = "weekly"
) -> list[int]:
    """Publish an issue, which the relay takes at once; its deliveries."""
    publish(store, number, newsletter)
    ours = select(DELIVERY.c.id).order_by(DELIVERY.c.id)
    with store._database.transaction(Mode.WRITE) as connection:
        is_new = DELIVERY.c.state == DeliveryState.PENDING
        found = connection.execute(ours.where(is_new)).scalars().all()
        taking = update(DELIVERY).where(is_new)
        connection.execute(
            taking.values(state=DeliveryState.ACCEPTED, answered=now, due=None)
        )
    return list(found)


def state_of(store: SqlStore, delivery: int) -> tuple[str, str]:
    """How far the delivery has come, and the last words on it."""
    query = select(DELIVERY.c.state, DELIVERY.c.reply).where(DELIVERY.c.id == delivery)
    with store._database.transaction(Mode.READ) as connection:
        row = connection.execute(query).one()
        return row.state, row.reply
