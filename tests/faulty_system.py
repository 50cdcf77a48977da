"""A system that fails at the n-th thing that is asked of it, or ends the process there.

What is asked stands in the order in which it came: files opened to be written, writes,
fsyncs, renames, links, removals and folders below one folder, and commits to SQLite.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from unittest.mock import patch

from digest.store.databases.sqlite_engine import driver

#: what may make a folder other than it was
FUNCTIONS = ("fsync", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir")
#: letters in the mode of a file that is opened to be written
WRITING = frozenset("wax+")


class Blow(StrEnum):
    """What happens at the n-th call."""

    #: it fails, as on a full disk; the next one does not
    ONCE = "once"
    #: it fails, and so does every one after it
    LASTING = "lasting"
    #: it is done, and fails all the same: who asked cannot know
    LATE = "late"
    #: the process dies before it
    DEATH = "death"


class Call(NamedTuple):
    """One thing that was asked of the system."""

    kind: str
    #: below the folder
    place: str


class FaultySystem:
    """Counts the calls about one folder from 1 on, and strikes at number `at`.

    `look` is called before each, and sees what another process would see then.
    """

    def __init__(
        self,
        folder: Path,
        *,
        at: int = 0,
        blow: Blow = Blow.ONCE,
        look: Callable[[int], None] = lambda _number: None,
    ) -> None:
        self._folder = os.fspath(folder)
        self._at = at
        self._blow = blow
        self._look = look
        self._is_looking = False
        self.calls: list[Call] = []

    def ask(
        self, kind: str, place: str, real: Callable[..., Any], *given: Any, **named: Any
    ) -> Any:
        """Do it, fail, or die; what is asked about other folders is only done."""
        if self._is_looking or not place.startswith(self._folder):
            return real(*given, **named)
        self.calls.append(Call(kind, os.path.relpath(place, self._folder)))
        number = len(self.calls)
        self._is_looking = True
        self._look(number)
        self._is_looking = False
        if not self._strikes(number):
            return real(*given, **named)
        if self._blow is Blow.LATE:
            done = real(*given, **named)
            if isinstance(done, io.FileIO):
                done.close()
        return self._strike(kind, place)

    def _strikes(self, number: int) -> bool:
        lasts = self._blow is Blow.LASTING and 0 < self._at < number
        return number == self._at or lasts

    def _strike(self, kind: str, place: str) -> NoReturn:
        if self._blow is Blow.DEATH:
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "commit":
            fault = driver.OperationalError("database or disk is full")
            fault.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise fault
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place)


@contextmanager
def faulty(system: FaultySystem) -> Iterator[FaultySystem]:
    """Let the system stand between this process and its own."""
    opened = partial(_open, system, io.open)
    connect = partial(driver.connect, factory=_connection_class(system))
    with ExitStack() as stack:
        for name in FUNCTIONS:
            stack.enter_context(patch.object(os, name, _counted(system, name)))
        stack.enter_context(patch.object(io, "open", opened))
        stack.enter_context(patch.object(builtins, "open", opened))
        stack.enter_context(patch.object(driver, "connect", connect))
        yield system


def _counted(system: FaultySystem, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def ask(first: Any, *given: Any, **named: Any) -> Any:
        place = _place(first, named.get("dir_fd"))
        return system.ask(name, place, real, first, *given, **named)

    return ask


def _place(given: Any, folder: int | None = None) -> str:
    """The whole path of what is named by a path, by a handle, or within a folder."""
    if isinstance(given, int):
        return str(Path(f"/proc/self/fd/{given}").readlink())
    beside = Path.cwd() if folder is None else Path(_place(folder))
    return str(beside / os.fsdecode(given))


def _open(
    system: FaultySystem,
    real: Callable[..., Any],
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    *more: Any,
    **named: Any,
) -> Any:
    """As `open` does it; what is written goes through the system."""
    if not WRITING.intersection(mode) or isinstance(file, int):
        return real(file, mode, buffering, *more, **named)
    place, raw_mode = _place(file), mode.replace("b", "").replace("t", "")

    class CountedFile(io.FileIO):
        def write(self, data: Any) -> int:
            count: int = system.ask("write", place, super().write, data)
            return count

    opener = named.pop("opener", None)
    raw = system.ask("open", place, CountedFile, file, raw_mode, opener=opener)
    whole = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    return whole if "b" in mode else io.TextIOWrapper(whole, *more, **named)


def _connection_class(system: FaultySystem) -> Any:
    class CountedConnection(driver.Connection):
        def commit(self) -> None:
            if self.in_transaction:
                system.ask("commit", _file_of(self), super().commit)

        def execute(self, statement: str, *values: Any) -> Any:
            ask = partial(super().execute, statement, *values)
            if statement.strip().upper() != "COMMIT":
                return ask()
            return system.ask("commit", _file_of(self), ask)

    return CountedConnection


def _file_of(connection: Any) -> str:
    """The database's file; "" for one in memory."""
    query = "PRAGMA database_list"
    ((_, _, path), *_others) = driver.Connection.execute(connection, query)
    return str(path)
