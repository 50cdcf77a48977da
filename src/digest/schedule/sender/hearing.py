"""What the sender hears of its daemon, through a pipe."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from time import monotonic

from digest.schedule.sender.words import DELIVER, LENGTH

#: seconds without a word after which there is none
PATIENCE = 30.0
#: seconds between two looks at the pipe
LOOK = 0.05
#: seconds between two signs that a run goes on
BEAT = 1.0


def silent() -> None:
    """No sign of life is asked for."""


class Hearing:
    """The daemon's words, until it hangs up or somebody says that it is over.

    The pipe is read without a buffer, and so only where there is something to read.
    """

    def __init__(self, handle: int, beat: Callable[[], None] = silent) -> None:
        self._handle = handle
        self._beat = beat
        self._beaten = monotonic()
        self._is_over = False
        self._looked = 0.0

    def settings(self) -> bytes:
        """What the sender works by: the first that is said."""
        return self._read(int.from_bytes(self._read(LENGTH), "big"))

    def word(self) -> bytes:
        """The next word; nothing where none comes."""
        ends = monotonic() + PATIENCE
        while not self._is_over and monotonic() < ends:
            if select.select([self._handle], [], [], LOOK)[0]:
                return self._read(len(DELIVER))
        return b""

    def is_over(self) -> bool:
        """Whether the daemon hung up; it says nothing while it waits for an answer.

        To ask is the sign that the run goes on, which the daemon is given.
        """
        if monotonic() - self._beaten > BEAT:
            self._beaten = monotonic()
            self._beat()
        if not self._is_over and monotonic() - self._looked > LOOK:
            self._looked = monotonic()
            self._is_over = bool(select.select([self._handle], [], [], 0)[0])
        return self._is_over

    def end(self) -> None:
        """Hear no more."""
        self._is_over = True

    def _read(self, count: int) -> bytes:
        """So many octets, or fewer where the daemon hung up."""
        octets = b""
        while len(octets) < count:
            more = os.read(self._handle, count - len(octets))
            if not more:
                break
            octets += more
        return octets
