"""Workers that share out an issue while everything fails around them.

    python benchmarks/workers.py [--readers 100000] [--workers 3] [--connections 8]
        [--every 5] [--kill-every 60] [--latency 0] [--quiet-only]

An issue is sent to so many readers by `digest worker` processes on one PostgreSQL, by
our own sink: first in quiet, then while the database is ended as by `pg_ctl stop -m
immediate` and started again every few seconds, and a worker gets SIGKILL now and then
and another one is started. What the daemon does beside is done here: a sweep every 15
seconds hands out what nobody has.

The log of the sink, with every message that it took, must show

- nobody lost: each reader has the message,
- another copy only for deliveries that the ledger had named as in doubt, with the same
  Message-ID: its tries count one for each time.

The exit code is 1 where that is not so, or where trouble takes more than 1.5 times as
long as quiet.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

import psycopg
from database_server import Server
from sending_site import ROWS, Sending, publish, reader_address, write_settings
from sinks import own_sink

from digest.clock import read_clock
from digest.errors import StoreError
from digest.store.protocols import NewSubscriber
from digest.wiring import Press, open_press

#: seconds between two sweeps, as the daemon has it, and between two looks here
SWEEP, LOOK = 15.0, 0.1
#: times the quiet time
AIM = 1.5
#: seconds after which it is given up, for each reader and at least
PATIENCE, LEAST = 0.02, 120.0
OPEN = "SELECT count(*) FROM delivery WHERE due IS NOT NULL"
TRIED = """
SELECT address, attempts FROM delivery JOIN subscriber ON subscriber.id = subscriber_id
WHERE attempts > 1
"""
STATES = "SELECT state, count(*) FROM delivery GROUP BY state ORDER BY state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What one sending came to."""

    seconds: float
    #: of these, how long the database was away
    away: float
    restarts: int
    kills: int
    lost: int
    doubled: int
    #: copies that nobody had named
    unnamed: int
    #: deliveries that the ledger named, once for each time
    named: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s ({self.away:.1f} s of it without a database), "
            f"{self.restarts} restarts, {self.kills} kills: "
            f"{self.lost} lost, {self.doubled} doubled, {self.named} named in doubt, "
            f"{self.unnamed} unnamed"
        )

    @property
    def is_well(self) -> bool:
        """Whether it shows what it must."""
        return not self.lost and not self.unnamed


def main() -> int:
    """Send in quiet and in trouble, and say whether all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--kill-every", type=float, default=60.0)
    parser.add_argument("--latency", type=float, default=0.0, help="milliseconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quiet-only", action="store_true")
    chosen = parser.parse_args()
    quiet = send(chosen, is_quiet=True)
    print(f"quiet    {quiet}", flush=True)
    if chosen.quiet_only:
        return int(not quiet.is_well)
    trouble = send(chosen, is_quiet=False)
    ratio = trouble.seconds / quiet.seconds
    print(f"trouble  {trouble}\nratio    {ratio:.2f} (aim: at most {AIM})")
    return int(not (quiet.is_well and trouble.is_well and ratio <= AIM))


def send(chosen: argparse.Namespace, *, is_quiet: bool) -> Course:
    """Make a site and send its issue."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # the server's own user passes through it
        folder.chmod(0o711)
        server, log = Server(folder / "server"), folder / "log"
        options = ("-l", log, "-d", int(1000 * chosen.latency))
        try:
            with own_sink(folder, *options) as sink:
                site = folder / "site"
                make_site(site, sink.port, server.url, chosen)
                every = (0.0, 0.0) if is_quiet else (chosen.every, chosen.kill_every)
                return _Sending(site, server, chosen, *every).run(log)
        finally:
            server.crash()


