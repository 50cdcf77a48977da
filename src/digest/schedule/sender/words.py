"""What the daemon and its sender say to each other: a line each, through pipes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from digest.errors import DaemonError
from digest.mail.sending.delivered import Delivered

#: the daemon's only word after the settings; it hangs up to say that it is over
DELIVER = b"deliver\n"
#: octets of the number that says how long the settings are
LENGTH = 8


def say_delivered(delivered: Delivered) -> bytes:
    """What a run came to."""
    return json.dumps(asdict(delivered)).encode() + b"\n"


def say_fault(fault: str) -> bytes:
    """Why a run came to nothing."""
    return json.dumps({"fault": fault}).encode() + b"\n"


def say_beat(answers: Mapping[str, int]) -> bytes:
    """That a run goes on, with what relays answered in it so far, by class."""
    return json.dumps({"answers": dict(answers)}).encode() + b"\n"


def read_beat(line: bytes) -> dict[str, int] | None:
    """What a beat told; None where the line is what the run came to."""
    answers: dict[str, int] | None = json.loads(line).get("answers")
    return answers


def read_delivered(line: bytes) -> Delivered:
    """What the sender said; raises DaemonError where it was a fault."""
    said = json.loads(line)
    if "fault" in said:
        raise DaemonError(said["fault"])
    lists = {name: tuple(said[name]) for name in ("paused", "warnings")}
    return Delivered(**{**said, **lists})
