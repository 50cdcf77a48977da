"""Kills the sender again and again, and counts whom it forgot and who got two.

    python benchmarks/killing.py [--readers 50000] [--kills 100] [--connections 16]
        [--seed 1] [--faults none|451|421|550|inside|after] [--durable]

A process sends one issue to so many readers, by our own sink with latency. At moments
that the seed decides it gets SIGKILL, and another one begins. In the end the log of the
sink, which has every message that was taken, is laid beside the readers. It must show

- nobody lost: each has the message, but for those whom the sink refuses,
- two copies only for deliveries that a new process had named as in doubt, of which
  there are at most as many as open connections for each kill,
- one Message-ID for each reader, whatever happened.

With faults the sink puts off one message of 50, ends a connection after 37 messages,
knows one reader of 100 not, or drops one connection in 200 messages, in the middle of a
body or between its end and the answer. What was put off is sent later, by a clock that
is set forward. A dropped answer leaves a delivery in doubt, too: those are counted
apart, and may bring a second copy each. The exit code is 1 where something is not so.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Timer

from peer_runs import own_command
from sending_site import Sending, make_site, reader_address, write_settings
from sinks import own_sink

#: microseconds: there and back, and what a relay takes to keep a message
LATENCY, WORK = 1_000, 2_000
#: seconds in which a process gets ready to send: a part of the kills comes then
START = 0.25
#: options of the sink
FAULTS: dict[str, tuple[int | str, ...]] = {
    "none": (),
    "550": (),
    "451": ("-q", 50),
    "421": ("-c", 37),
    "inside": ("-i", 200),
    "after": ("-a", 200),
}
#: one reader of so many is refused, with 550
REFUSED_EVERY = 100
#: hours that the clock is set forward where nothing is due
PAUSE = 26
#: lives without a kill, at the most
PATIENCE = 40


#: deliveries, each with the tries before the one that nobody knows the end of
Doubts = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What one process told; one that was killed told little."""

    is_killed: bool
    #: what was in doubt after it, and not before
    doubtful: Doubts = frozenset()
    #: deliveries that are still to be sent after it
    left: int = 0


def main() -> int:
    """Kill, count, and say whether all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", choices=FAULTS, default="none")
    parser.add_argument("--durable", action="store_true")
    chosen = parser.parse_args()
    refused_every = REFUSED_EVERY if chosen.faults == "550" else 0
    with tempfile.TemporaryDirectory() as name:
        site, log = Path(name, "site"), Path(name, "log")
        make_site(site, chosen.readers, refused_every=refused_every)
        options = ("-d", LATENCY, "-D", WORK, "-l", log, *FAULTS[chosen.faults])
        with own_sink(Path(name), *options) as sink:
            sending = Sending(
                port=sink.port,
                connections=chosen.connections,
                is_durable=chosen.durable,
            )
            write_settings(site, sending)
            lives = kill_often(site, moments(chosen))
            words = sink.end()
        print(f"sink: {words.strip()}")
        addresses = {
            reader_address(number, refused_every=refused_every)
            for number in range(chosen.readers)
            if not refused_every or number % refused_every
        }
        broken = int(words.split(", ")[2].split()[0]) if chosen.faults == "after" else 0
        return int(not judge(lives, addresses, log, chosen.connections, broken))


def moments(chosen: argparse.Namespace) -> list[float]:
    """Seconds after which each life ends, so that they share the readers."""
    chance = Random(chosen.seed)  # noqa: S311  the same in each run
    rate = chosen.connections / (LATENCY + WORK) * 1e6
    share = chosen.readers / rate / chosen.kills
    return [chance.uniform(0.0, START + 2 * share) for _ in range(chosen.kills)]


def kill_often(site: Path, moments: list[float]) -> list[Life]:
    """Let one process after the other send, until there is nothing left."""
    lives: list[Life] = []
    hours = 0
    for seconds in [*moments, *[None] * PATIENCE]:
        lives.append(live(site, seconds, hours))
        if not lives[-1].is_killed:
            if not lives[-1].left:
                return lives
            hours += PAUSE
    sys.exit(f"{lives[-1].left} deliveries are left after {len(lives)} processes")


def live(site: Path, seconds: float | None, hours: int) -> Life:
    """One process, to its end or until it is killed."""
    command, before = own_command(site, "--later", hours), find_doubtful(site)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        timer = Timer(seconds or 0.0, process.kill)
        if seconds is not None:
            timer.start()
        words = process.stdout.read()
        code = process.wait()
        timer.cancel()
    if code > 0:
        sys.exit(f"the sender ended with {code}")
    if code:
        return Life(is_killed=True, doubtful=find_doubtful(site) - before)
    left = json.loads(words.splitlines()[-1])["open"]
    return Life(is_killed=False, left=left)


def find_doubtful(site: Path) -> Doubts:
    """Intents that a process wrote down, and to which it had no answer."""
    path = site / ".digest" / "digest.sqlite"
    query = "select id, attempts from delivery where state = 'claimed' and not in_doubt"
    with closing(sqlite3.connect(path)) as connection:
        return frozenset(connection.execute(query))


def judge(
    lives: list[Life], addresses: set[str], log: Path, connections: int, broken: int
) -> bool:
    """Tell what the log says, and whether all is well."""
    taken = [line.split("\t") for line in log.read_text().splitlines()]
    copies = Counter(address for address, _ in taken)
    lost = len(addresses - copies.keys())
    doubles = sum(copies.values()) - len(copies)
    ids = len(set(map(tuple, taken))) - len(copies)
    kills = sum(life.is_killed for life in lives)
    doubtful = [len(life.doubtful) for life in lives]
    most = max(doubtful)
    print(
        f"{len(addresses)} readers, {kills} kills in {len(lives)} lives: lost {lost}, "
        f"doubled {doubles}, named in doubt {sum(doubtful)}, at most {most} in a kill "
        f"by {connections} connections, answers dropped {broken}, "
        f"readers with two Message-IDs {ids}"
    )
    return (
        not lost
        and not ids
        and not copies.keys() - addresses
        and doubles <= sum(doubtful) + broken
        and most <= connections
    )


if __name__ == "__main__":
    sys.exit(main())