def make_site(folder: Path, port: int, url: str, chosen: argparse.Namespace) -> None:
    """A site that leaves its issue to workers, planned for so many readers."""
    (folder / "content").mkdir(parents=True)
    write_settings(folder, Sending(port=port, connections=chosen.connections))
    toml = folder / "digest.toml"
    text = toml.read_text().replace("[sending]\n", "[sending]\nworkers = true\n")
    toml.write_text(f'{text}\n[store]\nurl = "{url}"\n')
    with open_press(folder) as press:
        for start in range(0, chosen.readers, ROWS):
            rows = [
                NewSubscriber(address=reader_address(number))
                for number in range(start, min(start + ROWS, chosen.readers))
            ]
            press.store.import_subscribers(
                rows, ["weekly"], consent="bench", now=read_clock()
            )
        publish(press)


class _Sending:
    def __init__(
        self,
        site: Path,
        server: Server,
        chosen: argparse.Namespace,
        every: float,
        kill_every: float,
    ) -> None:
        self._site = site
        self._server = server
        self._chosen = chosen
        self._every, self._kill_every = every, kill_every
        self._chance = Random(chosen.seed)  # noqa: S311  the same in each run
        self._workers: list[subprocess.Popen[bytes]] = []
        self._started = self._restarts = self._kills = 0
        self._away = 0.0

    def run(self, log: Path) -> Course:
        began = monotonic()
        with self._crew(), open_press(self._site) as press:
            self._wait(press, began)
            seconds = monotonic() - began
        with psycopg.connect(self._server.url) as connection:
            tries = dict(connection.execute(TRIED).fetchall())
            print(dict(connection.execute(STATES).fetchall()), flush=True)
        return self._judge(log, tries, seconds)

    @contextmanager
    def _crew(self) -> Iterator[None]:
        self._workers = [self._start() for _ in range(self._chosen.workers)]
        try:
            yield
        finally:
            for worker in self._workers:
                worker.send_signal(signal.SIGTERM)
            for worker in self._workers:
                worker.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self._started += 1
        log = (self._site / f"worker-{self._started}.log").open("wb")
        command = [sys.executable, "-m", "digest", "--site", self._site, "worker"]
        return subprocess.Popen(command, stderr=log, env={**os.environ})

    def _wait(self, press: Press, began: float) -> None:
        """Make trouble until nothing is left to send."""
        swept = restarted = killed = began
        ends = began + max(LEAST, PATIENCE * self._chosen.readers)
        while monotonic() < ends:
            sleep(LOOK)
            now = monotonic()
            if self._kill_every and now - killed > self._kill_every:
                killed = now
                self._kill()
            if self._every and now - restarted > self._every:
                self._server.crash()
                self._server.start()
                self._restarts += 1
                restarted = monotonic()
                self._away += restarted - now
            if now - swept > SWEEP:
                swept = now
                with suppress(StoreError):
                    press.store.hand_out(now=press.clock())
            if self._is_done():
                return

    def _is_done(self) -> bool:
        with psycopg.connect(self._server.url) as connection:
            return connection.execute(OPEN).fetchone() == (0,)

    def _kill(self) -> None:
        place = self._chance.randrange(len(self._workers))
        worker = self._workers.pop(place)
        worker.kill()
        worker.wait()
        self._kills += 1
        self._workers.append(self._start())

    def _judge(self, log: Path, tries: dict[str, int], seconds: float) -> Course:
        copies: defaultdict[str, list[str]] = defaultdict(list)
        for line in log.read_text().splitlines():
            recipient, message_id, *_ = line.split("\t")
            copies[recipient.strip("<>")].append(message_id)
        addresses = {reader_address(n) for n in range(self._chosen.readers)}
        doubled = {one: ids for one, ids in copies.items() if len(ids) > 1}
        return Course(
            seconds=seconds,
            away=self._away,
            restarts=self._restarts,
            kills=self._kills,
            lost=len(addresses - set(copies)),
            doubled=len(doubled),
            unnamed=sum(
                len(ids) > tries.get(one, 1) or len(set(ids)) > 1
                for one, ids in doubled.items()
            ),
            named=sum(tries.values()) - len(tries),
        )


if __name__ == "__main__":
    sys.exit(main())
