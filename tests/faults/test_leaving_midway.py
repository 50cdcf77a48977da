"""Readers who leave while the issue is on its way to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from builders import NOW
from digest.config import Config, load_config
from digest.deliveries import DeliveryState
from digest.schedule.sender.process import SenderProcess
from digest.signed.links import LinkPurpose
from digest.store.protocols import NewSubscriber
from digest.web.app import make_app
from digest.wiring import Press, press_of
from publications import Clock, write_publication
from quick_relays import QuickRelay, in_a_thread
from reader_links import ann, path_of
from serving import Client, serving
from store_steps import publish
from waiting import until

CONNECTIONS, READERS, LEAVING = 8, 2000, 12
ADDRESSES = [f"r{number:05}@example.net" for number in range(READERS)]
#: letters that may be ahead of the last one that the relay has: bodies and envelopes
AHEAD = 4 * CONNECTIONS
#: how far behind the last one those are who leave: all but the last are claimed
BEHIND = (150, 300, 900)
SETTINGS = f"""
[sending]
connections = {CONNECTIONS}
rate = "500/s"

[mail]
relay = "smtp+plain://127.0.0.1:%d"
"""


@pytest.fixture
def relay() -> Iterator[QuickRelay]:
    """One that takes all."""
    with in_a_thread(QuickRelay()) as at_work:
        yield at_work


@pytest.fixture
def config(tmp_path: Path, relay: QuickRelay) -> Config:
    """A site that sends by the relay, in real time."""
    toml = write_publication(tmp_path) / "digest.toml"
    settings = SETTINGS % relay.port
    toml.write_text(toml.read_text().replace("\n[mail]\n", settings, 1))
    (tmp_path / "feeds").mkdir()
    return load_config(tmp_path, {})


def leave(client: Client, path: str) -> None:
    """As a mail program does it (RFC 8058)."""
    assert client.post(path, "List-Unsubscribe=One-Click").status == 200


def test_who_leaves_during_a_send_gets_nothing_after_the_answer(
    config: Config, relay: QuickRelay
) -> None:
    """Though a process holds their letters already, and is about to say them."""
    with press_of(config, clock=Clock(NOW)) as press:
        rows = [NewSubscriber(address=address) for address in ADDRESSES]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW)
        publish(press.store)
        with SenderProcess(config) as sender, serving(make_app(press)) as client:
            sending = Thread(target=sender.deliver, args=(press, lambda: False))
            sending.start()
            left = leave_midway(press, client, relay)
            sending.join()
        counts = press.store.delivery_counts("weekly", 1)
    assert left
    assert not left & set(relay.recipients)
    assert counts[DeliveryState.WITHDRAWN] >= len(left)
    assert len(relay.kept) == READERS - counts[DeliveryState.WITHDRAWN]


def has_kept(relay: QuickRelay, count: int) -> bool:
    """Whether the relay has so many."""
    return len(relay.kept) >= count


def leave_midway(press: Press, client: Client, relay: QuickRelay) -> set[str]:
    """Readers leave who are next, or nearly so; whose letter was not yet out."""
    left: set[str] = set()
    for turn in range(LEAVING):
        until(partial(has_kept, relay, 50 * (turn + 1)))
        place = len(relay.kept) + BEHIND[turn % len(BEHIND)] + turn
        address = ADDRESSES[place]
        leave(client, path_of(press, LinkPurpose.LEAVE, ann(press, address), "weekly"))
        # else the letter may have been on its way before, as this machine is slow
        if len(relay.kept) + AHEAD < place:
            left.add(address)
    return left
