"""One process publishes at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from digest.errors import PublishError
from digest.private_folder import make_private

#: seconds to wait for another process that publishes, and between two tries
PATIENCE, NAP = 60.0, 0.05


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """No other process publishes meanwhile; one is waited for, a minute at the most.

    The system lets go of the lock when its process dies. Raises PublishError.
    """
    try:
        make_private(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); mend the folder"
        raise PublishError(message) from error
    try:
        _wait(handle, path)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path) -> None:
    end = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() >= end:
                fact = f"another digest has published for over {PATIENCE:g} seconds"
                message = f"{path}: {fact}; end it or try again later"
                raise PublishError(message) from error
            sleep(NAP)
        else:
            return
