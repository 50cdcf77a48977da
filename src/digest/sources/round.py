"""One round of polls: each of some sources once, several hosts at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from digest.config import Source
from digest.fetch.fetcher import Fetcher
from digest.fetch.public import Address
from digest.fetch.robots import Robots
from digest.sources.asking import Web
from digest.sources.poll import Desk, poll_source
from digest.sources.polled import Polled
from digest.store.protocols import SourceStore

#: so many hosts are waited for at once: one that is away delays few others
MOST_AT_ONCE = 8
#: seconds that a poll may take to its end once nobody waits for it any more
GRACE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round of polls works with."""

    store: SourceStore
    robots: Robots
    #: the content folder
    content: Path
    #: named to those who are asked
    site_url: str
    may_connect: Callable[[Address], bool]
    clock: Callable[[], datetime]
    is_stopping: Callable[[], bool]


def poll_round(
    sources: Sequence[Source], using: Round
) -> Generator[Polled, None, None]:
    """Poll these sources, no two of them on one host; tell each, in their order.

    Where digest ends, or nobody takes the rest, it is not polled. Raises StoreError.
    """
    polls = tuple(_Poll(source) for source in sources)
    waiting, has_ended = deque(polls), Event()
    is_stopping = using.is_stopping
    watched = replace(using, is_stopping=lambda: has_ended.is_set() or is_stopping())
    # daemon threads: a poll that hangs does not keep the process from its end
    threads = [
        Thread(target=_work, args=(waiting, watched), daemon=True)
        for _ in polls[:MOST_AT_ONCE]
    ]
    for thread in threads:
        thread.start()
    try:
        for poll in polls:
            if polled := poll.result.result():
                yield polled
    finally:
        has_ended.set()
        for thread in threads:
            thread.join(GRACE)


@dataclass(frozen=True, slots=True)
class _Poll:
    source: Source
    #: None where digest ended meanwhile
    result: Future[Polled | None] = field(default_factory=Future)


def _work(waiting: deque[_Poll], using: Round) -> None:
    """Poll one that waits after the other, until none is left."""
    while poll := _next(waiting):
        try:
            poll.result.set_result(_polled(poll.source, using))
        except Exception as error:  # noqa: BLE001  it is raised where one waits
            poll.result.set_exception(error)


def _next(waiting: deque[_Poll]) -> _Poll | None:
    try:
        return waiting.popleft()
    except IndexError:
        # another thread was quicker
        return None


def _polled(source: Source, using: Round) -> Polled | None:
    if using.is_stopping():
        return None
    with Fetcher(
        site_url=using.site_url,
        may_connect=using.may_connect,
        is_stopping=using.is_stopping,
    ) as fetcher:
        desk = Desk(
            store=using.store,
            web=Web(fetcher=fetcher, robots=using.robots),
            content=using.content,
            is_stopping=using.is_stopping,
        )
        return poll_source(source, desk, now=using.clock())
