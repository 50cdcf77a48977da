"""What digest itself costs while it sends: figures that need no other client.

No program: `sending.py --of` tells them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from timeit import repeat

from peer_runs import PATIENCE, Run, own_command, take_time
from sending_site import Sending, Sites
from sinks import own_sink

from digest.config import DkimSection
from digest.mail.messages.keys import Key, open_keys
from digest.wiring import open_press

#: messages of a run with the ledger, and of one that signs
MESSAGES, SIGNED = 30_000, 4_000
CONNECTIONS = 64
AIM_NORMAL, AIM_DURABLE, AIM_SIGNED = 0.95, 0.75, 1.3
READERS, AIM_MEGABYTES = 1_000_000, 100
RATE, MINUTE, AIM_RATE = 300, 60.0, 0.01


def ledger(folder: Path, rounds: int) -> bool:
    """Messages a second with the ledger, beside the same without one."""
    sites = Sites(folder)
    usual = Sending(port=0, connections=CONNECTIONS)
    durable = replace(usual, is_durable=True)
    kinds = {
        "off": (usual, ("--ledger", "off")),
        "normal": (usual, ()),
        "durable": (durable, ()),
    }
    runs: dict[str, list[Run]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, (sending, options) in kinds.items():
            run = _run(folder, sites, MESSAGES, sending, *options)
            runs[name].append(run)
    medians = {name: Run.median(found) for name, found in runs.items()}
    for name, run in medians.items():
        _print_run(f"ledger {name}", run)
    off = medians["off"].rate
    verdicts = (
        _tell("ledger / none", medians["normal"].rate / off, AIM_NORMAL),
        _tell("durable ledger / none", medians["durable"].rate / off, AIM_DURABLE),
    )
    return all(verdicts)


def dkim(folder: Path, rounds: int) -> bool:
    """Processor time of a signed message, beside RSA alone and an unsigned one."""
    sites = Sites(folder)
    (key,) = open_keys(DkimSection(selector="bench"), folder / "keys", {})
    usual = Sending(port=0, connections=CONNECTIONS)
    bare, signed, plain = [], [], []
    for _ in range(rounds):
        bare.append(time_signature(key))
        signing = replace(usual, is_signed=True)
        signed.append(_run(folder, sites, SIGNED, signing))
        plain.append(_run(folder, sites, SIGNED, usual))
    with_signature, without = Run.median(signed), Run.median(plain)
    _print_run("signed", with_signature)
    _print_run("unsigned", without)
    rsa = median(bare)
    print(f"RSA alone: {rsa:.1f} us")
    ratio = (with_signature.client_us - without.client_us) / rsa
    is_met = ratio <= AIM_SIGNED
    verdict = "met" if is_met else "MISSED"
    print(f"what a signature adds / RSA: {ratio:.2f}, aim {AIM_SIGNED}: {verdict}")
    return is_met


def time_signature(key: Key) -> float:
    """Microseconds of a processor for one signature, without anything around it."""
    times = repeat(lambda: key.sign(b"x" * 1500), number=300, timer=process_time)
    return median(times) / 300 * 1e6


def memory(folder: Path, _rounds: int) -> bool:
    """The most memory of a process that begins to send to 1,000,000 readers."""
    sending = Sending(port=0, connections=CONNECTIONS)
    with own_sink(folder) as sink:
        site = Sites(folder).open_copy(READERS, replace(sending, port=sink.port))
        told = _told(own_command(site, "--seconds", 10))
    megabytes = told["rss"]
    is_met = megabytes <= AIM_MEGABYTES
    verdict = "met" if is_met else "MISSED"
    print(f"{READERS} readers, {told['accepted']} sent: {megabytes:.0f} MB: {verdict}")
    return is_met


def rate(folder: Path, _rounds: int) -> bool:
    """How many messages go in a minute, beside the rate that was set."""
    readers = int(RATE * MINUTE * 1.2)
    sending = Sending(port=0, connections=16, rate=f"{RATE}/s")
    with own_sink(folder) as sink:
        site = Sites(folder).open_copy(readers, replace(sending, port=sink.port))
        _told(own_command(site, "--seconds", MINUTE))
        words = sink.end().split()
    # from the first message to the last, as the relay sees it
    found = (int(words[0]) - 1) / float(words[-2])
    is_met = abs(found - RATE) <= AIM_RATE * RATE
    verdict = "met" if is_met else "MISSED"
    print(f"rate {RATE}/s for {MINUTE:.0f} s: {found:.1f}/s: {verdict}")
    return is_met


OWN_FIGURES: Mapping[str, Callable[[Path, int], bool]] = {
    "ledger": ledger,
    "dkim": dkim,
    "memory": memory,
    "rate": rate,
}


def _run(
    folder: Path, sites: Sites, count: int, sending: Sending, *options: object
) -> Run:
    with own_sink(folder) as sink:
        site = sites.open_copy(count, replace(sending, port=sink.port))
        if sending.is_signed:
            # makes the key, which is no part of sending
            with open_press(site):
                pass
        return take_time(own_command(site, *options), sink, count)


def _told(command: list[str]) -> dict[str, float]:
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=PATIENCE
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _print_run(name: str, run: Run) -> None:
    print(
        f"{name:16}{run.rate:10.0f} messages/s{run.client_us:9.1f} us"
        f"{run.megabytes:7.0f} MB{run.others:7.2f} others",
        flush=True,
    )


def _tell(name: str, ratio: float, aim: float) -> bool:
    is_met = ratio >= aim
    print(f"{name}: {ratio:.2f}, aim {aim}: {'met' if is_met else 'MISSED'}")
    return is_met
