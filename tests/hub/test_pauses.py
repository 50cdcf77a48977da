from __future__ import annotations

from datetime import timedelta

from builders import NOW
from digest.hub.pauses import LONGEST, LONGEST_WISH, next_try

NOTHING = timedelta()


def test_pauses_grow_up_to_the_longest() -> None:
    """A minute, 4, 16, 64, 256, and then six hours."""
    pauses = []
    for tries in range(1, 8):
        due = next_try(tries, most=10, wait=NOTHING, now=NOW)
        assert due is not None
        pauses.append((due - NOW) // timedelta(minutes=1))
    assert pauses == [1, 4, 16, 64, 256, 360, 360]


def test_tries_have_an_end() -> None:
    """After so many of them there is none."""
    assert next_try(9, most=10, wait=NOTHING, now=NOW) == NOW + LONGEST
    assert next_try(10, most=10, wait=NOTHING, now=NOW) is None
    assert next_try(9_999, most=10, wait=NOTHING, now=NOW) is None


def test_who_asks_for_patience_gets_it() -> None:
    """Where it is longer than the pause, and for a day at the most."""
    hour, year = timedelta(hours=1), timedelta(days=365)
    assert next_try(1, most=3, wait=hour, now=NOW) == NOW + hour
    assert next_try(6, most=9, wait=hour, now=NOW) == NOW + LONGEST
    assert next_try(1, most=3, wait=year, now=NOW) == NOW + LONGEST_WISH
