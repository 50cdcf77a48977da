"""The allowance of one filling."""

from __future__ import annotations

import pytest

from digest.render.filling.steps import (
    MOST_STEPS,
    begin_steps,
    end_steps,
    take_steps,
    weigh,
    weigh_whole,
)


def test_an_allowance_ends_with_an_error_that_says_so() -> None:
    """And the one around it is not touched."""
    outer = begin_steps()
    inner = begin_steps()
    assert take_steps(MOST_STEPS)
    with pytest.raises(OverflowError, match=rf"takes over {MOST_STEPS} steps"):
        take_steps(1)
    end_steps(inner)
    assert take_steps(MOST_STEPS)
    end_steps(outer)


@pytest.mark.parametrize(
    "value",
    [
        "a" * 256 * (MOST_STEPS + 1),
        [1] * (MOST_STEPS + 1),
        [[1] * (MOST_STEPS // 2)] * 3,
        range(MOST_STEPS + 1),
        dict.fromkeys(range(MOST_STEPS + 1)),
    ],
    ids=type,
)
def test_a_value_costs_its_size(value: object) -> None:
    """In items, or in hundreds of characters."""
    token = begin_steps()
    with pytest.raises(OverflowError):
        weigh(value)
    with pytest.raises(OverflowError):
        weigh_whole(value)
    end_steps(token)


def test_dicts_in_dicts_cost_when_they_are_written() -> None:
    """To hand one on costs what it has itself."""
    token = begin_steps()
    large = {"a": {"b": [1] * (MOST_STEPS + 1)}}
    assert weigh(large) is large
    with pytest.raises(OverflowError):
        weigh_whole(large)
    end_steps(token)
