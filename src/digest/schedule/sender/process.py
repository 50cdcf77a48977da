"""The daemon's end of the sender: starts it, asks it to deliver, and ends it."""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

from digest.config import Config
from digest.errors import DaemonError
from digest.mail.deliver import Delivered
from digest.schedule.sender.words import (
    DELIVER,
    LENGTH,
    read_beat,
    read_delivered,
)
from digest.wiring import Press

#: seconds between two looks at whether to stop
LOOK = 0.1
#: seconds in which a sender has ended once it is told to
LONGEST_END = 9.0
#: seconds without a word, which comes each second, after which it hangs
LONGEST_SILENCE = 120.0
#: octets that are read at a time
CHUNK = 65_536
#: senders that one run takes at the most
TRIES = 2


class SenderProcess:
    """The sender of one configuration: there when it is asked, and one at a time."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._process: subprocess.Popen[bytes] | None = None
        #: what it said, up to where it is in the middle of a line
        self._said = b""
        #: by class, of the senders before this one, and of this one
        self._before: Counter[str] = Counter()
        self._answers: Mapping[str, int] = {}

    def __enter__(self) -> Self:
        """Nothing is started before there is something to do."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The sender ends with its daemon."""
        self._ended()

    def answers(self) -> Mapping[str, int]:
        """How many answers of each class relays gave so far; any thread may ask."""
        return self._before + Counter(self._answers)

    def deliver(self, _: Press, is_stopping: Callable[[], bool]) -> Delivered:
        """What the sender made of all that is due.

        Raises DaemonError where it could not, or died; the next call starts another.
        """
        for _try in range(TRIES):
            if said := self._ask(is_stopping):
                return read_delivered(said)
            status = self._ended()
            # with 0 it had just waited long enough when it was asked
            if status or is_stopping():
                break
        fact = f"with signal {-status}" if status < 0 else f"with status {status}"
        remedy = "it is started again; look at the machine's memory if it stays so"
        message = f"sender: ended {fact}; {remedy}"
        raise DaemonError(message)

    def _ask(self, is_stopping: Callable[[], bool]) -> bytes:
        """What it says; nothing where it ends without a word."""
        process = self._running()
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.write(DELIVER)
            process.stdin.flush()
        ends = monotonic() + LONGEST_SILENCE
        while (line := self._line(process)) is not None:
            if not line:
                if is_stopping():
                    self._hang_up()
                if monotonic() > ends:
                    # it hangs: what it had out is in doubt, and known by name
                    process.kill()
                continue
            if (answers := read_beat(line)) is None:
                return line
            self._answers = answers
            ends = monotonic() + LONGEST_SILENCE
        return b""

    def _line(self, process: subprocess.Popen[bytes]) -> bytes | None:
        """What it says next, waited for a moment; None where it is gone."""
        assert process.stdout is not None
        line, mark, rest = self._said.partition(b"\n")
        if mark:
            self._said = rest
            return line
        if not select.select([process.stdout], [], [], LOOK)[0]:
            return b""
        more = os.read(process.stdout.fileno(), CHUNK)
        self._said += more
        return b"" if more else None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._ended()
        self._process = subprocess.Popen(
            # -P: the folder that we were started in, a site's, is no place for modules
            [sys.executable, "-P", "-m", "digest.schedule.sender"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None
        # as it was read: a fault that came into digest.toml since stops no letter
        with suppress(BrokenPipeError):
            settings = pickle.dumps(self._config)
            self._process.stdin.write(len(settings).to_bytes(LENGTH, "big") + settings)
            self._process.stdin.flush()
        return self._process

    def _hang_up(self) -> None:
        """Say that it is over."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()

    def _ended(self) -> int:
        """Let the sender end, in order if it can; its status, 0 where there is none."""
        self._hang_up()
        process, self._process = self._process, None
        self._before, self._answers = Counter(self.answers()), {}
        self._said = b""
        if process is None:
            return 0
        assert process.stdout is not None
        process.stdout.close()
        try:
            return process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
