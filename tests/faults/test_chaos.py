"""Three daemons on one site without its lock, and everything that can befall them.

Killed, frozen, told to stop, put to another time, at moments that nobody chose, by a
relay that swallows answers: no slot is lost or doubled, no article, and no letter but
for those that were named in doubt.

Short by default; DIGEST_TEST_LONG=1 goes through five hundred events.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from functools import partial
from pathlib import Path
from random import Random
from threading import Event
from typing import cast

from chaos_daemon import SPEED, ChaosClock, NamingStore
from digest.clock import read_boot_seconds
from digest.issues import Issue, Slot, SlotState
from digest.schedule import jobs
from digest.store.protocols import NewSubscriber, Store
from publications import (
    Clock,
    a_press,
    an_article_text,
    set_newsletter,
    write_publication,
)
from quick_relays import QuickRelay, in_a_thread
from waiting import until

EVENTS = 500 if os.environ.get("DIGEST_TEST_LONG") else 12
DAEMONS = 3
READERS = tuple(f"r{number}@example.net" for number in range(20))
#: letters after so many of which the relay hangs up, and has kept the last one
DROPS = 7
#: seconds of the site's time that a claim lasts
LEASE = 120
#: seconds by which a clock is off; four hundred days make it one to be believed by none
STEPS = (0, 0, -3600, -90, 90, 600, 3600, 400 * 86400)
#: how often the next event waits for letters, and for how many seconds at the most
HALF, LONGEST_REST, NAP = 0.5, 5.0, 0.01
MINUTE = timedelta(minutes=1)
SETTLED = {SlotState.DONE, SlotState.EMPTY, SlotState.COALESCED}
SETTINGS = """
[schedule]
tick = 1
lease = {lease}
most_slots = 300
least_free = 0

[sending]
connections = 4
rate = "20/s"

