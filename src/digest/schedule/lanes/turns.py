"""What only one of several daemons does at a time, where they share a store."""

from __future__ import annotations

from collections.abc import Callable

from digest.wiring import Press


def in_turn(press: Press, name: str, work: Callable[[], object]) -> None:
    """Do the work, unless another machine is at it: that one does it for all."""
    with press.store.turn(name) as is_ours:
        if is_ours:
            work()
