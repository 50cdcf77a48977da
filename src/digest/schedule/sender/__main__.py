"""The sender's own end: `python -m digest.schedule.sender`, started by the daemon.

Reads from standard input the settings, and then a word for each run; answers on
standard output. It ends when the daemon hangs up, also by dying, or says nothing for a
while: within seconds, with all that is out answered.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import replace

from digest.config import Config
from digest.errors import DigestError
from digest.mail.deliver import deliver_due
from digest.schedule.attempt import attempt
from digest.schedule.lock import SENDER, hold_lock
from digest.schedule.log import open_log
from digest.schedule.mailing import mailroom_of
from digest.schedule.sender.hearing import Hearing
from digest.schedule.sender.tally import AnswerTally
from digest.schedule.sender.words import DELIVER, say_beat, say_delivered, say_fault
from digest.wiring import Press, press_of


class Sender:
    """Delivers at each word, until there is none."""

    def __init__(
        self, hear: Hearing, say: Callable[[bytes], None], tally: AnswerTally
    ) -> None:
        self._hear = hear
        self._say = say
        self._tally = tally
        self._is_broken = False

    def run(self, config: Config) -> None:
        """Work for the site, whose only sender this is."""
        try:
            with hold_lock(config.state_folder, SENDER), press_of(config) as press:
                while self._hear.word() == DELIVER:
                    done = self._deliver(press)
                    self._say(say_beat(self._tally.answers))
                    self._say(done)
                    if self._is_broken:
                        # what it leased is free once it is gone
                        return
        except DigestError as error:
            self._say(say_fault(str(error)))

    def _deliver(self, press: Press) -> bytes:
        try:
            return say_delivered(
                deliver_due(
                    replace(mailroom_of(press), told=self._tally.note),
                    clock=press.clock,
                    is_stopping=self._hear.is_over,
                )
            )
        except DigestError as error:
            self._is_broken = True
            return say_fault(str(error))
        except Exception as error:  # noqa: BLE001  the next run may be without it
            self._is_broken = True
            # for whoever mends it
            open_log().exception("sender")
            fact = f"could not go on ({type(error).__name__}: {error})"
            return say_fault(f"sender: {fact}; report it as a fault of digest")


def main() -> None:
    """Work for the daemon at the other end of the pipes."""
    # whatever else is printed must not be taken for an answer
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tally = AnswerTally(open_log())
    hear = Hearing(sys.stdin.fileno(), lambda: _write(answers, say_beat(tally.answers)))
    # Ctrl-C in a terminal goes to the daemon, too, which hangs up
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: hear.end())
    config: Config = pickle.loads(hear.settings())  # noqa: S301  from our own process
    sender = Sender(hear, lambda line: _write(answers, line), tally)
    # what is loaded by now stays to the end: no collection need look at it again
    gc.freeze()
    attempt(open_log(), "sender", lambda: sender.run(config))


def _write(handle: int, line: bytes) -> None:
    try:
        os.write(handle, line)
    except BrokenPipeError:
        # who asked is gone; what was done stands in the ledger
        return


if __name__ == "__main__":
    main()
