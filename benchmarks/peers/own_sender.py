"""digest sends all that is due in a site, as its daemon does, and tells what it took.

    python benchmarks/peers/own_sender.py SITE [--ledger off] [--later HOURS]

A line `began` on standard output comes when it has opened the site; it holds how many
deliveries an earlier process left in doubt. The last line is JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import signal
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

from digest.clock import read_clock
from digest.schedule import jobs
from digest.store.protocols import Answer, Store
from digest.wiring import Press, open_press


class Unwritten:
    """A store that forgets intents and answers at once: what the ledger costs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(
        self,
        intents: Sequence[int],
        answers: Sequence[Answer],  # noqa: ARG002  as the store takes it
        *,
        now: datetime,  # noqa: ARG002
    ) -> Collection[int]:
        """All are granted."""
        return frozenset(intents)

    def extend_lease(self, deliveries: Iterable[int], until: datetime) -> None:
        """They are held by nobody else."""


def main() -> None:
    """Send, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--ledger", choices=("on", "off"), default="on")
    parser.add_argument("--later", type=float, default=0.0)
    parser.add_argument("--seconds", type=float, default=0.0)
    chosen = parser.parse_args()
    later = timedelta(hours=chosen.later)
    is_stopping = Event()
    signal.signal(signal.SIGALRM, lambda *_: is_stopping.set())
    with open_press(chosen.site, clock=lambda: read_clock() + later) as press:
        doubtful = press.store.release_all(now=press.clock())
        sys.stdout.write(f"began {doubtful}\n")
        sys.stdout.flush()
        if chosen.seconds:
            signal.setitimer(signal.ITIMER_REAL, chosen.seconds)
        sender = press if chosen.ledger == "on" else without_ledger(press)
        # as the daemon's sender does
        gc.freeze()
        before, began = processor_seconds(), perf_counter()
        delivered = jobs.deliver(sender, is_stopping.is_set)
        told = asdict(delivered) | {
            "wall": perf_counter() - began,
            "cpu": processor_seconds() - before,
            "rss": most_megabytes(),
            "open": press.store.open_deliveries(),
        }
    print(json.dumps(told, default=str))


def without_ledger(press: Press) -> Press:
    """The same, but nothing is written while it sends."""
    store: Any = Unwritten(press.store)
    return replace(press, store=store)


def most_megabytes() -> float:
    """The most memory that it had; getrusage would count that of its parent, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def processor_seconds() -> float:
    """What this process took of a processor so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
