"""kill -9 of the sender at moments that nobody chose.

Nobody is lost, and whoever gets a second copy was named as in doubt before.

Short by default; DIGEST_TEST_LONG=1 sends to 50,000 readers through 100 kills.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import pytest

from builders import NOW
from digest.config import Config, load_config
from digest.deliveries import DeliveryState
from digest.errors import DaemonError
from digest.schedule import jobs
from digest.schedule.lock import SENDER, lock_holder
from digest.schedule.sender.process import SenderProcess
from digest.store.protocols import NewSubscriber, Store
from digest.store.protocols.deliveries import DeliveryQuery
from digest.wiring import Press, press_of
from publications import Clock, write_publication
from quick_relays import QuickRelay, in_a_thread
from store_steps import publish
from waiting import until

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
READERS, KILLS = (50_000, 100) if IS_LONG else (600, 2)
#: letters a second: not all are out before somebody is killed
RATE = 2000 if IS_LONG else 500
CONNECTIONS = 8
ADDRESSES = [f"r{number:05}@example.net" for number in range(READERS)]
OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.DEFERRED)
#: what the relay does to make it harder
FAULTS: dict[str, dict[str, Any]] = {
    "a good relay": {},
    "one that closes connections": {"per_connection": 37},
    "one that drops them in bodies": {"drops_in_body": 50},
    "one that swallows answers": {"drops_after_dot": 50},
    "one that puts some off": {"later": 50},
    "one that refuses some": {"refusals": {"r0003": "550 5.7.1 not you"}},
}
SETTINGS = f"""
[sending]
connections = {CONNECTIONS}
pause_after = 0
rate = "{RATE}/s"

[mail]
relay = "smtp+plain://127.0.0.1:%d"
"""


def kill(config: Config) -> None:
    """End the site's sender without a word, if there is one."""
    with suppress(ProcessLookupError):
        if pid := lock_holder(config.state_folder, SENDER):
            os.kill(pid, signal.SIGKILL)


def doubtful(store: Store) -> dict[str, DeliveryState]:
    """Readers of whom nobody knows whether they have the letter."""
    query = DeliveryQuery(in_doubt=True)
    return {record.address: record.state for record in store.find_deliveries(query)}


def open_ones(store: Store) -> int:
    """Deliveries that are still to go out."""
    counts = store.delivery_counts("weekly", 1)
    return sum(counts.get(state, 0) for state in OPEN)


def set_up(root: Path, relay: QuickRelay) -> Config:
    """A site that sends by the relay."""
    toml = write_publication(root) / "digest.toml"
    settings = SETTINGS % relay.port
    toml.write_text(toml.read_text().replace("\n[mail]\n", settings, 1))
    return load_config(root, {})


def kill_once(sender: SenderProcess, relay: QuickRelay, press: Press) -> None:
    """Let it send its share, and a moment later kill it."""
    limit = len(relay.kept) + READERS // (2 * KILLS)
    moment = Random(limit).uniform(0, 0.05)  # noqa: S311  the same in each run
    is_over = Event()

    def wait() -> None:
        until(lambda: len(relay.kept) >= limit or is_over.is_set())
        Event().wait(moment)
        kill(press.config)

    killing = Thread(target=wait)
    killing.start()
    with suppress(DaemonError):
        sender.deliver(press, lambda: False)
    is_over.set()
    killing.join()


def finish(config: Config) -> set[str]:
    """Send what is left, some days later; who was in doubt meanwhile."""
    clock, named = Clock(NOW + timedelta(days=30)), set[str]()
    with press_of(config, clock=clock) as press:
        while open_ones(press.store):
            jobs.deliver(press, lambda: False)
            named.update(doubtful(press.store))
            clock.now += timedelta(days=1)
    return named


@pytest.mark.parametrize("fault", FAULTS)
def test_kills_lose_nobody_and_double_none_but_the_named(
    tmp_path: Path, fault: str
) -> None:
    """However often, and whatever the relay does."""
    named: set[str] = set()
    with in_a_thread(QuickRelay(**FAULTS[fault])) as relay:
        config = set_up(tmp_path, relay)
        with press_of(config, clock=Clock(NOW)) as press:
            rows = [NewSubscriber(address=address) for address in ADDRESSES]
            press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW)
            publish(press.store)
            with SenderProcess(config) as sender:
                for _ in range(KILLS):
                    kill_once(sender, relay, press)
                    now = doubtful(press.store)
                    # what the relay dropped is known and counted by itself
                    held = {to for to in now if now[to] is DeliveryState.CLAIMED}
                    assert len(held - named) <= CONNECTIONS
                    named.update(now)
        named.update(finish(config))
    copies = Counter(recipient for recipient, _ in relay.kept)
    missing = set(ADDRESSES) - copies.keys()
    assert all(name.startswith("r0003") for name in missing)
    assert bool(missing) == ("refusals" in FAULTS[fault])
    assert {name for name, count in copies.items() if count > 1} <= named
    ids = {(to, message_from_bytes(data)["Message-ID"]) for to, data in relay.kept}
    assert len(ids) == len(copies)
