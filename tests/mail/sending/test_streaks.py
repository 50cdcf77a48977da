"""Refusals in a row."""

from __future__ import annotations

from builders import a_delivery
from digest.deliveries import Delivery, Outcome, OutcomeKind, Purpose
from digest.mail.sending.streaks import Streaks

REFUSED = Outcome(kind=OutcomeKind.REFUSED, code=550)
DEFERRED = Outcome(kind=OutcomeKind.DEFERRED, code=451)
ACCEPTED = Outcome(kind=OutcomeKind.ACCEPTED, code=250)


def of_issue(number: int) -> Delivery:
    """A delivery of this issue."""
    return a_delivery(purpose=Purpose.ISSUE, issue=number)


def test_it_tells_once_when_there_are_too_many() -> None:
    """Those that come after change nothing: what was out is answered, too."""
    streaks = Streaks(3)
    told = [streaks.count(of_issue(1), REFUSED) for _ in range(5)]
    assert told == [False, False, True, False, False]


def test_one_that_is_taken_ends_the_row_and_one_put_off_does_not() -> None:
    """A relay that is busy says nothing about the issue."""
    streaks = Streaks(3)
    outcomes = [REFUSED, REFUSED, ACCEPTED, REFUSED, DEFERRED, REFUSED, REFUSED]
    told = [streaks.count(of_issue(1), outcome) for outcome in outcomes]
    assert told == [False] * 6 + [True]


def test_each_issue_has_a_row_of_its_own() -> None:
    """One that is not wanted stops no other."""
    streaks = Streaks(2)
    assert not streaks.count(of_issue(1), REFUSED)
    assert not streaks.count(of_issue(2), REFUSED)
    assert streaks.count(of_issue(1), REFUSED)


def test_letters_for_one_reader_and_a_limit_of_none_never_tell() -> None:
    """Strangers sign up with dead addresses, and an owner may not want it."""
    confirmation = a_delivery(purpose=Purpose.CONFIRMATION, issue=0)
    streaks, never = Streaks(1), Streaks(0)
    assert not streaks.count(confirmation, REFUSED)
    assert not never.count(of_issue(1), REFUSED)
