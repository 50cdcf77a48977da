"""What follows from a message that came back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from builders import NOW
from digest.bounces.acting import Fate, Handled, handle
from digest.bounces.reports import Silence
from digest.reasons import Reason
from digest.signed.links import Claim, LinkPurpose, make_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols.deliveries import DeliveryQuery
from digest.store.sql import SqlStore
from returned_mail import (
    KEY,
    PROOFS,
    a_complaint,
    a_dsn,
    return_path,
    send_issue,
    state_of,
)
from store_steps import add_readers


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """Two readers, who got an issue."""
    with closing(open_memory()) as opened:
        add_readers(opened, "ann@example.org", "bob@example.org")
        send_issue(opened, 1)
        yield opened


def act(store: SqlStore, data: bytes) -> Handled:
    """Act on the message."""
    return handle(store, data, PROOFS, now=NOW)


def suppressed(store: SqlStore) -> dict[str, str]:
    """Who gets no mail, and why."""
    return {one.address: one.reason for one in store.suppressions()}


def test_a_proven_report_of_a_dead_address_suppresses_it(store: SqlStore) -> None:
    """The delivery failed, with the words of the receiver."""
    handled = act(store, a_dsn(return_path(1)))
    assert handled.fate is Fate.RECORDED
    assert suppressed(store) == {"ann@example.org": Reason.USER_UNKNOWN}
    assert state_of(store, 1) == ("failed", "550 5.1.1 <ann@example.org>: User unknown")
    (failure,) = store.count_failures(DeliveryQuery())
    # the relay said 250, to another question
    assert (failure.code, failure.status) == (0, "5.1.1")


def test_the_token_counts_and_not_the_address(store: SqlStore) -> None:
    """Who got a letter can end nobody else's mail with it."""
    act(store, a_dsn(return_path(2), recipient="rfc822; ann@example.org"))
    assert suppressed(store) == {"bob@example.org": Reason.USER_UNKNOWN}


def test_a_forged_report_does_nothing(store: SqlStore) -> None:
    """Whatever address it names, and however often it comes."""
    for to in ("bounces@notes.example.org", return_path(1).replace("+1-", "+2-")):
        assert act(store, a_dsn(to)).fate is Fate.UNPROVEN
        assert act(store, a_complaint(to)).fate is Fate.UNPROVEN
    assert suppressed(store) == {}
    assert state_of(store, 1)[0] == "accepted"


def test_a_token_of_a_letter_that_never_was_does_nothing(store: SqlStore) -> None:
    """Such as one of a store that was replaced by an older backup."""
    assert act(store, a_dsn(return_path(99))).fate is Fate.UNPROVEN


def test_the_same_report_counts_once(store: SqlStore) -> None:
    """Also where another server reports the same failure."""
    full = a_dsn(return_path(1), status="5.2.2", diagnosis="smtp; 552 Mailbox full")
    assert act(store, full).fate is Fate.RECORDED
    assert act(store, full).fate is Fate.KNOWN
    assert act(store, a_dsn(return_path(1))).fate is Fate.KNOWN
    assert suppressed(store) == {}


def test_a_complaint_suppresses_and_leaves_the_delivery(store: SqlStore) -> None:
    """It arrived; so a failure and a complaint of one letter are two things."""
    act(store, a_complaint(sender=return_path(1)))
    assert suppressed(store) == {"ann@example.org": Reason.COMPLAINT}
    assert state_of(store, 1)[0] == "accepted"


def test_a_delay_and_a_wrong_message_change_nothing(store: SqlStore) -> None:
    """One is put away, the other is left for a person."""
    delayed = act(store, a_dsn(return_path(1), action="delayed", status="4.0.0"))
    assert delayed.fate is Fate.NO_FAILURE
    strange = act(store, b"Subject: hello\n\n")
    assert strange == Handled(fate=Fate.STRANGE, silence=Silence.NO_REPORT)


def test_who_asks_by_mail_and_proves_it_leaves(store: SqlStore) -> None:
    """By the token in the address of List-Unsubscribe; a name alone proves nothing."""
    claim = Claim(subscriber=1, newsletter="weekly")
    token = make_token(KEY, LinkPurpose.LEAVE, claim)
    assert act(store, f"Subject: unsubscribe {token}\n\n".encode()).fate is Fate.LEFT
    reader = store.subscriber(1)
    assert reader is not None
    assert reader.newsletters == ()
    forged = token.replace("1.", "2.", 1)
    assert (
        act(store, f"Subject: unsubscribe {forged}\n\n".encode()).fate is Fate.STRANGE
    )
    assert act(store, b"Subject: unsubscribe weekly\n\n").fate is Fate.STRANGE
