from __future__ import annotations

from desks import TestDesk, a_parcel
from digest.mail.outcome import not_tried
from digest.mail.smtp.returns import Returns


def test_a_parcel_is_tried_once_more_and_then_deferred() -> None:
    """One that ends each connection stops no others; and each has its own count."""
    desk, outcome = TestDesk(), not_tried("cut")
    desk.left = 2
    returns = Returns(desk)
    returns.give_back(a_parcel(1), outcome)
    returns.give_back(a_parcel(2), outcome)
    assert desk.backs == [1, 2]
    returns.give_back(a_parcel(1), outcome)
    assert desk.outcomes == {1: [outcome]}
    returns.give_back(a_parcel(1), outcome)
    assert desk.backs == [1, 2, 1]


def test_a_parcel_of_which_nothing_was_said_is_never_deferred() -> None:
    """It has nothing to do with the trouble."""
    desk = TestDesk()
    returns = Returns(desk)
    for _ in range(5):
        returns.give_back_blameless(a_parcel(1))
    assert desk.backs == [1] * 5
