"""Writes down intents and answers: all of one turn of the loop in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from digest.errors import StoreError
from digest.records.bounces import Bounce
from digest.store.protocols import Store
from digest.store.protocols.deliveries import Answer

#: seconds that the last answers wait for a store that is away, and between two tries
PATIENCE, PAUSE = 10.0, 0.1
#: learns whether its message may go out
Go = Callable[[bool], None]


def never() -> bool:
    """A store that does not answer is not waited for."""
    return False


@dataclass(slots=True, kw_only=True)
class _Group:
    """What gathers for one transaction."""

    intents: list[int] = field(default_factory=list)
    waiting: list[Go] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    bounces: list[Bounce] = field(default_factory=list)


class GroupCommit:
    """The one pen of a run: nothing goes out whose intent it has not committed.

    A fault of the store ends it: no intent is granted any more, and the answers that
    still come in are kept for the end. There they wait a while for a store that is
    away, as long as `waits` says so.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        *,
        is_durable: bool,
        fail: Callable[[BaseException], None],
        waits: Callable[[], bool] = never,
    ) -> None:
        self._store = store
        self._clock = clock
        self._fail = fail
        self._waits = waits
        self._group = _Group()
        self._is_due = False
        self._is_broken = False
        self._loop = asyncio.get_running_loop()
        # a commit that waits for the disk is made in a thread, while the next gathers
        self._thread = ThreadPoolExecutor(1, "commit") if is_durable else None
        self._writing: asyncio.Future[frozenset[int]] | None = None

    def announce(self, delivery: int, go: Go) -> None:
        """Write down that the delivery's body goes out, and then say so."""
        self._group.intents.append(delivery)
        self._group.waiting.append(go)
        self._kick()

    def answer(self, answer: Answer) -> None:
        """Write down what the relay said."""
        self._group.answers.append(answer)
        self._kick()

    def report(self, bounces: Iterable[Bounce]) -> None:
        """Write down what is said against readers, with or after its answers."""
        self._group.bounces.extend(bounces)
        self._kick()

    async def close(self) -> None:
        """Write down all that is left; raises StoreError where that cannot be done."""
        while self._writing is not None:
            await asyncio.wait([self._writing])
            # its callbacks come in the turn after it
            await asyncio.sleep(0)
        group, self._group = self._group, _Group()
        try:
            await self._write_last(group)
        finally:
            _tell(group, frozenset())
            if self._thread:
                self._thread.shutdown()

    async def _write_last(self, group: _Group) -> None:
        """Write down what is left; where it is answers, with patience."""
        ends = self._loop.time() + PATIENCE
        while True:
            try:
                self._write(group.intents, group.answers, group.bounces)
            except StoreError:
                is_late = self._loop.time() >= ends
                if is_late or not group.answers or not self._waits():
                    raise
                # each answer that is not written down is a letter in doubt
                await asyncio.sleep(PAUSE)
            else:
                return

    def _kick(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._is_due = False
        if self._writing is not None:
            return
        if self._is_broken:
            self._refuse()
            return
        group, self._group = self._group, _Group()
        if not group.intents and not group.answers and not group.bounces:
            return
        content = (group.intents, group.answers, group.bounces)
        if self._thread is None:
            try:
                granted = self._write(*content)
            except BaseException as error:  # noqa: BLE001  told below, never lost
                self._break(group, error)
            else:
                _tell(group, granted)
            return
        self._writing = self._loop.run_in_executor(self._thread, self._write, *content)
        self._writing.add_done_callback(lambda done: self._written(group, done))

    def _written(self, group: _Group, done: asyncio.Future[frozenset[int]]) -> None:
        self._writing = None
        if (error := done.exception()) is not None:
            self._break(group, error)
        else:
            _tell(group, done.result())
        self._kick()

    def _write(
        self,
        intents: Sequence[int],
        answers: Sequence[Answer],
        bounces: Sequence[Bounce],
    ) -> frozenset[int]:
        granted: frozenset[int] = frozenset()
        if intents or answers:
            granted = self._store.write(intents, answers, now=self._clock())
        if bounces:
            self._store.record_refusals(bounces)
        return granted

    def _break(self, group: _Group, error: BaseException) -> None:
        """Keep the answers for a last try, and let nothing out any more."""
        self._is_broken = True
        self._group.answers[:0] = group.answers
        self._group.bounces[:0] = group.bounces
        self._fail(error)
        _tell(group, frozenset())

    def _refuse(self) -> None:
        waiting, self._group.waiting = self._group.waiting, []
        self._group.intents = []
        for go in waiting:
            go(False)


def _tell(group: _Group, granted: frozenset[int]) -> None:
    for delivery, go in zip(group.intents, group.waiting, strict=True):
        go(delivery in granted)
