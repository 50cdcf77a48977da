"""What one filling of a template may cost, counted in steps and never by a clock.

A step is one turn of a loop, half a call, one item of a list, or some hundred
characters; so the same template ends in the same place on every machine.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from typing import Any, TypeVar

#: steps of one filling: a fraction of a second
MOST_STEPS = 250_000
#: characters that are one step to copy, to go through, and to take apart
COPIED, WALKED, WALKED_SLOWLY = 256, 16, 4

#: the steps that are left, as the one item of a list
Left = list[int]
Value = TypeVar("Value")

_LEFT: ContextVar[Left] = ContextVar("left")


#: the steps that are left to what is filled now
steps_left = _LEFT.get


def begin_steps() -> Token[Left]:
    """Give what is counted from here on an allowance of its own, up to `end_steps`."""
    return _LEFT.set([MOST_STEPS])


def end_steps(token: Token[Left]) -> None:
    """Go back to the allowance that was before."""
    _LEFT.reset(token)


def take_steps(count: int) -> bool:
    """Take so many steps off the allowance; always true.

    Raises OverflowError where there are not as many left.
    """
    left = _LEFT.get()
    left[0] -= count
    if left[0] < 0:
        message = f"takes over {MOST_STEPS} steps of loops, calls and long texts"
        raise OverflowError(message)
    return True


def take_characters(count: int, *, each: int = COPIED) -> None:
    """Take what it costs to make or read so many characters."""
    if count >= each:
        take_steps(count // each)


def weigh(value: Value) -> Value:
    """The value, its size taken off the allowance; lists with all that is in them."""
    if isinstance(value, str):
        if len(value) >= COPIED:
            take_steps(len(value) // COPIED)
    elif isinstance(value, list | tuple):
        _weigh_items(value)
    elif isinstance(value, dict | range | set | frozenset):
        take_steps(len(value))
    return value


def weigh_whole(value: Value) -> Value:
    """The value, weighed with all that is in its dicts too: what writing it costs."""
    if isinstance(value, dict):
        take_steps(len(value))
        for key, item in value.items():
            weigh_whole(key)
            weigh_whole(item)
    elif isinstance(value, list | tuple):
        take_steps(len(value))
        for item in value:
            weigh_whole(item)
    else:
        weigh(value)
    return value


def _weigh_items(items: list[Any] | tuple[Any, ...]) -> None:
    take_steps(len(items))
    for item in items:
        if isinstance(item, list | tuple):
            _weigh_items(item)
