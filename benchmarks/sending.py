"""How fast and how dearly digest sends, beside the clients that others use.

    python benchmarks/sending.py [--sinks own,postfix] [--connections 1,16,64]
        [--latency 0,1,20] [--clients digest,smtp-source,nodemailer,smtplib]
        [--rounds 3] [--seconds 1.5] [--modules FOLDER]

The clients take turns, and each figure is the median of the rounds. Every message has
40 KB and goes to one reader. digest does the whole of it: it claims pages of deliveries
in its store, makes each message with the reader's own links, a sender of its own for
bounces and a Message-ID, writes down each intent before the body goes out and each
answer after it, and its processor time includes all of that. Of the others,

- `smtp-source` (Postfix, in C) sends the same octets to everybody,
- `nodemailer` (npm) sends a finished message with the reader's number put in,
- `smtplib` sends an EmailMessage that is made for each reader.

The sinks cost the machine something too, in the column `sink`: our own (sink.c) next to
nothing; smtp-sink more than a good client. Latency, in milliseconds, is what an answer
waits in our own sink. `others` is how many processors the rest of the machine took.

    python benchmarks/sending.py --of ledger|dkim|memory|rate [--rounds 3]

measures digest alone: with and without its ledger, durable and not; what a signature
costs beside the bare RSA operation; its memory with 1,000,000 readers; how well it
keeps to a rate for a minute. The exit code is 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from own_figures import OWN_FIGURES
from peer_runs import CLIENTS, Client, Lab, Place, Run, find_modules
from sinks import has_postfix

#: digest beside a client: sink, connections, the least ratio of messages a second
AIMS = (
    ("own", "smtp-source", (64,), 0.9),
    ("postfix", "smtp-source", (64,), 1.2),
    ("own", "nodemailer", (16, 64), 10.0),
    ("own", "smtplib", (16, 64), 80.0),
)
#: of as many messages as connections allow with one way there and back for each
AIM_OF_LATENCY, AIMED_LATENCY = 0.9, 20

Results = dict[tuple[Place, str], Run]


def main() -> int:
    """Measure, tell, and say whether the aims are met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sinks", type=_words, default=_all_sinks())
    parser.add_argument("--connections", type=_numbers, default=[1, 16, 64])
    parser.add_argument("--latency", type=_numbers, default=[0, 1, 20])
    parser.add_argument("--clients", type=_words, default=list(CLIENTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--modules", type=Path, help="a node_modules with nodemailer")
    parser.add_argument("--of", choices=OWN_FIGURES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.of:
            return int(not OWN_FIGURES[chosen.of](folder, chosen.rounds))
        modules = chosen.modules
        if "nodemailer" in chosen.clients:
            modules = find_modules(folder, modules)
        lab = Lab(folder, modules, seconds=chosen.seconds)
        clients = [CLIENTS[client] for client in chosen.clients]
        results: Results = {}
        for place in _places(chosen.sinks, chosen.latency, chosen.connections):
            found = measure(lab, clients, place, chosen.rounds)
            results |= {(place, client): run for client, run in found.items()}
    return int(not all([*judge_ratios(results), *judge_latency(results)]))


def measure(
    lab: Lab, clients: list[Client], place: Place, rounds: int
) -> dict[str, Run]:
    """Let the clients take turns, tell the medians, and return them."""
    print(f"\n{place}")
    print(
        f"{'':14}{'messages/s':>12}{'CPU us':>9}{'sink us':>9}"
        f"{'MB':>7}{'others':>8}{'of':>9}"
    )
    runs: dict[str, list[Run]] = {client.name: [] for client in clients}
    for _ in range(rounds):
        for client in clients:
            runs[client.name].append(lab.run(client, place))
    medians = {name: Run.median(found) for name, found in runs.items()}
    for name, run in medians.items():
        print(
            f"{name:14}{run.rate:12.0f}{run.client_us:9.1f}{run.sink_us:9.1f}"
            f"{run.megabytes:7.0f}{run.others:8.2f}{run.count:9}",
            flush=True,
        )
    return medians


def judge_ratios(results: Results) -> list[bool]:
    """Tell how digest stands beside each of the others."""
    verdicts = []
    for sink, client, connections, aim in AIMS:
        for number in connections:
            place = Place(sink=sink, latency=0, connections=number)
            ours = results.get((place, "digest"))
            theirs = results.get((place, client))
            if ours and theirs:
                name = f"digest / {client}, {place}"
                verdicts.append(tell(name, ours.rate / theirs.rate, aim))
    return verdicts


def judge_latency(results: Results) -> list[bool]:
    """Tell how near digest comes to one way there and back for a message."""
    verdicts = []
    for (place, client), run in results.items():
        if client == "digest" and place.latency == AIMED_LATENCY:
            ratio = run.rate * place.latency / 1000 / place.connections
            name = f"digest x RTT / connections, {place}"
            verdicts.append(tell(name, ratio, AIM_OF_LATENCY))
    return verdicts


def tell(name: str, ratio: float, aim: float) -> bool:
    """Whether the ratio is as large as it should be."""
    is_met = ratio >= aim
    verdict = "met" if is_met else "MISSED"
    print(f"{name}: {ratio:.2f}, aim {aim:g}: {verdict}")
    return is_met


def _places(
    sinks: list[str], latencies: list[int], connections: list[int]
) -> list[Place]:
    """All of them; Postfix's sink has no latency."""
    return [
        Place(sink=sink, latency=latency, connections=number)
        for sink in sinks
        for latency in latencies
        for number in connections
        if sink == "own" or not latency
    ]


def _all_sinks() -> list[str]:
    return ["own", "postfix"] if has_postfix() else ["own"]


def _words(text: str) -> list[str]:
    return text.split(",")


def _numbers(text: str) -> list[int]:
    return list(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
