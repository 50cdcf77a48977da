"""How soon listeners hear of a new feed: 1,000 of them, on the loopback.

    python benchmarks/hub.py [LISTENERS] [OCTETS]

Each listener has a secret of its own and takes the whole feed. The time counts from the
moment at which the new file stands in the tree to that at which the listener has its
last byte. The listeners are one other process, so the machine needs two cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

from digest.records.hub import Dialect, Intent, Request
from digest.schedule import jobs
from digest.wiring import Press, open_press

LISTENERS, OCTETS = 1_000, 100_000
RUNS = 5
#: the option by which this program is its own listeners
LISTEN = "--listen"
ANSWER = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
SETTINGS = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org"

[feeds]
hub = "built-in"
"""


class Listener(asyncio.Protocol):
    """Takes one request to its last byte, and notes when that came."""

    def __init__(self, heard: dict[str, float]) -> None:
        self._heard = heard
        self._data = bytearray()
        self._whole = sys.maxsize

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody calls."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Some of the request came."""
        self._data += data
        if self._whole == sys.maxsize and b"\r\n\r\n" in self._data:
            head = bytes(self._data).partition(b"\r\n\r\n")[0]
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
            lower = {name.lower(): value for name, value in fields.items()}
            self._whole = len(head) + 4 + int(lower[b"content-length"])
        if len(self._data) >= self._whole:
            self._heard[self._data.split(b" ", 2)[1].decode()] = monotonic()
            self._transport.write(ANSWER)
            self._transport.close()


async def listen() -> None:
    """Tell the port, and then when each listener heard, for every line that comes."""
    heard: dict[str, float] = {}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Listener(heard), "127.0.0.1", 0, backlog=4096
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    while await asyncio.to_thread(sys.stdin.readline):
        sys.stdout.write(f"{json.dumps(heard)}\n")
        sys.stdout.flush()
        heard.clear()


def add_listeners(press: Press, port: int, count: int) -> None:
    """So many callbacks that agreed to be told."""
    for number in range(count):
        request = Request(
            dialect=Dialect.WEBSUB,
            intent=Intent.SUBSCRIBE,
            topic="https://notes.example.org/atom.xml",
            callback=f"http://127.0.0.1:{port}/{number}",
            host="127.0.0.1",
            secret=f"secret {number}",
        )
        press.store.grant(request, until=press.clock() + timedelta(days=10))


def processor_seconds() -> float:
    """What this process took of a processor so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def tell(press: Press, octets: int) -> float:
    """Publish a feed of so many octets and tell everybody; when it was public."""
    feed = press.config.feeds_folder / "atom.xml"
    feed.write_bytes(os.urandom(octets // 2).hex().encode())
    began = monotonic()
    jobs.announce_changes(press, ["atom.xml"], [])
    caller = jobs.open_caller(press)
    jobs.push(press, caller, Event(), lambda: False)
    return began


def measure(root: Path, count: int, octets: int) -> None:
    """Print what the runs took."""
    (root / "digest.toml").write_text(SETTINGS)
    (root / "feeds").mkdir()
    command = [sys.executable, __file__, LISTEN]
    with (
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as listeners,
        open_press(root, may_connect=lambda address: address.is_loopback) as press,
    ):
        assert listeners.stdin
        assert listeners.stdout
        add_listeners(press, int(listeners.stdout.readline()), count)
        for run in range(1, RUNS + 1):
            before = processor_seconds()
            began = tell(press, octets)
            used = processor_seconds() - before
            listeners.stdin.write("\n")
            listeners.stdin.flush()
            heard = json.loads(listeners.stdout.readline())
            waits = sorted(moment - began for moment in heard.values())
            assert len(waits) == count
            p99 = statistics.quantiles(waits, n=100)[98]
            print(
                f"run {run}: {count} listeners, {octets} octets: "
                f"p50 {statistics.median(waits):.3f} s, p99 {p99:.3f} s, "
                f"last {waits[-1]:.3f} s, CPU {used:.3f} s"
            )
        listeners.stdin.close()


def main() -> None:
    """Measure, or be the listeners."""
    if LISTEN in sys.argv:
        asyncio.run(listen())
        return
    numbers = [int(text) for text in sys.argv[1:]]
    count, octets = (*numbers, *(LISTENERS, OCTETS)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), count, octets)


if __name__ == "__main__":
    main()
