"""What systemd is told: sd_notify(3), spoken by the standard library.

It says nothing where no systemd listens.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic_ns


class Notifier:
    """Tells the service manager that started us how it goes."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        #: seconds without a sign of life after which it restarts us; 0.0: it does not
        self.watchdog = _watchdog(environ)

    def ready(self, status: str) -> None:
        """All that was started, or reloaded, is there."""
        self._tell("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """New settings are being taken over, until the next `ready`."""
        # systemd compares it with its own clock, which is the same
        self._tell("RELOADING=1", f"MONOTONIC_USEC={monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """What is in hand comes to its end."""
        self._tell("STOPPING=1", "STATUS=finishing what is in hand")

    def status(self, text: str) -> None:
        """What `systemctl status` shows, in one line."""
        self._tell(f"STATUS={text}")

    def alive(self) -> None:
        """The work makes progress."""
        self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        text = "\n".join(" ".join(line.splitlines()) for line in lines)
        # whoever does not listen any more must not stop the work
        with (
            suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line,
        ):
            line.setblocking(False)
            line.sendto(text.encode(errors="replace"), self._address)


def _address(name: str) -> str:
    """Where it listens; an abstract address is written with @ in front."""
    if name.startswith("@"):
        return f"\0{name[1:]}"
    return name if name.startswith("/") else ""


def _watchdog(environ: Mapping[str, str]) -> float:
    """Its patience in seconds, where it is ours that it watches."""
    pid = environ.get("WATCHDOG_PID", "")
    if pid and pid != str(os.getpid()):
        return 0.0
    text = environ.get("WATCHDOG_USEC", "")
    return int(text) / 1_000_000 if text.isascii() and text.isdigit() else 0.0
