"""What systemd is told, by a socket like its own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.schedule.health.notify import Notifier


@contextmanager
def listening(address: str) -> Iterator[socket.socket]:
    """A socket as systemd has it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(address)
        line.settimeout(60)
        yield line


def test_every_word_is_a_datagram_of_its_own(tmp_path: Path) -> None:
    """By sd_notify(3): what it is, and what `systemctl status` shows."""
    path = str(tmp_path / "notify")
    with listening(path) as systemd:
        notifier = Notifier({"NOTIFY_SOCKET": path})
        notifier.ready("at work")
        assert systemd.recv(999) == b"READY=1\nSTATUS=at work"
        notifier.alive()
        assert systemd.recv(999) == b"WATCHDOG=1"
        notifier.status("two\nlines")
        assert systemd.recv(999) == b"STATUS=two lines"
        notifier.stopping()
        assert systemd.recv(999).startswith(b"STOPPING=1\n")


def test_a_name_that_is_no_text_stops_nothing(tmp_path: Path) -> None:
    """A fault in the settings may name a folder of any octets."""
    path = str(tmp_path / "notify")
    with listening(path) as systemd:
        Notifier({"NOTIFY_SOCKET": path}).status("/srv/\udcff: gone")
        assert systemd.recv(999) == b"STATUS=/srv/?: gone"


def test_a_reload_says_when_it_began(tmp_path: Path) -> None:
    """By the monotonic clock, as Type=notify-reload needs it."""
    path = str(tmp_path / "notify")
    with listening(path) as systemd:
        Notifier({"NOTIFY_SOCKET": path}).reloading()
        first, second = systemd.recv(999).decode().splitlines()
    assert first == "RELOADING=1"
    name, _, moment = second.partition("=")
    assert name == "MONOTONIC_USEC"
    assert int(moment) > 0


def test_an_abstract_address_is_one_with_an_at() -> None:
    """As systemd gives it in containers."""
    name = f"digest-test-{os.getpid()}"
    with listening(f"\0{name}") as systemd:
        Notifier({"NOTIFY_SOCKET": f"@{name}"}).alive()
        assert systemd.recv(999) == b"WATCHDOG=1"


@pytest.mark.parametrize("address", ["", "nowhere", "/nowhere/at/all"])
def test_who_does_not_listen_stops_nothing(address: str) -> None:
    """Started by hand, or systemd is gone."""
    notifier = Notifier({"NOTIFY_SOCKET": address})
    notifier.ready("at work")
    notifier.alive()
    assert notifier.watchdog == 0.0


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({"WATCHDOG_USEC": "60000000"}, 60.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 60.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, 0.0),
        ({"WATCHDOG_USEC": "soon"}, 0.0),
        ({"WATCHDOG_USEC": "-1"}, 0.0),
        ({}, 0.0),
    ],
)
def test_a_watchdog_is_ours_or_there_is_none(
    environ: dict[str, str], seconds: float
) -> None:
    """A child inherits the words that were for its parent."""
    assert Notifier(environ).watchdog == seconds
