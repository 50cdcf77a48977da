"""One daemon a site: a lock on a file of the state folder.

It spares people a puzzle and does not make anything safe: two daemons without it would
be told apart by the constraints of the store.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from digest.errors import AnotherDaemonError, DaemonError
from digest.private_folder import make_private

NAME = "digest.lock"
#: held by whoever sends: two of them would go twice as fast as they may
SENDER = "sender.lock"
#: held by whoever makes a backup, or brings one back
BACKUP = "backup.lock"
#: what the others are told
TOLD = {
    NAME: "digest runs already, as process {}; stop that one first",
    SENDER: "letters are being sent by process {}; it sends all that is due",
    BACKUP: "process {} is at a backup; wait until it is ready",
}
#: root's locks are in the way of a daemon that is not root
REMEDY = "mend the folder, or call digest as the user to whom it belongs"
LONGEST_PID = 20
#: how often to try for the lock, and the seconds between
TRIES, NAP = 4, 0.05


@contextmanager
def hold_lock(state_folder: Path, name: str = NAME) -> Iterator[None]:
    """The site is this process's; AnotherDaemonError names the process that has it.

    The system ends the lock with the process, however it ends.
    """
    path = state_folder / name
    try:
        make_private(state_folder)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); {REMEDY}"
        raise DaemonError(message) from error
    try:
        _lock(handle, path)
        _write_pid(handle, path)
        yield
    finally:
        os.close(handle)


def lock_holder(state_folder: Path, name: str = NAME) -> int | None:
    """The process that holds the site's lock; None where nobody does."""
    try:
        handle = os.open(state_folder / name, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(_written_pid(handle) or 0)
    finally:
        os.close(handle)
    return None


def _lock(handle: int, path: Path) -> None:
    for patience in (*[NAP] * TRIES, None):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if patience is None:
                told = TOLD[path.name].format(_written_pid(handle))
                raise AnotherDaemonError(f"{path}: {told}") from error
            # `digest status` holds it for a moment to see whether somebody does
            sleep(patience)
        else:
            return


def _write_pid(handle: int, path: Path) -> None:
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); make room on its disk"
        raise DaemonError(message) from error


def _written_pid(handle: int) -> str:
    return os.pread(handle, LONGEST_PID, 0).decode("ascii", "replace").strip()
