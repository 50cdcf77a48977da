"""One client sends to one sink, and what both of them took is told.

No program: `sending.py` stands on it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from sending_site import SIZE, Sending, Sites, write_letter_for_peers
from sinks import Sink, find_source, own_sink, postfix_sink

PEERS = Path(__file__).with_name("peers")
#: messages of a run, at the most and at the least for a connection
MOST, LEAST = 60_000, 3
#: seconds that a run may take
PATIENCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who sends, and what to expect of them: that sizes a run."""

    name: str
    #: messages a second without latency
    rate: float
    #: ways there and back for a message
    trips: int


CLIENTS = {
    client.name: client
    for client in (
        Client(name="digest", rate=12_000, trips=1),
        Client(name="smtp-source", rate=12_000, trips=4),
        Client(name="nodemailer", rate=1_200, trips=2),
        Client(name="smtplib", rate=250, trips=4),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where all clients send to, and how."""

    #: "own" or "postfix"
    sink: str
    #: milliseconds that every answer waits
    latency: int
    connections: int

    def __str__(self) -> str:
        return f"{self.sink} sink, {self.latency} ms, {self.connections} connections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took, or the median of several."""

    count: int
    #: messages a second
    rate: float
    #: microseconds of a processor for a message: the client's, and the sink's
    client_us: float
    sink_us: float
    megabytes: float
    #: processors that the rest of the machine took meanwhile
    others: float

    @classmethod
    def median(cls, runs: Sequence[Run]) -> Run:
        """Each figure by itself."""
        names = [field.name for field in fields(cls)]
        found: dict[str, Any] = {
            name: median(getattr(run, name) for run in runs) for name in names
        }
        return cls(**found)


class Lab:
    """Runs clients; each one has a sink of its own, which is new."""

    def __init__(self, folder: Path, modules: Path | None, *, seconds: float) -> None:
        self._folder = folder
        self._modules = modules
        self._seconds = seconds
        self._sites = Sites(folder)
        self._letter = folder / "letter.json"

    def run(self, client: Client, place: Place) -> Run:
        """One run of about as many seconds as were asked for."""
        count = self._count(client, place)
        with self._open_sink(place.sink, place.latency) as sink:
            command = self._command(client.name, sink.port, place.connections, count)
            return take_time(command, sink, count)

    def _count(self, client: Client, place: Place) -> int:
        rate = client.rate
        if place.latency:
            trips = client.trips * place.latency / 1000
            rate = min(rate, place.connections / trips)
        # few sizes: each one needs a site
        rounded = 1 << round(rate * self._seconds).bit_length()
        return max(min(rounded, MOST), LEAST * place.connections)

    @contextmanager
    def _open_sink(self, name: str, latency: int) -> Iterator[Sink]:
        if name == "postfix":
            with postfix_sink() as sink:
                yield sink
            return
        with own_sink(self._folder, "-d", latency * 1000) as sink:
            yield sink

    def _command(
        self, client: str, port: int, connections: int, count: int
    ) -> list[str]:
        if client == "digest":
            sending = Sending(port=port, connections=connections)
            return own_command(self._sites.open_copy(count, sending))
        numbers = [str(port), str(connections), str(count)]
        if client == "smtp-source":
            program = find_source()
            assert program, "Postfix's smtp-source is not here"
            words = [program, "-4", "-d", "-l", str(SIZE), "-s", str(connections)]
            return [*words, "-m", str(count), f"127.0.0.1:{port}"]
        if not self._letter.exists():
            site = self._sites.open_copy(1, Sending(port=25, connections=1))
            write_letter_for_peers(site, self._letter)
        if client == "nodemailer":
            script = str(PEERS / "nodemailer_sender.mjs")
            return ["node", script, str(self._modules), str(self._letter), *numbers]
        script = str(PEERS / "smtplib_sender.py")
        return [sys.executable, script, str(self._letter), *numbers]


def own_command(site: Path, *options: object) -> list[str]:
    """What runs digest as a process of its own."""
    script = str(PEERS / "own_sender.py")
    return [sys.executable, script, str(site), *map(str, options)]


def take_time(command: Sequence[str], sink: Sink, count: int) -> Run:
    """Run the client to its end, which must be a good one."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy, at_sink, began = busy_seconds(), sink.seconds(), time.perf_counter()
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=PATIENCE
    )
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    in_sink = sink.seconds() - at_sink
    in_client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    others = max(0.0, busy_seconds() - busy - in_client - in_sink) / wall
    # a client that tells nothing is measured as a whole: it is there at once
    told = {"wall": wall, "cpu": in_client, "rss": 0.0, "accepted": count}
    if done.stdout.strip():
        told |= json.loads(done.stdout.strip().splitlines()[-1])
    if told["accepted"] != count:
        sys.exit(f"{command[1]}: sent {told['accepted']} of {count}: {done.stdout}")
    return Run(
        count=count,
        rate=count / told["wall"],
        client_us=told["cpu"] / count * 1e6,
        sink_us=in_sink / count * 1e6,
        megabytes=told["rss"],
        others=others,
    )


def busy_seconds() -> float:
    """What the whole machine worked since it was started."""
    numbers = [int(word) for word in Path("/proc/stat").read_text().split()[1:9]]
    user, nice, system, _, _, interrupts, soft, stolen = numbers
    ticks = user + nice + system + interrupts + soft + stolen
    return ticks / os.sysconf("SC_CLK_TCK")


def find_modules(folder: Path, given: Path | None) -> Path:
    """A folder of npm with nodemailer in it; installed now where none was given."""
    if given:
        return given
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
    subprocess.run([*command, "--prefix", folder, "nodemailer"], check=True)
    return folder / "node_modules"
