"""One job in a thread of its own: never twice at once, and no call is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread


class Lane:
    """Does its work once more after each call of `wake`; calls in between are one."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name = name
        self._work = work
        self._is_wanted = Event()
        self._is_closed = False
        # a daemon thread: work that hangs does not keep the process from its end, and
        # whatever was cut off is taken up by the next start
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to listen to `wake`."""
        self._thread.start()

    def wake(self) -> None:
        """Want the work done, from now on or once more if it is being done."""
        self._is_wanted.set()

    def close(self) -> None:
        """Take no more work; what is being done goes on."""
        self._is_closed = True
        self._is_wanted.set()

    def has_ended(self, seconds: float) -> bool:
        """Whether the last work came to its end, waited for so long."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._is_wanted.wait()
            # cleared before the look at the end, or a close in between would be lost
            self._is_wanted.clear()
            if self._is_closed:
                return
            self._work()
