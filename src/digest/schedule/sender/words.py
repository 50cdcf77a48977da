"""What the daemon and its sender say to each other: a line each, through pipes."""

from __future__ import annotations

import json
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


def read_delivered(line: bytes) -> Delivered:
    """What the sender said; raises DaemonError where it was a fault."""
    said = json.loads(line)
    if "fault" in said:
        raise DaemonError(said["fault"])
    lists = {name: tuple(said[name]) for name in ("paused", "warnings")}
    return Delivered(**{**said, **lists})
