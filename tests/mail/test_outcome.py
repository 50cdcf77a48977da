from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOW
from digest.deliveries import DeliveryState, Outcome, OutcomeKind
from digest.lines import one_line
from digest.mail.outcome import (
    FIRST_PAUSE,
    JITTER,
    LONGEST_PAUSE,
    LONGEST_REPLY,
    in_doubt,
    next_state,
    not_tried,
    pause,
    read_reply,
)
from digest.store.ledger.claiming import FARTHEST

LIMIT = 8


@pytest.mark.parametrize(
    ("code", "text", "kind", "status"),
    [
        (250, "2.0.0 Ok: queued as 4F", OutcomeKind.ACCEPTED, "2.0.0"),
        (250, "Ok", OutcomeKind.ACCEPTED, ""),
        (421, "4.3.2 closing", OutcomeKind.DEFERRED, "4.3.2"),
        (451, "4.7.1 greylisted", OutcomeKind.DEFERRED, "4.7.1"),
        (550, "5.1.1 <ann@example.net>: unknown", OutcomeKind.REFUSED, "5.1.1"),
        (550, "5.7.515 access denied", OutcomeKind.REFUSED, "5.7.515"),
        (550, "5.1.1234 is no status", OutcomeKind.REFUSED, ""),
        (354, "go on", OutcomeKind.UNKNOWN, ""),
        (-1, "junk", OutcomeKind.UNKNOWN, ""),
    ],
)
def test_the_first_digit_decides_and_the_status_is_kept(
    code: int, text: str, kind: OutcomeKind, status: str
) -> None:
    """RFC 5321 4.2.1 for the kind, RFC 3463 for the status."""
    assert read_reply(code, text) == Outcome(
        kind=kind, code=code, status=status, reply=text
    )


@given(st.integers(-1, 999), st.binary(max_size=600) | st.text(max_size=600))
@settings(max_examples=100, deadline=None)
def test_any_reply_is_kept_in_one_printable_line(code: int, text: bytes | str) -> None:
    """A relay's words can be shown and logged as they are."""
    reply = read_reply(code, text).reply
    assert len(reply) <= LONGEST_REPLY
    assert reply == one_line(reply)


def test_what_is_accepted_is_done() -> None:
    """No more is known of it, and no more is tried."""
    outcome = read_reply(250, "ok")
    assert next_state(outcome, 7, LIMIT, NOW) == (DeliveryState.ACCEPTED, NOW)


def test_what_is_refused_failed() -> None:
    """A permanent no is not asked for twice."""
    outcome = read_reply(550, "no")
    assert next_state(outcome, 0, LIMIT, NOW) == (DeliveryState.FAILED, NOW)


@pytest.mark.parametrize(
    "outcome", [read_reply(451, "later"), in_doubt("gone")], ids=lambda o: str(o.kind)
)
def test_what_may_come_right_is_tried_again_up_to_the_limit(outcome: Outcome) -> None:
    """The eighth of eight tries is the last one."""
    for attempts in range(LIMIT - 1):
        state, due = next_state(outcome, attempts, LIMIT, NOW)
        assert state is DeliveryState.DEFERRED
        assert due > NOW
    assert next_state(outcome, LIMIT - 1, LIMIT, NOW) == (DeliveryState.FAILED, NOW)


def test_a_relay_that_is_away_costs_nobody_a_letter() -> None:
    """What was never tried waits, however often the relay was not there."""
    state, due = next_state(not_tried("connection refused"), 500, LIMIT, NOW)
    assert state is DeliveryState.DEFERRED
    assert due <= NOW + LONGEST_PAUSE * (1 + JITTER)


@given(st.integers(0, 10_000), st.integers(0, 10**9))
@settings(max_examples=100, deadline=None)
def test_pauses_grow_within_bounds_and_do_not_depend_on_chance(
    attempts: int, delivery: int
) -> None:
    """A pause is a function of delivery and try, near its step and never over a day."""
    wished = min(FIRST_PAUSE * 4 ** min(attempts, 10), LONGEST_PAUSE)
    found = pause(attempts, delivery)
    assert found == pause(attempts, delivery)
    assert abs(found - wished) <= wished * JITTER + timedelta(seconds=1)


def test_what_failed_together_is_tried_apart() -> None:
    """A thousand deferred deliveries do not come back in one second."""
    dues = {
        next_state(read_reply(451, "later"), 2, LIMIT, NOW, delivery=number)[1]
        for number in range(1000)
    }
    assert len(dues) > 300


@given(st.integers(0, 2**62), st.integers(1, 10**9))
def test_no_pause_is_longer_than_the_store_expects(
    attempts: int, delivery: int
) -> None:
    """What is due later was planned by a clock that was wrong, and is sent at once."""
    assert pause(attempts, delivery) <= FARTHEST
