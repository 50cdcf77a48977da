"""Who holds a lease: a process, named so that it is mistaken for no other.

Its number alone is not enough: numbers are used again, and begin anew with the machine
and in each container. What cannot be known for certain counts as alive.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

PROC = Path("/proc")
#: start of the machine, space of process numbers, process, its start, chance
FORM = re.compile(r"([^/]*)/([^/]*)/([0-9]{1,9})/([0-9]*)/[^/]*")
#: states of a process that never comes back (proc_pid_stat(5))
ENDED = frozenset({"Z", "X"})
#: fields of /proc/PID/stat behind the name, which may hold anything
STATE, START = 0, 19


def name_owner(pid: int, chance: str) -> str:
    """The name of the process as an owner; `chance` tells two of one process apart."""
    boot, space = _place()
    _, start = _state_and_start(pid)
    return f"{boot}/{space}/{pid}/{start}/{chance}"


def is_dead(owner: str) -> bool:
    """Whether the owner's process has ended for certain.

    False for one in another container, where nothing tells, and for an unknown name.
    """
    found = FORM.fullmatch(owner)
    if not found:
        return False
    boot, space, pid, start = found.groups()
    here = _place()
    if boot and here[0] and boot != here[0]:
        return True
    if (boot, space) != here:
        return False
    return not _is_there(int(pid)) or _is_another(int(pid), start)


def is_dead_here(owner: str) -> bool:
    """The same where several machines have owners.

    False for one of another start: it may be of another machine, which is alive.
    """
    found = FORM.fullmatch(owner)
    boot, _ = _place()
    return bool(found and boot and found[1] == boot) and is_dead(owner)


def _place() -> tuple[str, str]:
    """This start of the machine, and its space of numbers; empty where none is told."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return boot, os.readlink(PROC / "self/ns/pid")  # noqa: PTH115  no path
    except OSError:
        return "", ""


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _is_another(pid: int, start: str) -> bool:
    """Whether the process that bears the number is not the one that began then."""
    state, its_start = _state_and_start(pid)
    return state in ENDED or bool(start and its_start and start != its_start)


def _state_and_start(pid: int) -> tuple[str, str]:
    """What the process is at, and when it began; empty where the system hides it."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "", ""
    fields = text.rpartition(")")[2].split()
    return fields[STATE], fields[START]
