"""Work in other processes: in its order, and done here where there are none."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest import workers
from digest.workers import count_processors, map_in_processes


@dataclass(frozen=True)
class Opener:
    """Opens work that tells in which process it was done."""

    #: of the process that is not to be harmed
    home: int = 0
    #: the piece that ends its process; -1 for none
    fatal: int = -1

    def __call__(self) -> Callable[[int], tuple[int, int]]:
        """The work, in the process that asks for it."""
        return self.work

    def work(self, piece: int) -> tuple[int, int]:
        """Twice the piece, and by whom."""
        if piece == self.fatal and os.getpid() != self.home:
            os._exit(9)
        time.sleep(0.001)
        return 2 * piece, os.getpid()


def open_failing() -> Callable[[int], int]:
    """Work that fails for one piece."""
    return fail_at_seven


def fail_at_seven(piece: int) -> int:
    """As a disk does that is full."""
    if piece == 7:
        raise OSError(28, "No space left on device", "disk")
    return piece


def test_results_come_in_the_order_of_the_pieces() -> None:
    """Whoever did them, and none of them here."""
    done = list(map_in_processes(Opener(), range(50), jobs=2))
    assert [result for result, _ in done] == [2 * piece for piece in range(50)]
    assert os.getpid() not in {process for _, process in done}


@pytest.mark.parametrize(("jobs", "count"), [(1, 20), (4, 1), (4, 0)])
def test_little_work_starts_no_process(jobs: int, count: int) -> None:
    """It is done here."""
    done = list(map_in_processes(Opener(), range(count), jobs=jobs))
    assert {process for _, process in done} <= {os.getpid()}
    assert len(done) == count


def test_what_a_dead_process_left_is_done_here() -> None:
    """In order and to the end, such as where the system ran out of memory."""
    opener = Opener(home=os.getpid(), fatal=11)
    done = list(map_in_processes(opener, range(40), jobs=2))
    assert [result for result, _ in done] == [2 * piece for piece in range(40)]
    assert done[-1][1] == os.getpid()


def test_what_cannot_be_pickled_is_done_here() -> None:
    """To the same result."""
    assert list(map_in_processes(lambda: str, range(5), jobs=2)) == list("01234")


def test_a_system_that_lets_us_have_no_process_slows_us_down_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in a sandbox without semaphores."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(workers, "_pool", refuse)
    done = list(map_in_processes(Opener(), range(5), jobs=2))
    assert {process for _, process in done} == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_here(jobs: int) -> None:
    """With number and file; results before it came already."""
    results = map_in_processes(open_failing, range(20), jobs=jobs)
    assert [next(results) for _ in range(7)] == list(range(7))
    with pytest.raises(OSError, match="No space left") as told:
        next(results)
    assert (told.value.errno, told.value.filename) == (28, "disk")


def test_the_processes_come_from_one_that_has_no_threads() -> None:
    """A daemon's locks may be held when it would fork; it never does."""
    stop = threading.Event()
    threads = [threading.Thread(target=stop.wait) for _ in range(5)]
    for thread in threads:
        thread.start()
    try:
        done = list(map_in_processes(Opener(), range(20), jobs=2))
    finally:
        stop.set()
    assert os.getpid() not in {process for _, process in done}


ENDLESS = """
import os, sys, time
from digest.workers import map_in_processes
def open_work():
    return tell
def tell(piece):
    with open(sys.argv[1], "a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(600)
if __name__ == "__main__":
    sys.argv[1:] = sys.argv[1:]
    list(map_in_processes(open_work, range(9), jobs=2))
"""


def test_processes_end_with_the_one_that_they_work_for(tmp_path: Path) -> None:
    """Also where it is killed and can tell nobody."""
    script, told = tmp_path / "endless.py", tmp_path / "told"
    script.write_text(ENDLESS.replace("sys.argv[1], ", f"{str(told)!r}, "))
    told.touch()
    process = subprocess.Popen([sys.executable, str(script)])  # noqa: S603  our own
    wait_until(lambda: len(told.read_text().splitlines()) == 2)
    process.kill()
    process.wait(60)
    numbers = [int(line) for line in told.read_text().splitlines()]
    wait_until(
        lambda: not any(Path(f"/proc/{number}/fd").exists() for number in numbers)
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    """Go on as soon as it is; a minute at the most."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_results_are_taken_as_they_come() -> None:
    """Not all pieces are given out at once, so that memory stays low."""
    given: list[int] = []

    class Piece:
        def __init__(self, number: int) -> None:
            self.number = number

        def __reduce__(self) -> tuple[type[int], tuple[int]]:
            given.append(self.number)
            return int, (self.number,)

    results = map_in_processes(Opener(), map(Piece, range(100)), jobs=2)  # type: ignore[arg-type]
    next(results)
    assert len(set(given)) < 10
    results.close()  # type: ignore[attr-defined]


def test_processors_are_counted() -> None:
    """At least the one that counts."""
    assert count_processors() >= 1
    assert pickle.loads(pickle.dumps(Opener())) == Opener()  # noqa: S301
