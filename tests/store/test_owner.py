from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from digest.store import owner
from digest.store.owner import is_dead, is_dead_here, name_owner
from store_steps import a_dead_owner

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="only Linux tells so much"
)


def test_who_runs_is_alive() -> None:
    """Whichever of its stores is meant, and each has a name of its own."""
    one, other = (name_owner(os.getpid(), chance) for chance in "ab")
    assert one != other
    assert not is_dead(one)
    assert not is_dead(other)


def test_who_ended_is_dead() -> None:
    """Its number is nobody's, or began at another time."""
    assert is_dead(a_dead_owner())


@needs_proc
def test_a_killed_process_is_dead_before_its_parent_looks() -> None:
    """A container without an init process never looks."""
    command = [sys.executable, "-S", "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603
        name = name_owner(process.pid, "killed")
        assert not is_dead(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert is_dead(name)


@needs_proc
@pytest.mark.parametrize(
    ("place", "said", "dead"),
    [
        (0, "another-start-of-the-machine", True),
        (1, "pid:[1]", False),
        (3, "1", True),
        (3, "", False),
    ],
)
def test_a_name_is_compared_part_by_part(place: int, said: str, *, dead: bool) -> None:
    """Another start of the machine or the process; but not another container's."""
    parts = name_owner(os.getpid(), "me").split("/")
    parts[place] = said
    assert is_dead("/".join(parts)) is dead


@needs_proc
def test_a_name_of_another_machine_is_waited_for() -> None:
    """Where machines share a store; those of this one are told as ever."""
    ended = a_dead_owner()
    assert is_dead_here(ended)
    assert not is_dead_here(name_owner(os.getpid(), "me"))
    _, _, rest = ended.partition("/")
    assert not is_dead_here(f"another-machine/{rest}")


@pytest.mark.parametrize("name", ["", "me", "a/b/c/d/e", "//99999999999//x", "//0//"])
def test_an_unknown_name_counts_as_alive(name: str) -> None:
    """What cannot be known for certain is waited for."""
    assert not is_dead(name)
    assert not is_dead_here(name)


def test_where_the_system_tells_little_the_number_decides(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without /proc: nobody bears it, so its process is dead."""
    monkeypatch.setattr(owner, "PROC", tmp_path)
    assert not is_dead(name_owner(os.getpid(), "me"))
    assert name_owner(7, "me") == "//7//me"
    assert is_dead(a_dead_owner())


def test_a_process_of_somebody_else_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """One may not signal it, and so it lives."""
    name = a_dead_owner()

    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr("digest.store.owner.os.kill", refuse)
    assert not is_dead(name)
