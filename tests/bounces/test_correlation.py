"""Whose letter came back."""

from __future__ import annotations

from digest.bounces.correlation import Origin, Proofs
from digest.bounces.reading import read_message
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, make_token
from returned_mail import KEY, LETTER, PROOFS, a_complaint, a_dsn, return_path


def origin(data: bytes, proofs: Proofs = PROOFS) -> Origin:
    """Whom the message is about."""
    return proofs.origin_of(read_message(data))


def leaving(key: str = KEY) -> str:
    """A letter with the link by which subscriber 9 leaves."""
    token = make_token(key, LinkPurpose.LEAVE, Claim(subscriber=9, newsletter="weekly"))
    return f"List-Unsubscribe: <https://example.org/leave/{token}>\n{LETTER}"


def test_the_return_path_names_the_delivery() -> None:
    """Wherever it stands: To, Delivered-To, or within a complaint."""
    assert origin(a_dsn(return_path(7))) == Origin(delivery=7)
    brought = f"X-Original-To: {return_path(7)}\r\n".encode()
    assert origin(brought + a_dsn()) == Origin(delivery=7)
    assert origin(a_complaint(sender=return_path(7))) == Origin(delivery=7)
    letter = f"Return-Path: <{return_path(7)}>\n{LETTER}"
    assert origin(a_complaint(letter=letter)) == Origin(delivery=7)


def test_the_link_to_leave_names_the_subscriber() -> None:
    """Where a return path got lost; it is weaker than one."""
    assert origin(a_dsn(letter=leaving())) == Origin(subscriber=9)
    both = a_dsn(return_path(7), letter=leaving())
    assert origin(both) == Origin(delivery=7)


def test_what_is_forged_names_nobody() -> None:
    """A changed number, another key, no token at all."""
    forged = return_path(7).replace("+7-", "+8-")
    assert origin(a_dsn(forged)) == Origin()
    assert origin(a_dsn(letter=leaving("j" * 64))) == Origin()
    assert not origin(a_dsn()).is_known
    other = Proofs(address="", key=Secret(KEY))
    assert origin(a_dsn(return_path(7)), other) == Origin()
