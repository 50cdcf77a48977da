"""Kills the sender again and again, and counts whom it forgot and who got two.

    python benchmarks/killing.py [--readers 50000] [--kills 100] [--connections 16]
        [--seed 1] [--faults none|451|421|550|inside|after] [--durable]

A process sends one issue to so many readers, by our own sink with latency. The seed
chooses numbers of messages: whenever the sink has taken so many, and a moment more has
gone by, the process gets SIGKILL, and another one begins. In the end the log of the
sink, which has every message that was taken, is laid beside the readers. It must show

- nobody lost: each has the message, but for those whom the sink refuses,
- another copy only for readers whose delivery we had named as in doubt, one for each
  time; at a kill there are at most as many new ones as open connections,
- one Message-ID for each reader, whatever happened.

With faults the sink puts off one message of 50, ends a connection after 37 messages,
knows one reader of 100 not, or drops one connection in 200 messages, in the middle of a
body or between its end and the answer. What was put off is sent later, by a clock that
is set forward. A dropped answer leaves a delivery in doubt, too: the sink names it. The
exit code is 1 where something is not so.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, deque
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep

from peer_runs import own_command
from sending_site import Sending, make_site, reader_address, write_settings
from sinks import own_sink

#: microseconds: there and back, and what a relay takes to keep a message
LATENCY, WORK = 1_000, 2_000
#: seconds after the message that was waited for, at the most
MOMENT = 0.02
#: seconds between two looks at what the sink has taken
LOOK = 0.001
#: the part of the messages in which the kills come: some readers are refused
PART = 0.95
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


#: readers, each with the tries before the one that nobody knows the end of
Doubts = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """When to kill."""

    #: messages that the sink has taken by then
    taken: int
    #: seconds from there on
    moment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What one process told; one that was killed told little."""

    is_killed: bool
    #: what was in doubt after it, and not before
    doubtful: Doubts = frozenset()
    #: deliveries that are still to be sent after it
    left: int = 0
    #: messages that the sink took meanwhile
    sent: int = 0


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
            lives = kill_often(site, Taken(log), points(chosen))
            words = sink.end()
        print(f"sink: {words.strip()}")
        addresses = {
            reader_address(number, refused_every=refused_every)
            for number in range(chosen.readers)
            if not refused_every or number % refused_every
        }
        return int(not judge(lives, addresses, log, chosen.connections))


class Taken:
    """How many messages the sink has taken so far."""

    def __init__(self, log: Path) -> None:
        log.touch()
        self._file = log.open("rb")
        self._lines = 0

    def count(self) -> int:
        """Looks at what was written since the last time."""
        self._lines += self._file.read().count(b"\n")
        return self._lines


def points(chosen: argparse.Namespace) -> list[Point]:
    """Anywhere among the messages, in their order."""
    chance = Random(chosen.seed)  # noqa: S311  the same in each run
    numbers = chance.sample(range(int(PART * chosen.readers)), chosen.kills)
    return [
        Point(taken=number, moment=chance.uniform(0.0, MOMENT))
        for number in sorted(numbers)
    ]


def kill_often(site: Path, taken: Taken, points: list[Point]) -> list[Life]:
    """Let one process after the other send, until there is nothing left."""
    lives: list[Life] = []
    ahead, hours = deque(points), 0
    while len(lives) < len(points) + PATIENCE:
        lives.append(live(site, taken, ahead[0] if ahead else None, hours))
        if lives[-1].is_killed:
            ahead.popleft()
        elif not lives[-1].left:
            return lives
        else:
            hours += PAUSE
    sys.exit(f"{lives[-1].left} deliveries are left after {len(lives)} processes")


def live(site: Path, taken: Taken, point: Point | None, hours: int) -> Life:
    """One process, to its end or until it is killed."""
    command, before = own_command(site, "--later", hours), find_doubtful(site)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        began = taken.count()
        if point:
            while taken.count() < point.taken and process.poll() is None:
                sleep(LOOK)
            sleep(point.moment)
            process.kill()
        words = process.stdout.read()
        code = process.wait()
    if code > 0:
        sys.exit(f"the sender ended with {code}")
    sent = taken.count() - began
    if code:
        doubtful = find_doubtful(site) - before
        return Life(is_killed=True, doubtful=doubtful, sent=sent)
    left = json.loads(words.splitlines()[-1])["open"]
    return Life(is_killed=False, left=left, sent=sent)


def find_doubtful(site: Path) -> Doubts:
    """Intents that a process wrote down, and to which it had no answer."""
    path = site / ".digest" / "digest.sqlite"
    query = (
        "select address, attempts from delivery "
        "join subscriber on subscriber.id = subscriber_id "
        "where delivery.state = 'claimed' and not in_doubt"
    )
    with closing(sqlite3.connect(path)) as connection:
        return frozenset(connection.execute(query))


def judge(lives: list[Life], addresses: set[str], log: Path, connections: int) -> bool:
    """Tell what the log says, and whether all is well."""
    taken = [line.split("\t") for line in log.read_text().splitlines()]
    copies = Counter(address for address, _, _ in taken)
    dropped = Counter(address for address, _, fate in taken if fate)
    named = Counter(address for life in lives for address, _ in life.doubtful)
    lost = len(addresses - copies.keys())
    doubles = copies.total() - len(copies)
    unnamed = (copies - named - dropped - Counter(copies.keys())).total()
    ids = len({(address, name) for address, name, _ in taken}) - len(copies)
    killed = [life for life in lives if life.is_killed]
    most = max(len(life.doubtful) for life in killed)
    print(
        f"{len(addresses)} readers, {len(killed)} kills in {len(lives)} lives, "
        f"{sum(life.sent > 0 for life in killed)} of them while it sent: lost {lost}, "
        f"doubled {doubles}, named in doubt {named.total()}, at most {most} in a kill "
        f"by {connections} connections, answers dropped {dropped.total()}, doubled "
        f"without a name {unnamed}, readers with two Message-IDs {ids}"
    )
    return (
        not lost
        and not unnamed
        and not ids
        and not copies.keys() - addresses
        and most <= connections
    )


if __name__ == "__main__":
    sys.exit(main())
