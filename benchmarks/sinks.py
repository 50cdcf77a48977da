"""Relays for benchmarks that take all and keep nothing: our own, and Postfix's.

No program: `sending.py` and `killing.py` stand on it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("sink.c")
#: seconds that a sink has to begin
PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """A relay that runs."""

    port: int
    process: subprocess.Popen[str]

    def seconds(self) -> float:
        """What it took of a processor so far."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        ticks = sum(map(int, words.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def end(self) -> str:
        """Its last words, once it has ended."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stdout
        return self.process.stdout.read()


def compile_sink(folder: Path) -> Path:
    """Our own sink, made by the C compiler of this machine."""
    program = folder / "sink"
    if not program.exists():
        subprocess.run(["cc", "-O2", "-o", program, SOURCE], check=True)
    return program


@contextmanager
def own_sink(folder: Path, *options: object) -> Iterator[Sink]:
    """Our own sink, on a port of its own."""
    command = [str(compile_sink(folder)), *map(str, options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Sink(port=int(process.stdout.readline()), process=process)
        finally:
            process.send_signal(signal.SIGTERM)


def has_postfix() -> bool:
    """Whether smtp-sink and smtp-source are here."""
    return bool(shutil.which("smtp-sink", path=_path()) and find_source())


def find_source() -> str | None:
    """Postfix's client."""
    return shutil.which("smtp-source", path=_path())


@contextmanager
def postfix_sink() -> Iterator[Sink]:
    """Postfix's sink, on a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    program = shutil.which("smtp-sink", path=_path())
    assert program
    # it wants to be nobody where it would be root
    user: Sequence[str] = ("-u", "nobody") if os.getuid() == 0 else ()
    command = [program, *user, "-4", "-m", "512", f"127.0.0.1:{port}", "1024"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, text=True) as process:
        _wait_for(port)
        try:
            yield Sink(port=port, process=process)
        finally:
            process.send_signal(signal.SIGTERM)


def _path() -> str:
    """Debian keeps both where only root looks."""
    return f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
