"""What was looked at in one turn of the loop holds for all who came in it."""

from __future__ import annotations

import asyncio

import pytest

from digest.loop import new_loop
from digest.web.published.turns import Turns


@pytest.mark.parametrize("factory", [new_loop, asyncio.new_event_loop])
def test_a_turn_ends_before_the_next_request_is_read(factory: object) -> None:
    """Within one it has one number, and behind it another."""
    turns = Turns()

    async def look_twice() -> tuple[int, int]:
        return turns.current(), turns.current()

    async def main() -> list[tuple[int, int]]:
        first = await look_twice()
        await asyncio.sleep(0)
        return [first, await look_twice()]

    with asyncio.Runner(loop_factory=factory) as runner:  # type: ignore[arg-type]
        first, second = runner.run(main())
    assert first[0] == first[1]
    assert second[0] == second[1]
    assert first != second


def test_a_loop_that_died_in_its_turn_takes_it_along() -> None:
    """The next loop begins with a turn of its own."""
    turns = Turns()

    async def look() -> int:
        return turns.current()

    assert asyncio.run(look()) != asyncio.run(look())


def test_outside_of_a_loop_each_look_is_a_turn() -> None:
    """Nobody tells there when one ends."""
    turns = Turns()
    assert turns.current() != turns.current()
