"""Runs every errand that is due, many at a time, until none is.

Who keeps us waiting takes one place among many, and only some places are for those that
failed before: a listener that answers is told at once whatever the others do.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from secrets import token_urlsafe
from threading import Event

from digest.fetch.caller import Caller, Heard
from digest.hub.agenda import due_errands
from digest.hub.errands import Errand
from digest.hub.results import Pushed, Result
from digest.hub.site import HubSite
from digest.records.hub import Told

#: calls at a time: in all, to those that failed before or are not known, to one host
MOST_AT_ONCE, MOST_DOUBTFUL, MOST_OF_HOST = 200, 100, 20
#: errands that are read from the store at a time
QUEUE = 400
#: what came of so many errands is kept in one go
BATCH = 64
#: seconds between two looks at who is back, and at the store for what came to be due
LOOK, LONGEST_IGNORANCE = 0.1, 1.0


def push_due(
    site: HubSite,
    caller: Caller,
    *,
    clock: Callable[[], datetime],
    is_stopping: Callable[[], bool],
    has_news: Event,
) -> Pushed:
    """Run every errand that is due, until none is or digest ends; raises StoreError.

    While it runs, `has_news` makes it look for new ones at once. What is cut off is due
    still.
    """
    messenger = _Messenger(site, caller, clock, has_news)
    return asyncio.run(messenger.run(is_stopping))


class _Messenger:
    def __init__(
        self,
        site: HubSite,
        caller: Caller,
        clock: Callable[[], datetime],
        has_news: Event,
    ) -> None:
        self._site = site
        self._caller = caller
        self._clock = clock
        self._has_news = has_news
        self._next_look = 0.0
        self._waiting: dict[str, Errand] = {}
        #: whether more of them are in the store
        self._has_more = False
        self._running: dict[str, Errand] = {}
        self._by_host: Counter[str] = Counter()
        self._heard: list[tuple[Errand, Heard]] = []
        self._returned = asyncio.Event()
        self._counts: Counter[Result] = Counter()
        self._faults: list[str] = []

    async def run(self, is_stopping: Callable[[], bool]) -> Pushed:
        tasks: set[asyncio.Task[None]] = set()
        try:
            while not is_stopping():
                has_looked = self._look_again()
                tasks |= {asyncio.create_task(self._go(one)) for one in self._start()}
                if not self._running:
                    if has_looked:
                        break
                    # one more look tells whether that was all
                    self._next_look = 0.0
                    continue
                await self._wait()
                # none of them raises but for a fault of ours, which is told so
                ended = {task for task in tasks if task.done()}
                for task in ended:
                    task.result()
                tasks -= ended
        finally:
            for task in tasks:
                task.cancel()
            self._settle()
        return Pushed(counts=dict(self._counts), faults=tuple(self._faults))

    def _look_again(self) -> bool:
        """Read what is due, where there may be more than we know of; whether it did."""
        now = asyncio.get_running_loop().time()
        is_short = self._has_more and not self._waiting
        if not (is_short or self._has_news.is_set() or now >= self._next_look):
            return False
        self._next_look = now + LONGEST_IGNORANCE
        self._has_news.clear()
        # what is back is due no more
        self._settle()
        count = QUEUE + len(self._waiting) + len(self._running)
        found = due_errands(
            self._site, count, now=self._clock(), new_challenge=_challenge
        )
        self._has_more = len(found) >= count
        self._waiting = {e.key: e for e in found if e.key not in self._running}
        return True

    def _start(self) -> list[Errand]:
        """Take those that have a place now from those that wait."""
        free = MOST_AT_ONCE - len(self._running) + len(self._heard)
        doubtful = sum(errand.is_doubtful for errand in self._running.values())
        started: list[Errand] = []
        for errand in self._waiting.values():
            # those that are in doubt stand behind all others
            if len(started) >= free or (
                errand.is_doubtful and doubtful >= MOST_DOUBTFUL
            ):
                break
            if self._by_host[errand.host] < MOST_OF_HOST:
                doubtful += errand.is_doubtful
                self._by_host[errand.host] += 1
                started.append(errand)
        for errand in started:
            self._running[errand.key] = self._waiting.pop(errand.key)
        return started

    async def _go(self, errand: Errand) -> None:
        heard = await self._caller.call(errand.call())
        self._by_host[errand.host] -= 1
        self._heard.append((errand, heard))
        self._returned.set()

    async def _wait(self) -> None:
        """Wait for the next that comes back; keep what came of them now and then."""
        try:
            async with asyncio.timeout(LOOK):
                await self._returned.wait()
        except TimeoutError:
            self._settle()
        self._returned.clear()
        if len(self._heard) >= min(BATCH, len(self._running)):
            self._settle()

    def _settle(self) -> None:
        """Keep what came of the errands that are back: many at a time cost little."""
        heard, self._heard = self._heard, []
        told: list[Told] = []
        for errand, answer in heard:
            settled = errand.settle(answer, self._site.store, self._clock())
            self._counts[settled.result] += 1
            self._faults += [settled.fault] * bool(settled.fault)
            told += settled.told
        if told:
            self._site.store.record_told(told)
        for errand, _ in heard:
            del self._running[errand.key]


def _challenge() -> str:
    """What nobody can guess, and is used once (WebSub 8.2)."""
    return token_urlsafe(32)
