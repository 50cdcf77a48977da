"""Answers that take the same time."""

from __future__ import annotations

import asyncio
import time

import pytest

from digest.web.readers.even_time import in_even_time


async def timed(work: float, step: float) -> float:
    """How long it takes with so much work inside."""
    began = time.perf_counter()
    async with in_even_time(step):
        await asyncio.sleep(work)
    return time.perf_counter() - began


@pytest.mark.parametrize(("work", "steps"), [(0.0, 1), (0.05, 1), (0.25, 2)])
def test_work_takes_whole_steps_of_time(work: float, steps: int) -> None:
    """Whatever is inside, one cannot tell how much it was."""
    step = 0.2
    spent = asyncio.run(timed(work, step))
    assert spent >= steps * step - 0.01


def test_a_fault_takes_as_long() -> None:
    """And goes on after it."""

    async def fail() -> None:
        async with in_even_time(0.05):
            raise ValueError("no")

    began = time.perf_counter()
    with pytest.raises(ValueError, match="no"):
        asyncio.run(fail())
    assert time.perf_counter() - began >= 0.04
