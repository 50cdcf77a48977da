"""A file of lines that others may move away."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from digest.web import log_file
from digest.web.log_file import LogFile
from waiting import until

#: seconds
QUICK = 0.01


def test_lines_are_written_while_one_waits(tmp_path: Path) -> None:
    """In their order, into a folder that is made."""
    path = tmp_path / "logs" / "access.log"
    log = LogFile(path, pause=QUICK)
    for number in range(3):
        log.add(str(number))
    until(lambda: path.exists() and path.read_text() == "0\n1\n2\n")
    log.close()
    assert path.stat().st_mode & 0o777 & ~0o640 == 0


def test_what_waits_is_written_at_the_end(tmp_path: Path) -> None:
    """Whether it is closed or forgotten."""
    for end in ("close", "forget"):
        path = tmp_path / end
        log = LogFile(path, pause=60)
        log.add("last")
        if end == "close":
            log.close()
            log.close()
        del log
        gc.collect()
        assert path.read_text() == "last\n"


def test_what_waits_is_written_when_the_program_ends(tmp_path: Path) -> None:
    """Nobody has to close it."""
    path = tmp_path / "access.log"
    program = (
        "import sys; from pathlib import Path; from digest.web.log_file import LogFile;"
        "log = LogFile(Path(sys.argv[1]), pause=60); log.add('last')"
    )
    command = [sys.executable, "-c", program, str(path)]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603  our own program
    assert path.read_text() == "last\n"


def test_a_file_that_was_moved_away_is_made_anew(tmp_path: Path) -> None:
    """As programs that put logs away do it."""
    path = tmp_path / "access.log"
    log = LogFile(path, pause=QUICK)
    log.add("before")
    until(lambda: path.exists() and path.read_text() == "before\n")
    path.rename(tmp_path / "access.log.1")
    log.add("after")
    until(lambda: path.exists() and path.read_text() == "after\n")
    path.unlink()
    log.add("again")
    until(lambda: path.exists() and path.read_text() == "again\n")
    log.close()
    assert (tmp_path / "access.log.1").read_text() == "before\n"


def test_a_disk_that_takes_nothing_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The lines are lost, and the next ones are tried again."""
    path = tmp_path / "access.log"
    path.mkdir()
    log = LogFile(path, pause=QUICK)
    for _ in range(3):
        log.add("lost")
        until(lambda: not log._lines)
    until(lambda: "lines are lost" in caplog.text)
    path.rmdir()
    until(lambda: _comes_through(log, path))
    log.close()
    assert caplog.text.count("lines are lost (Is a directory)") == 1


def _comes_through(log: LogFile, path: Path) -> bool:
    log.add("kept")
    return path.is_file() and "kept\n" in path.read_text()


def test_waiting_lines_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of too many the oldest are given up."""
    monkeypatch.setattr(log_file, "MOST_WAITING", 2)
    log = LogFile(tmp_path / "access.log", pause=60)
    for number in range(5):
        log.add(str(number))
    log.close()
    assert (tmp_path / "access.log").read_text() == "3\n4\n"
