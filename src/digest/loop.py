"""The loop that everything here waits in: the only importer of uvloop."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import TypeVar

try:
    from uvloop import new_event_loop
except ImportError:
    # not made for every system; the standard loop costs half as much again
    from asyncio import new_event_loop  # type: ignore[assignment]

T = TypeVar("T")


def new_loop() -> AbstractEventLoop:
    """A new event loop, the quickest that this machine has."""
    return new_event_loop()


async def done_before(stopping: asyncio.Event, work: Callable[[], T]) -> T | None:
    """What the work makes, in a thread of its own; None where the event is set first.

    Then nobody waits for it, also not the end of the process: a server that is silent
    may take its time.
    """
    made: Future[T] = Future()
    Thread(target=_work, args=(work, made), name="aside", daemon=True).start()
    result = asyncio.wrap_future(made)
    over = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait((result, over), return_when=asyncio.FIRST_COMPLETED)
        return result.result() if result.done() else None
    finally:
        result.cancel()
        over.cancel()


async def wait_at_most(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, but no longer than so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


def _work(work: Callable[[], T], made: Future[T]) -> None:
    # from here on it cannot be called off
    made.set_running_or_notify_cancel()
    try:
        made.set_result(work())
    except Exception as error:  # noqa: BLE001  whoever waits has it
        made.set_exception(error)
