"""A file of lines that others may move away at any time, written beside the serving.

Lines wait in memory for a second at the most; where the disk does not take them, the
oldest are given up, and nobody who is served waits.
"""

from __future__ import annotations

import os
import weakref
from collections import deque
from logging import getLogger
from pathlib import Path
from threading import Event, Thread

#: seconds between two writes
PAUSE = 1.0
#: lines that wait at the most
MOST_WAITING = 50_000
#: seconds that the last lines get at the end of the program
LONGEST_FAREWELL = 5.0
#: its owner writes it, and a group may read it
FILE_MODE = 0o640
LOG = getLogger("digest.web")


class LogFile:
    """The file at a path, made where there is none, also after it was moved away.

    It is written until nobody holds this object any more, or the program ends.
    """

    def __init__(self, path: Path, *, pause: float = PAUSE) -> None:
        self._lines: deque[str] = deque(maxlen=MOST_WAITING)
        ending = Event()
        writer = _Writer(path, self._lines, ending, pause)
        thread = Thread(target=writer.run, name="access log", daemon=True)
        thread.start()
        self._finalizer = weakref.finalize(self, _end, ending, thread)

    def add(self, line: str) -> None:
        """Have the line written soon; returns at once, and raises nothing."""
        self._lines.append(line)

    def close(self) -> None:
        """Write what waits, and end."""
        self._finalizer()


class _Writer:
    """Writes what waits, from a thread of its own."""

    def __init__(
        self, path: Path, lines: deque[str], ending: Event, pause: float
    ) -> None:
        self._path = path
        self._lines = lines
        self._ending = ending
        self._pause = pause
        self._number = -1
        self._is_failing = False

    def run(self) -> None:
        """Write now and then until the end, and once more."""
        while not self._ending.wait(self._pause):
            self._write()
        self._write()
        self._let_go()

    def _write(self) -> None:
        lines = []
        while self._lines:
            lines.append(self._lines.popleft())
        if not lines:
            return
        try:
            self._open()
            _write_all(self._number, "".join(f"{line}\n" for line in lines).encode())
        except OSError as error:
            self._tell(error)
        else:
            self._is_failing = False

    def _open(self) -> None:
        """Hold the file that stands at the path: it may have been moved away."""
        if self._number >= 0 and not _is_at(self._number, self._path):
            self._let_go()
        if self._number < 0:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
            self._number = os.open(self._path, flags, FILE_MODE)

    def _let_go(self) -> None:
        if self._number >= 0:
            os.close(self._number)
            self._number = -1

    def _tell(self, error: OSError) -> None:
        """Say once that lines are lost; the next write is a new try."""
        if not self._is_failing:
            reason = error.strerror
            LOG.warning("%s: lines are lost (%s); mend the disk", self._path, reason)
        self._is_failing = True


def _end(ending: Event, thread: Thread) -> None:
    ending.set()
    thread.join(LONGEST_FAREWELL)


def _is_at(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except OSError:
        return False


def _write_all(number: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(number, left) :]
