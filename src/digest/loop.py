"""The loop that everything here waits in: the only importer of uvloop."""

from __future__ import annotations

from asyncio import AbstractEventLoop

try:
    from uvloop import new_event_loop
except ImportError:
    # not made for every system; the standard loop costs half as much again
    from asyncio import new_event_loop  # type: ignore[assignment]


def new_loop() -> AbstractEventLoop:
    """A new event loop, the quickest that this machine has."""
    return new_event_loop()
