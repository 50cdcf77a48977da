"""Waits for what another thread or process does, and no longer than it takes."""

from __future__ import annotations

import asyncio
from asyncio import timeout
from collections.abc import Callable
from time import monotonic, sleep

#: seconds in which everything happens on the slowest machine
PATIENCE = 60.0
NAP = 0.01


def until(is_so: Callable[[], bool]) -> None:
    """Return once it is so; fail where that takes too long."""
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end, "waited in vain"
        sleep(NAP)


async def soon(is_so: Callable[[], bool]) -> None:
    """The same for what happens in this loop."""
    async with timeout(PATIENCE):
        while not is_so():  # noqa: ASYNC110  many things may make it so
            await asyncio.sleep(NAP)
