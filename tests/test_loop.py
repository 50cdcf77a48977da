"""The event loop that everything waits in."""

from __future__ import annotations

import asyncio
import importlib
import sys
import threading

import pytest

from digest import loop
from digest.errors import StoreError


def test_it_is_the_quick_one_where_there_is_one() -> None:
    """As pyproject.toml asks for it."""
    pytest.importorskip("uvloop", reason="uvloop is not made for this system")
    made = loop.new_loop()
    made.close()
    assert type(made).__module__.startswith("uvloop")


def test_without_it_the_standard_loop_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The daemon starts where uvloop cannot be installed."""
    monkeypatch.setitem(sys.modules, "uvloop", None)
    try:
        made = importlib.reload(loop).new_loop()
        made.close()
    finally:
        monkeypatch.undo()
        importlib.reload(loop)
    assert isinstance(made, asyncio.BaseEventLoop)


def test_nobody_waits_longer_than_they_want_to() -> None:
    """Nor for an event that came already."""

    async def wait() -> bool:
        event = asyncio.Event()
        await loop.wait_at_most(event, 0.001)
        was_set = event.is_set()
        event.set()
        await loop.wait_at_most(event, 60)
        return was_set

    assert not asyncio.run(wait())


def test_what_is_done_in_time_is_had() -> None:
    """And a fault in it is raised as it is."""

    def fail() -> None:
        raise StoreError("away")

    async def ask() -> int | None:
        stopping = asyncio.Event()
        with pytest.raises(StoreError, match="away"):
            await loop.done_before(stopping, fail)
        return await loop.done_before(stopping, lambda: 5)

    assert asyncio.run(ask()) == 5


def test_who_is_to_stop_waits_for_nobody() -> None:
    """What is made, or fails, afterwards is nobody's."""
    may_end, ended = threading.Event(), threading.Event()

    def work() -> int:
        may_end.wait(60)
        ended.set()
        raise StoreError("away")

    async def ask() -> int | None:
        stopping = asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, stopping.set)
        return await loop.done_before(stopping, work)

    assert asyncio.run(ask()) is None
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(60)
