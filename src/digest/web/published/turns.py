"""Turns of the loop: what was looked at in one holds for all who came together.

Whoever asks later is answered in a later turn, so nobody can tell that the disk was not
asked for each of them.
"""

from __future__ import annotations

import asyncio


class Turns:
    """Numbers the turns in which somebody asked."""

    def __init__(self) -> None:
        self._number = 0
        #: the loop whose turn it is; None between two turns
        self._loop: asyncio.AbstractEventLoop | None = None

    def current(self) -> int:
        """The number of this turn; outside of a loop each look is one."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._number += 1
            return self._number
        if loop is not self._loop:
            self._number += 1
            self._loop = loop
            # before the loop looks who came next
            loop.call_soon(self._end)
        return self._number

    def _end(self) -> None:
        self._loop = None
