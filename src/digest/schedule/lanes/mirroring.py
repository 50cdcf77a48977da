"""The lane that brings mirrors up to date, after each publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from threading import Lock
from time import monotonic

from digest.config import MirrorSection
from digest.errors import DigestError
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication
from digest.schedule import jobs
from digest.schedule.lanes.lane import Lane
from digest.schedule.lanes.repeats import Repeats, told_once
from digest.schedule.lanes.turns import in_turn
from digest.schedule.log import Log
from digest.schedule.rest import Rest
from digest.schedule.witness import Witness
from digest.wiring import Press


class Mirroring:
    """Pushes what mirrors do not have yet at each waking; leaves one that is away.

    Who is told of new feeds is told once they stand on every mirror, and letters wait
    for their page. `clock` only goes forward, in seconds, and times the rests.
    """

    def __init__(
        self,
        press: Press,
        witness: Witness,
        log: Log,
        *,
        is_stopping: Callable[[], bool],
        has_letters: Callable[[], None],
        is_public: Callable[[Publication], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._press = press
        self._witness = witness
        self._log = log
        self._is_stopping = is_stopping
        self._has_letters = has_letters
        self._is_public = is_public
        self._clock = clock
        self._lock = Lock()
        #: publications that do not stand everywhere yet
        self._taken: list[Publication] = []
        #: states of the tree that were seen, and how many of them each mirror has
        self._states = 0
        self._stands: dict[str, int] = {}
        self._rests: defaultdict[str, Rest] = defaultdict(Rest)
        self._repeats = Repeats()
        # no fault ends the lane, also none in telling what was done
        self.lane = Lane("mirror", told_once(log, "mirror", self.work))

    def take(self, publication: Publication) -> None:
        """Have it stand on every mirror; any thread may call it."""
        if not self._press.config.mirrors:
            self._is_public(publication)
            return
        with self._lock:
            self._taken.append(publication)
        self.renew()

    def renew(self) -> None:
        """Look at every mirror anew; any thread may call it."""
        with self._lock:
            self._states += 1
        self.lane.wake()

    def work(self) -> None:
        """Do once what the lane is for."""
        in_turn(self._press, "mirrors", self._bring_up_to_date)

    def _bring_up_to_date(self) -> None:
        with self._lock:
            state, count = self._states, len(self._taken)
        mirrors = self._press.config.mirrors
        for mirror in mirrors:
            if not self._is_stopping() and self._is_due(mirror.name, state):
                self._push(mirror, state)
        if all(self._stands.get(mirror.name) == state for mirror in mirrors):
            self._hand_on(count)
        self._let_go()

    def _is_due(self, name: str, state: int) -> bool:
        # before the first build of this process a tree may be there in part
        is_behind = state > 0 and self._stands.get(name) != state
        return is_behind and self._rests[name].is_over(self._clock())

    def _push(self, mirror: MirrorSection, state: int) -> None:
        name = mirror.name
        try:
            done = jobs.push_to(self._press, mirror, self._has_to_stop)
        except DigestError as error:
            self._rests[name].begin(self._clock())
            if self._repeats.is_wanted(name, str(error), self._clock()):
                # one line, no trace
                self._log.error("mirror", mirror=name, fault=str(error))
            return
        self._rests[name].forget()
        self._repeats.forget(name)
        if done.is_whole:
            self._stands[name] = state
        self._tell(done)

    def _has_to_stop(self) -> bool:
        """Each look at the clock of a long push is a sign that it goes on."""
        self.lane.sign()
        return self._is_stopping()

    def _hand_on(self, count: int) -> None:
        with self._lock:
            public, self._taken = self._taken[:count], self._taken[count:]
        for publication in public:
            self._is_public(publication)

    def _let_go(self) -> None:
        """Letters whose page stands everywhere by now may go."""
        free = jobs.let_go(self._press)
        for issue in free:
            told = {"newsletter": issue.newsletter, "issue": issue.number}
            self._log.info("page stands on every mirror", **told)
        if free:
            self._has_letters()

    def _tell(self, done: Mirrored) -> None:
        if not done.written and not done.removed:
            return
        self._witness.mirrored(done)
        self._log.info(
            "mirrored",
            mirror=done.mirror,
            written=len(done.written),
            removed=len(done.removed),
            unchanged=done.unchanged,
            is_whole=done.is_whole,
        )
