"""The lane that keeps the published tree up to date, and issues on time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from threading import Event
from time import monotonic

from digest.errors import DigestError
from digest.issues import Issue
from digest.pipeline import Publication
from digest.schedule import jobs
from digest.schedule.alarms import Alarms
from digest.schedule.attempt import attempt
from digest.schedule.lanes.lane import Lane, never
from digest.schedule.lanes.refusals import Refusals, settled_newsletters
from digest.schedule.lanes.repeats import Repeats, told_once
from digest.schedule.log import Log
from digest.schedule.witness import Witness
from digest.timetable import upcoming
from digest.wiring import Press

#: seconds after which all is built anew, for articles whose date comes and for disks
#: that report no changes
REFRESH = 300
#: a build without a reason is allowed this share of the time: one in so many
LEISURE = 20
#: seconds until the alarm of a slot that has come by now; it rings so often until the
#: run is over that it wakes
AT_ONCE = 0.5


class Publishing:
    """Rebuilds where something changed, and publishes what is due, at each waking.

    No issue is made by a clock that is known to be wrong.
    `clock` only goes forward, in seconds, and times how often the same is tried again.
    """

    def __init__(
        self,
        press: Press,
        witness: Witness,
        log: Log,
        *,
        alarms: Alarms,
        is_stopping: Callable[[], bool],
        has_letters: Callable[[], None],
        is_public: Callable[[Publication], None],
        is_wrong: Callable[[], bool] = never,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._press = press
        self._witness = witness
        self._log = log
        self._alarms = alarms
        self._is_stopping = is_stopping
        self._has_letters = has_letters
        self._is_public = is_public
        self._is_wrong = is_wrong
        self._clock = clock
        self._is_stale = Event()
        self._refusals = Refusals(partial(jobs.look_at_inputs, press))
        self._repeats = Repeats()
        #: what was logged of issues last, if nothing was since
        self._published: dict[str, object] = {}
        # no fault ends the lane, also none in telling what was done
        self.lane = Lane("publish", told_once(log, "publish", self.work))

    def rebuild(self) -> None:
        """Make the tree anew, as soon as the lane is free."""
        self._is_stale.set()
        self.lane.wake()

    def work(self) -> None:
        """Do once what the lane is for.

        A refused issue is not tried at each tick, but as soon as a file changed.
        """
        if self._is_stale.is_set():
            self._is_stale.clear()
            self._build()
        # a slot that comes while the others are looked at is behind this moment, too
        looked_at = self._press.clock()
        if not self._is_wrong():
            self._publish()
        if not self._is_stopping():
            self._set_alarm(looked_at)

    def _publish(self) -> None:
        resting = self._refusals.resting(self._clock())
        if due := self._try("publish", partial(jobs.publish, resting=resting)):
            self._refusals.note(due, self._clock())
            self._tell("published", due)
            self._has_letters()
            if due.has_more:
                self.lane.wake()

    def _build(self) -> None:
        began = self._clock()
        built = self._try("rebuild", jobs.rebuild)
        if built is None:
            # the next tick tries again: the disk may have room by then
            self._is_stale.set()
            return
        self._tell("rebuilt", built)
        rest = max(REFRESH, LEISURE * (self._clock() - began))
        self._alarms.ring_every(rest, self.rebuild, "refresh")

    def _try(
        self, name: str, job: Callable[[Press], Publication | None]
    ) -> Publication | None:
        return attempt(self._log, name, partial(self._done, name, job))

    def _done(
        self, name: str, job: Callable[[Press], Publication | None]
    ) -> Publication | None:
        """What the job did; None where it failed, which is not told at each tick."""
        try:
            done = job(self._press)
        except DigestError as error:
            if self._repeats.is_wanted(name, str(error), self._clock()):
                raise
            return None
        self._repeats.forget(name)
        return done

    def _set_alarm(self, after: datetime) -> None:
        """Ring at the next slot behind this moment, rather than at a tick after it."""
        moments = [
            moment
            for newsletter in self._press.config.newsletters
            for moment in upcoming(newsletter, after, 1)
        ]
        if moments:
            # by distance, as the wall clock of the timer is not the one that decides;
            # it is set anew long before it could ring twice
            seconds = (min(moments).due_at - self._press.clock()).total_seconds()
            self._alarms.ring_every(max(seconds, AT_ONCE), self.lane.wake, "alarm")

    def _tell(self, event: str, publication: Publication) -> None:
        self._is_public(publication)
        self._witness.published(publication)
        facts = _facts(publication)
        # an issue that cannot go out is tried at every tick, until somebody mends it
        if facts != self._published:
            self._log.info(event, **facts)
        self._published = facts if event == "published" else {}
        for name, issue in _told_by_itself(publication):
            self._log.info(name, **issue)
        self._warn(publication)

    def _warn(self, publication: Publication) -> None:
        """Log each refusal by itself: somebody has to act."""
        for name in settled_newsletters(publication):
            self._repeats.forget(f"issue of {name}")
        for slot in publication.given_back:
            subject = f"issue of {slot.newsletter}"
            if self._repeats.is_wanted(subject, slot.note, self._clock()):
                told = {"newsletter": slot.newsletter, "slot": slot.name}
                self._log.warning("refused", **told, fault=slot.note)


def _told_by_itself(
    publication: Publication,
) -> Iterator[tuple[str, dict[str, object]]]:
    """The events of single issues and slots, for who looks for one of them."""
    for new in publication.issues:
        yield "issue", {**_names(new.issue), "letters": new.planned}
    for issue in publication.waiting:
        yield "waits for approval", _names(issue)
    for slot in publication.settled:
        told = {"newsletter": slot.newsletter, "slot": slot.name}
        yield "slot", {**told, "state": str(slot.state), "note": slot.note}


def _names(issue: Issue) -> dict[str, object]:
    """What tells the issue from all others."""
    return {
        "newsletter": issue.newsletter,
        "issue": issue.number,
        "slot": issue.slot,
    }


def _facts(publication: Publication) -> dict[str, object]:
    """What the log tells of it."""
    published = publication.published
    return {
        "entries": publication.entries,
        "written": len(published.written),
        "removed": len(published.removed),
        "issues": [
            f"{new.issue.newsletter} {new.issue.number}" for new in publication.issues
        ],
        "waiting": [f"{each.newsletter} {each.number}" for each in publication.waiting],
        "settled": [f"{each.newsletter} {each.name}" for each in publication.settled],
        "left_out": [str(problem) for problem in publication.problems],
    }
