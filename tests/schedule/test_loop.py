"""The event loop that everything waits in."""

from __future__ import annotations

import asyncio
import importlib
import sys

import pytest

from digest import loop


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
