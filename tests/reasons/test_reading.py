"""Why a receiver refuses, read from its code, status and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reasons import Reason, ends_mail, reason_of

CASES = (
    (550, "5.1.1", "<ann@example.org>: User unknown", Reason.USER_UNKNOWN),
    (550, "5.7.1", "No such user here", Reason.USER_UNKNOWN),
    (550, "5.0.0", "Requested action not taken: mailbox unavailable", "user-unknown"),
    (
        550,
        "",
        "The email account that you tried to reach does not exist.",
        "user-unknown",
    ),
    (450, "4.1.1", "User unknown in virtual alias table", Reason.USER_UNKNOWN),
    (550, "5.1.1", "", Reason.USER_UNKNOWN),
    (550, "5.4.4", "Host not found", Reason.HOST_UNKNOWN),
    (556, "5.1.10", "Recipient address has null MX", Reason.HOST_UNKNOWN),
    (556, "", "", Reason.HOST_UNKNOWN),
    (551, "5.1.6", "recipient no longer on server", Reason.MOVED),
    (550, "5.1.1", "account closed", Reason.NOT_ACCEPTED),
    (550, "5.2.1", "The email account is disabled", Reason.SUSPENDED),
    (552, "5.2.2", "Mailbox is full", Reason.MAILBOX_FULL),
    (550, "5.1.1", "user is over quota", Reason.MAILBOX_FULL),
    (552, "", "", Reason.MAILBOX_FULL),
    (552, "5.3.4", "Message too big for system", Reason.TOO_LARGE),
    (554, "5.7.1", "Message looks like spam", Reason.SPAM),
    (554, "5.7.1", "Client host blocked using zen.spamhaus.org", Reason.BLOCKED),
    (550, "5.1.1", "your IP is blacklisted; user unknown", Reason.BLOCKED),
    (550, "5.7.26", "This mail is unauthenticated", Reason.AUTHENTICATION),
    (550, "5.7.1", "rejected by the DMARC policy of example.org", "authentication"),
    (421, "4.7.28", "unusual rate of mail", Reason.RATE),
    (451, "4.7.1", "Greylisted, please try again later", Reason.LATER),
    (451, "", "", Reason.LATER),
    (554, "5.7.0", "Access denied", Reason.POLICY),
    (421, "4.4.2", "lost connection", Reason.NETWORK),
    (554, "5.3.0", "internal error", Reason.SYSTEM),
    (550, "", "", Reason.UNKNOWN),
    (0, "", "", Reason.UNKNOWN),
)


@pytest.mark.parametrize(("code", "status", "text", "reason"), CASES)
def test_the_reason_is_what_the_receiver_means(
    code: int, status: str, text: str, reason: str
) -> None:
    """Words before a vague status, and what speaks for the mailbox before all."""
    assert reason_of(code, status, text) == reason


def test_names_say_nothing() -> None:
    """An address, a host or a link may have any word in it."""
    said = "<spam@example.org> spam.quota.example.net https://example.org/blocked"
    assert reason_of(550, "", f"{said} User unknown") == Reason.USER_UNKNOWN


def test_a_status_within_the_words_counts_more_than_a_vague_one() -> None:
    """A gateway files everything under 5.0.0, and quotes what it was told."""
    assert reason_of(0, "5.0.0", "550 5.2.2 no") == Reason.MAILBOX_FULL
    assert reason_of(0, "5.0.0", "address 192.5.1.1 said no") == Reason.UNKNOWN


def test_only_five_reasons_end_mail() -> None:
    """A full mailbox, a policy, spam, a rate or our own login never do."""
    ending = {reason for reason in Reason if ends_mail(reason)}
    assert ending == {
        *(Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN, Reason.MOVED),
        *(Reason.NOT_ACCEPTED, Reason.COMPLAINT),
    }


@given(st.integers(0, 999), st.text(max_size=20), st.text(max_size=3000))
def test_any_answer_has_a_reason(code: int, status: str, text: str) -> None:
    """However strange."""
    assert isinstance(reason_of(code, status, text), Reason)


def test_a_long_answer_is_read_quickly() -> None:
    """No phrase takes the longer the more blanks and words come."""
    for filler in ("a ", "mailbox ", "user is ", "sender address ", "5.1.", "<"):
        assert isinstance(reason_of(550, "5.0.0", filler * 50_000), Reason)
