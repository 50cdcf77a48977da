"""The lane that hands the relay what waits."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from digest.mail.deliver import Delivered
from digest.schedule import jobs
from digest.schedule.attempt import attempt
from digest.schedule.lanes.lane import Lane, never
from digest.schedule.lanes.repeats import told_once
from digest.schedule.log import Log
from digest.schedule.mailing import next_letter
from digest.schedule.rest import Rest
from digest.schedule.sender.tally import log_run
from digest.schedule.witness import Witness
from digest.wiring import Press

#: hands the relay what is due, until nothing is or the daemon stops
Deliver = Callable[[Press, Callable[[], bool]], Delivered]


def deliver_here(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
    """In this process."""
    return jobs.deliver(press, is_stopping)


class Delivering:
    """Delivers what is due at each waking; leaves a relay alone that is away.

    Nothing goes out while letters are held, as by a clock that jumped. `clock` only
    goes forward, in seconds, and times the rests.
    """

    def __init__(
        self,
        press: Press,
        witness: Witness,
        log: Log,
        *,
        is_stopping: Callable[[], bool],
        is_held: Callable[[], bool] = never,
        deliver: Deliver = deliver_here,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._press = press
        self._witness = witness
        self._log = log
        self._is_stopping = is_stopping
        self._is_held = is_held
        self._deliver = deliver
        self._clock = clock
        self._rest = Rest()
        # no fault ends the lane, also none in telling what was done
        self.lane = Lane("deliver", told_once(log, "deliver", self.work))

    def work(self) -> None:
        """Do once what the lane is for."""
        if self._is_held() or not self._rest.is_over(self._clock()):
            return
        delivered = attempt(self._log, "deliver", self._deliver_due)
        if delivered is None or delivered.trouble:
            self._rest.begin(self._clock())
        else:
            self._rest.forget()
        if delivered is not None and delivered != Delivered():
            self._witness.delivered(delivered)
            log_run(self._log, delivered)

    def _deliver_due(self) -> Delivered:
        """What the relay answered; no connection is opened where nothing is due."""
        due = next_letter(self._press)
        if due is None or due > self._press.clock():
            return Delivered()
        return self._deliver(self._press, self._has_to_stop)

    def _has_to_stop(self) -> bool:
        """Whether the run is to end; that it asks is the sign that it goes on."""
        self.lane.sign()
        return self._is_stopping() or self._is_held()
