"""What a worker does with a batch: sends what is due, whatever gets in the way."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from time import monotonic

from digest.deliveries import Batch
from digest.errors import DigestError
from digest.mail.deliver import Delivered, Mailroom, deliver_due
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.log import Log
from digest.schedule.mailing import mailroom_of
from digest.schedule.rest import Rest
from digest.schedule.sender.tally import AnswerTally, log_run
from digest.wiring import Press

#: seconds that a batch is left alone where the store is away: at first, at the most
FIRST, LONGEST = 0.1, 5.0
#: seconds of work after which the next rest is a first one
GOOD = 2.0
#: seconds until a clock that is wrong is looked at again
UNTIL_RIGHT = 5.0


class Working:
    """Sends batches, one after the other; used by one thread at a time.

    A batch is kept while relays or the store are away, so that no other one is tried
    in vain meanwhile.
    """

    def __init__(self, press: Press, log: Log, stopping: Event) -> None:
        self._press = press
        self._log = log
        self._stopping = stopping
        self._tally = AnswerTally(log)
        self._guard = ClockGuard(press.clock)
        self._relays = Rest()
        self._store = Rest(FIRST, LONGEST)
        #: whether a run broke off, whose leases are ours still
        self._is_broken = False

    def send(self, batch: Batch) -> None:
        """Hand the relays all of the batch that is due; sooner where it is to stop."""
        mailroom = replace(mailroom_of(self._press), batch=batch, told=self._tally.note)
        while not self._stopping.is_set():
            began = monotonic()
            try:
                if self._is_held():
                    self._stopping.wait(UNTIL_RIGHT)
                    continue
                delivered = self._deliver(mailroom)
            except DigestError as error:
                # what may be out already is in doubt, and known by name
                self._is_broken = True
                self._log.warning("broken off", fault=str(error), **_ids(batch))
                if monotonic() - began > GOOD:
                    self._store.forget()
                self._wait(self._store)
                continue
            except Exception:
                self._is_broken = True
                raise
            self._store.forget()
            log_run(self._log, delivered, **_ids(batch))
            if delivered.trouble:
                self._wait(self._relays)
                continue
            self._relays.forget()
            if not self._guard.holds():
                return

    def _is_held(self) -> bool:
        """Whether this machine's clock cannot be believed.

        By one that is ahead all that others have in hand would be left by the dead.
        """
        held = self._guard.look(self._press.store.server_time())
        if held:
            self._log.warning("clock", fault=held.reason)
        return self._guard.holds()

    def _deliver(self, mailroom: Mailroom) -> Delivered:
        press = self._press
        if self._is_broken:
            press.store.release_own(now=press.clock())
            self._is_broken = False
        return deliver_due(mailroom, clock=press.clock, is_stopping=self._has_to_stop)

    def _has_to_stop(self) -> bool:
        """Whether the run is to end, also as the clock was set meanwhile."""
        return self._stopping.is_set() or self._guard.holds()

    def _wait(self, rest: Rest) -> None:
        """Leave alone what does not go, for a while or until it is to stop."""
        rest.begin(monotonic())
        self._stopping.wait(rest.left(monotonic()))


def _ids(batch: Batch) -> dict[str, str | int]:
    """What the log calls the batch."""
    return {
        "newsletter": batch.newsletter,
        "issue": batch.issue,
        "deliveries": f"{batch.first}-{batch.last}",
    }
