"""One job in a thread of its own: never twice at once, and no call is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic


def never() -> bool:
    """Nothing is held."""
    return False


class Lane:
    """Does its work once more after each call of `wake`; calls in between are one."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name = name
        self._work = work
        self._is_wanted = Event()
        self._is_closed = False
        self._before: Lane | None = None
        #: when it began or went on with what it does now; None where it does nothing
        self._signed: float | None = None
        #: when its last work came to its end; None where there was none yet
        self._ended: float | None = None
        #: how often it worked to an end, and for how many seconds in all
        self.runs, self.worked = 0, 0.0
        # a daemon thread: work that hangs does not keep the process from its end, and
        # whatever was cut off is taken up by the next start
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self, after: Lane | None = None) -> None:
        """Begin to listen to `wake`, once the lane that this one follows has ended."""
        self._before = after
        self._thread.start()

    def wake(self) -> None:
        """Want the work done, from now on or once more if it is being done."""
        self._is_wanted.set()

    def close(self) -> None:
        """Take no more work; what is being done goes on."""
        self._is_closed = True
        self._is_wanted.set()

    def has_ended(self, seconds: float | None = None) -> bool:
        """Whether the last work came to its end, waited for so long, or until then.

        One that was never started has nothing to end.
        """
        if self._thread.ident is None:
            return True
        self._thread.join(None if seconds is None else max(0.0, seconds))
        return not self._thread.is_alive()

    def sign(self) -> None:
        """Say that long work goes on; by whoever does it."""
        self._signed = monotonic()

    @property
    def is_busy(self) -> bool:
        """Whether it works now."""
        return self._signed is not None

    def silence(self) -> float:
        """Seconds without a sign of the work that is being done; 0.0 without work."""
        signed = self._signed
        return 0.0 if signed is None else monotonic() - signed

    def rest(self) -> float | None:
        """Seconds since its last work ended; None where none did yet."""
        return None if self._ended is None else monotonic() - self._ended

    def _run(self) -> None:
        if self._before:
            self._before.has_ended()
            self._before = None
        while True:
            self._is_wanted.wait()
            # cleared before the look at the end, or a close in between would be lost
            self._is_wanted.clear()
            if self._is_closed:
                return
            began = self._signed = monotonic()
            try:
                self._work()
            finally:
                self._signed, self._ended = None, monotonic()
                self.runs, self.worked = (
                    self.runs + 1,
                    self.worked + self._ended - began,
                )
