"""Work that is shared out to other processes, with its results in their order.

Workers are forked by a server that was started for it and has one thread: the daemon,
which has several, never forks itself. Where the system allows no such processes, or one
of them dies, the work is done here instead: slower, to the same result.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Done = TypeVar("Done")
#: a function that does one piece of work
Work = Callable[[Given], Done]

#: pieces given out before the first result is taken, for each process
AHEAD = 2
#: what the system says where it lets us have no processes, or what cannot be pickled
REFUSALS = (OSError, ImportError, pickle.PicklingError, AttributeError, TypeError)

#: in a worker: what it was opened for
_opened: list[Callable[[Any], Any]] = []


def count_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_processes(
    open_work: Callable[[], Work[Given, Done]], pieces: Iterable[Given], *, jobs: int
) -> Iterator[Done]:
    """The result for each piece, in their order, by so many processes.

    `open_work` is called once in each process and gives what is done to each piece; it,
    the pieces and the results are pickled. With one job all is done here. What the work
    raises is raised here.
    """
    left = deque(pieces)
    if jobs > 1 and len(left) > 1:
        yield from _by_others(open_work, left, min(jobs, len(left)))
    if left:
        yield from map(open_work(), left)


def _by_others(
    open_work: Callable[[], Work[Given, Done]], left: deque[Given], jobs: int
) -> Iterator[Done]:
    """The results, as long as there are processes; what is not done stays in `left`."""
    # 40 ms that a build without much to do can save
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        # what cannot be pickled is found before anything is started
        packed, _ = pickle.dumps(open_work), pickle.dumps(left[0])
        pool = _pool(packed, jobs)
    except REFUSALS:
        return
    running: deque[Future[bytes]] = deque()
    try:
        while left:
            for piece in _slice(left, len(running), jobs * AHEAD):
                running.append(pool.submit(_do, pickle.dumps(piece)))
            done: Done = pickle.loads(running[0].result())  # noqa: S301  from our own
            running.popleft()
            left.popleft()
            yield done
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _slice(left: deque[Given], start: int, stop: int) -> tuple[Given, ...]:
    return tuple(left[n] for n in range(start, min(stop, len(left))))


def _pool(packed: bytes, jobs: int) -> ProcessPoolExecutor:
    # as above
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=get_context("forkserver"),
        initializer=_open,
        initargs=(packed,),
    )


def _open(packed: bytes) -> None:
    """Get a worker ready; it ends when the process that it works for does."""
    # as above
    import signal  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    # it is the other process that is interrupted, and ends us
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _opened[:] = [pickle.loads(packed)()]  # noqa: S301  from our own process
    # what it was opened with stays to the end, and is not looked through again
    gc.freeze()


def _end_with_parent() -> None:
    # as above
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _do(piece: bytes) -> bytes:
    """Do one piece; packed here, so that what cannot be pickled is told as a fault."""
    work = _opened[0]
    return pickle.dumps(work(pickle.loads(piece)))  # noqa: S301  from our own process
