"""How long a relay that is away is left alone."""

from __future__ import annotations

from digest.schedule.rest import FIRST, LONGEST, Rest


def rests(rest: Rest, count: int) -> list[float]:
    """How long the next rests last, found by asking at each second."""
    found = []
    for _ in range(count):
        rest.begin(1000)
        ends = next(n for n in range(10_000) if rest.is_over(1000 + n))
        found.append(float(ends))
    return found


def test_there_is_no_rest_before_the_first_trouble() -> None:
    """Also where the clock begins at 0."""
    assert Rest().is_over(0.0)


def test_each_rest_is_twice_as_long_up_to_a_limit() -> None:
    """A relay that comes back is found within minutes."""
    lengths = rests(Rest(), 7)
    assert lengths == [FIRST, 30, 60, 120, 240, LONGEST, LONGEST]


def test_an_answer_makes_the_next_rest_a_first_one() -> None:
    """What was long ago does not count."""
    rest = Rest()
    rests(rest, 4)
    rest.forget()
    assert rests(rest, 1) == [FIRST]
