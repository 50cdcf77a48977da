"""One daemon a site."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from digest.errors import AnotherDaemonError, DaemonError
from digest.schedule.lock import NAME, hold_lock, lock_holder

HOLD = """
import sys
from pathlib import Path
from digest.schedule.lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_is_told_who_is_first(tmp_path: Path) -> None:
    """The message names the file and the process; the exit code is 75."""
    with hold_lock(tmp_path), pytest.raises(AnotherDaemonError) as caught:
        hold_lock(tmp_path).__enter__()
    assert str(caught.value).startswith(f"{tmp_path / NAME}: digest runs already")
    assert f"process {os.getpid()};" in str(caught.value)
    assert caught.value.exit_code == 75


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    """Also where the block failed."""
    for _ in range(2):
        with pytest.raises(RuntimeError), hold_lock(tmp_path):
            raise RuntimeError
    assert lock_holder(tmp_path) is None


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """However it ends: nobody has to remove a file by hand."""
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert lock_holder(tmp_path) == process.pid
        with pytest.raises(AnotherDaemonError, match=str(process.pid)):
            hold_lock(tmp_path).__enter__()
        process.kill()
    with hold_lock(tmp_path):
        assert lock_holder(tmp_path) == os.getpid()


def test_who_only_looks_shuts_nobody_out(tmp_path: Path) -> None:
    """A daemon that starts while `digest status` looks still gets its lock."""
    with hold_lock(tmp_path):
        pass
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            lock_holder(tmp_path)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(20):
            with hold_lock(tmp_path):
                pass
    finally:
        is_over.set()
        looking.join()


def test_nobody_holds_what_never_was(tmp_path: Path) -> None:
    """Before the first start there is no file, and looking makes none."""
    assert lock_holder(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """With the place and a remedy."""
    (tmp_path / "state").write_text("")
    with pytest.raises(
        DaemonError, match="mend the folder, or call digest as the user"
    ):
        hold_lock(tmp_path / "state").__enter__()


def test_a_full_disk_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is free again: the next start may have room."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        with pytest.raises(DaemonError, match="No space left on device"):
            hold_lock(tmp_path).__enter__()
    with hold_lock(tmp_path):
        assert lock_holder(tmp_path) == os.getpid()