[mail]
relay = "smtp+plain://127.0.0.1:{port}"
"""


class Ground:
    """The site, its daemons, and what befalls them."""

    def __init__(self, root: Path, relay: QuickRelay) -> None:
        self.site = write_publication(root / "site", schedule="* * * * *")
        toml = self.site / "digest.toml"
        settings = SETTINGS.format(port=relay.port, lease=LEASE)
        toml.write_text(toml.read_text().replace("\n[mail]\n", settings, 1))
        set_newsletter(self.site, max_entries=500)
        self.began = read_boot_seconds()
        self.clock = ChaosClock(self.began, root / "clock")
        self.articles = 0
        self._relay = relay
        self._chosen = Random(20270104)  # noqa: S311  the same in each run
        self._daemons: dict[int, subprocess.Popen[bytes]] = {}
        #: when each goes on that stands still
        self._frozen: dict[int, float] = {}
        self._logs = root / "logs"

    def begin(self) -> None:
        """The site is known, and its daemons are at work."""
        self.write()
        with a_press(self.site, Clock(self.clock.wall())) as press:
            rows = [NewSubscriber(address=reader) for reader in READERS]
            now = self.clock.wall()
            press.store.import_subscribers(rows, ["weekly"], consent="owner", now=now)
            jobs.publish(press)
        for number in range(DAEMONS):
            self.start(number)

    def start(self, number: int) -> None:
        """One more daemon of this site."""
        command = [sys.executable, "-m", "chaos_daemon", str(self.site), str(number)]
        with self._logs.open("ab") as log:
            self._daemons[number] = subprocess.Popen(  # noqa: S603  our own program
                [*command, str(self.began)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stderr=log,
            )

    def write(self) -> None:
        """One more article, in one step."""
        content = self.site / "content"
        text = an_article_text(f"Article {self.articles}", "2026-12-01")
        draft = self.site / "draft"
        draft.write_text(text)
        draft.rename(content / f"{self.articles}.md")
        self.articles += 1

    def befall(self) -> None:
        """One event, after a while; every daemon is at work by then, or frozen."""
        for number in range(DAEMONS):
            until(partial(self._is_listening, number))
        self.rest(self._chosen.uniform(0.1, 1.5))
        self.write()
        self.thaw(read_boot_seconds())
        events = (self.kill, self.kill, self.freeze, self.step, self.end)
        self._chosen.choice(events)(self._chosen.randrange(DAEMONS))

    def rest(self, seconds: float) -> None:
        """So long; or, every other time, until letters are on their way."""
        is_awaited, kept = self._chosen.random() < HALF, len(self._relay.kept)
        end = read_boot_seconds() + (LONGEST_REST if is_awaited else seconds)
        while read_boot_seconds() < end:
            if is_awaited and len(self._relay.kept) > kept:
                return
            Event().wait(NAP)

    def kill(self, number: int) -> None:
        """Without a word; another one begins."""
        self._frozen.pop(number, None)
        self._daemons[number].kill()
        self._daemons[number].wait()
        self.start(number)

    def end(self, number: int) -> None:
        """As systemd does it: what is in hand comes to its end; another one begins."""
        self.thaw(float("inf"))
        self._daemons[number].terminate()
        assert self._daemons[number].wait(60) == 0
        self.start(number)

    def freeze(self, number: int) -> None:
        """For so long that others may take its work for abandoned."""
        seconds = self._chosen.uniform(0.5, 2 * LEASE / SPEED)
        self._frozen[number] = read_boot_seconds() + seconds
        self._daemons[number].send_signal(signal.SIGSTOP)

    def thaw(self, now: float) -> None:
        """Let those go on whose time is over."""
        for number in [one for one, end in self._frozen.items() if end <= now]:
            del self._frozen[number]
            self._daemons[number].send_signal(signal.SIGCONT)

    def step(self, number: int) -> None:
        """Its clock shows another time than those of the others, or theirs again."""
        path = self.site.with_name(f"clock-{number}")
        draft = path.with_suffix(".new")
        draft.write_text(str(self._chosen.choice(STEPS)))
        draft.rename(path)

    def close(self) -> None:
        """Nothing of it is left."""
        for daemon in self._daemons.values():
            daemon.kill()
            daemon.wait()

    def _is_listening(self, number: int) -> bool:
        """Whether it has begun to hear signals, so that one does not just kill it."""
        status = Path(f"/proc/{self._daemons[number].pid}/status").read_text()
        caught = int(re.findall(r"SigCgt:\s*([0-9a-f]+)", status)[0], 16)
        return bool(caught & 1 << (signal.SIGTERM - 1))


def calm_down(ground: Ground) -> Iterator[tuple[str, int]]:
    """The last run, by the right clock two hours later; who was in doubt by then."""
    clock = Clock(ground.clock.wall() + timedelta(hours=2))
    book = ground.site.with_name("named")
    with a_press(ground.site, clock) as press:
        named = replace(press, store=cast("Store", NamingStore(press.store, book)))
        jobs.publish(named)
        while press.store.open_deliveries():
            jobs.deliver(named, lambda: False)
            clock.now += timedelta(hours=2)
    for line in book.read_text().splitlines() if book.exists() else ():
        address, _, issue = line.partition(" ")
        yield address, int(issue)


def check_slots(slots: Sequence[Slot], issues: Sequence[Issue]) -> None:
    """Each minute has one, each is settled, and each that is done has one issue."""
    names = [slot.name for slot in slots]
    first, last = (datetime.fromisoformat(f(names)) for f in (min, max))
    minutes = [first + n * MINUTE for n in range(len(names))]
    assert sorted(names) == [f"{minute:%Y-%m-%dT%H:%M}" for minute in minutes]
    assert minutes[-1] == last
    assert {slot.state for slot in slots} <= SETTLED
    done = sorted(slot.name for slot in slots if slot.state is SlotState.DONE)
    assert sorted(issue.slot for issue in issues) == done


def read_kept(relay: QuickRelay) -> Counter[tuple[str, int]]:
    """How often each reader got each issue."""
    found: Counter[tuple[str, int]] = Counter()
    for recipient, data in relay.kept:
        page = str(message_from_bytes(data)["Archived-At"])
        found[recipient, int(page.strip("<>").rstrip("/").rpartition("/")[2])] += 1
    return found


def test_nothing_is_lost_or_doubled_whatever_befalls(tmp_path: Path) -> None:
    """Constraints decide every race; no lock and no clock has to be trusted."""
    with ExitStack() as stack:
        relay = stack.enter_context(in_a_thread(QuickRelay(drops_after_dot=DROPS)))
        ground = Ground(tmp_path, relay)
        stack.callback(ground.close)
        ground.begin()
        for _ in range(EVENTS):
            ground.befall()
        ground.close()
        named = set(calm_down(ground))
    with a_press(ground.site, Clock(ground.clock.wall())) as press:
        slots = press.store.recent_slots("weekly", 100_000)
        issues = press.store.issues("weekly")
    assert len(issues) > EVENTS / 6
    check_slots(slots, issues)
    told = Counter(entry.title for issue in issues for entry in issue.entries)
    assert told == Counter(f"Article {number}" for number in range(ground.articles))
    kept = read_kept(relay)
    numbers = range(1, len(issues) + 1)
    assert kept.keys() == {(reader, n) for reader in READERS for n in numbers}
    assert {letter for letter, count in kept.items() if count > 1} <= named
    ids = {message_from_bytes(data)["Message-ID"] for _, data in relay.kept}
    assert len(ids) == len(kept)
