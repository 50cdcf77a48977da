"""The jobs on time: publish what is due, rebuild what changed, deliver what waits.

The only importer of APScheduler, which is an alarm clock here and nothing more: which
slots are due is decided by digest.cadence and the store. Each job runs in a lane of its
own, and whatever it raises is logged and ends that run only.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC
from enum import Enum
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Protocol, TypeVar

import uvloop
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from digest.cadence import next_moments
from digest.config import FILE, load_config
from digest.errors import ConfigError, DigestError
from digest.mail.deliver import Delivered
from digest.pipeline import Publication
from digest.schedule import jobs
from digest.schedule.lane import Lane
from digest.schedule.log import open_log
from digest.schedule.watch import Changed, watch_folders
from digest.wiring import Press

#: seconds; a step of the clock is noticed no later than this
LONGEST_TICK = 15
#: seconds between two looks for letters: a confirmation should not be waited for
LOOK = 2
#: seconds after which all is built anew, for articles whose date comes and for disks
#: that report no changes
REFRESH = 300
#: a build without a reason is allowed this share of the time: one in so many
LEISURE = 20
#: seconds in which everything in hand has to come to its end
LONGEST_DRAIN = 8.0
#: seconds to leave a relay alone that is away: the first time, and at the most
FIRST_REST, LONGEST_REST = 15.0, 300.0

#: the owner's own templates, beside digest.toml
TEMPLATES = "templates"

#: serves the site until the event is set
Serve = Callable[[asyncio.Event], Awaitable[None]]
T = TypeVar("T")


class Witness(Protocol):
    """Is told what the daemon does, for those who look on; called from any thread."""

    def published(self, publication: Publication) -> None:
        """The tree was made anew, or issues became public."""
        ...

    def delivered(self, delivered: Delivered) -> None:
        """Letters were handed to the relay."""
        ...

    def changed(self, paths: tuple[str, ...]) -> None:
        """These files changed; the tree is made anew."""
        ...


class Ending(Enum):
    """Why the daemon ended."""

    STOPPED = "stopped"
    #: digest.toml or the folders that it names changed: open a new press and run again
    CHANGED = "changed"


def run_daemon(press: Press, *, serve: Serve, witness: Witness) -> Ending:
    """Run the jobs and serve the site until SIGTERM or SIGINT, or a new digest.toml.

    The caller holds the site's lock. Whatever is in hand is finished first; what cannot
    be finished within seconds is taken up by the next start.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_Daemon(press, serve, witness).run())


class _Daemon:
    def __init__(self, press: Press, serve: Serve, witness: Witness) -> None:
        self._press = press
        self._serve = serve
        self._witness = witness
        self._log = open_log()
        self._publishing = self._lane("publish", self._publish)
        self._delivering = self._lane("deliver", self._deliver)
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        self._is_stale = Event()
        self._is_stopping = Event()
        self._stopping = asyncio.Event()
        self._ending = Ending.STOPPED
        self._ends_by = 0.0
        self._rest = FIRST_REST
        self._rests_until = 0.0

    async def run(self) -> Ending:
        """Start everything, wait for the end, finish what is in hand."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, Ending.STOPPED)
        loop.add_signal_handler(signal.SIGHUP, self._reload)
        self._attempt("recover", self._recover)
        self._set_timers()
        for lane in (self._publishing, self._delivering):
            lane.start()
        self._rebuild()
        self._delivering.wake()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watch(self._watch_articles))
                group.create_task(self._watch(self._watch_settings))
                await self._serve(self._stopping)
        finally:
            self._stop(self._ending)
            self._scheduler.shutdown(wait=False)
            self._drain()
        return self._ending

    def _lane(self, name: str, work: Callable[[], None]) -> Lane:
        """A lane that no fault ends, also none in telling what was done."""
        return Lane(name, lambda: self._attempt(name, work))

    def _recover(self) -> None:
        """Take up what a process that died had in hand; the lock makes it ours."""
        in_doubt = self._press.store.release_all(now=self._press.clock())
        self._log.info("started", letters_in_doubt=in_doubt)

    def _set_timers(self) -> None:
        tick = min(self._press.config.schedule.tick, LONGEST_TICK)
        self._ring_every(tick, self._publishing.wake, "tick")
        self._ring_every(LOOK, self._delivering.wake, "look")
        self._ring_every(REFRESH, self._rebuild, "refresh")
        self._scheduler.start()

    def _ring_every(self, seconds: float, ring: Callable[[], None], name: str) -> None:
        """From now on, in place of the timer of this name."""

        # a coroutine runs in the loop itself; a function would get a thread
        async def rings() -> None:
            ring()

        self._scheduler.add_job(
            rings, "interval", seconds=seconds, id=name, replace_existing=True
        )

    def _set_alarm(self) -> None:
        """Ring at the next slot of any newsletter, rather than at the tick after it."""
        now = self._press.clock()
        moments = [
            moment
            for newsletter in self._press.config.newsletters
            for moment in next_moments(newsletter.schedule, newsletter.zone, now, 1)
        ]
        if moments:
            # by distance, as the wall clock of the timer is not the one that decides;
            # it is set anew long before it could ring twice
            seconds = (min(moments).due_at - now).total_seconds()
            self._ring_every(seconds, self._publishing.wake, "alarm")

    def _rebuild(self) -> None:
        self._is_stale.set()
        self._publishing.wake()

    def _publish(self) -> None:
        """The work of the publishing lane."""
        if self._is_stale.is_set():
            self._is_stale.clear()
            began = monotonic()
            built = self._attempt("rebuild", partial(jobs.rebuild, self._press))
            if built is None:
                # the next tick tries again: the disk may have room by then
                self._is_stale.set()
            else:
                self._tell_publication("rebuilt", built)
                rest = max(REFRESH, LEISURE * (monotonic() - began))
                self._ring_every(rest, self._rebuild, "refresh")
        if due := self._attempt("publish", partial(jobs.publish, self._press)):
            self._tell_publication("published", due)
            self._delivering.wake()
        if not self._is_stopping.is_set():
            self._set_alarm()

    def _deliver(self) -> None:
        """The work of the delivering lane."""
        if monotonic() < self._rests_until:
            return
        delivered = self._attempt("deliver", self._deliver_due)
        if delivered is None or delivered.trouble:
            self._rests_until = monotonic() + self._rest
            self._rest = min(2 * self._rest, LONGEST_REST)
        else:
            self._rest = FIRST_REST
        if delivered is None or delivered == Delivered():
            return
        self._witness.delivered(delivered)
        if delivered.trouble:
            self._log.warning("relay", trouble=delivered.trouble)
        self._log.info(
            "delivered",
            accepted=delivered.accepted,
            deferred=delivered.deferred,
            failed=delivered.failed,
        )

    def _deliver_due(self) -> Delivered:
        """What the relay answered; no connection is opened where nothing is due."""
        due = self._press.store.next_due()
        if due is None or due > self._press.clock():
            return Delivered()
        return jobs.deliver(self._press, self._is_stopping.is_set)

    def _attempt(self, name: str, job: Callable[[], T]) -> T | None:
        """What the job returns; None where it failed, which is logged and survived."""
        try:
            return job()
        except DigestError as error:
            self._log.error(name, fault=str(error))
        except Exception:  # noqa: BLE001  a fault of ours ends a run, not the daemon
            self._log.exception(name)
        return None

    def _tell_publication(self, event: str, publication: Publication) -> None:
        self._witness.published(publication)
        published = publication.published
        self._log.info(
            event,
            entries=publication.entries,
            written=len(published.written),
            removed=len(published.removed),
            issues=[
                f"{i.issue.newsletter} {i.issue.number}" for i in publication.issues
            ],
            left_out=[str(problem) for problem in publication.problems],
        )

    async def _watch(self, look: Callable[[], Awaitable[None]]) -> None:
        try:
            await look()
        except OSError as error:
            # such as too many folders; the timer sees every change in the end
            self._log.warning("watch", fault=str(error), looks_every=REFRESH)

    async def _watch_articles(self) -> None:
        """Build anew as soon as an article or a template changes."""
        config = self._press.config
        folders = (config.content_folder, config.root / TEMPLATES)
        async for changes in self._changes([f for f in folders if f.is_dir()]):
            root = config.root.resolve()
            paths = tuple(dict.fromkeys(_shown(one.path, root) for one in changes))
            self._attempt("tell", partial(self._witness.changed, paths))
            self._log.info("changed", files=paths)
            self._rebuild()

    async def _watch_settings(self) -> None:
        """Open a new press when digest.toml changes, or a folder comes or goes."""
        config = self._press.config
        folders = (config.content.folder, TEMPLATES)
        async for changes in self._changes([config.root], is_deep=False):
            if any(
                one.path.name == FILE or (one.is_moved and one.path.name in folders)
                for one in changes
            ):
                self._reload()

    def _changes(
        self, folders: Sequence[Path], *, is_deep: bool = True
    ) -> AsyncIterator[tuple[Changed, ...]]:
        config = self._press.config
        return watch_folders(
            folders,
            # what we write ourselves is no news
            ignored=(config.state_folder, config.feeds_folder),
            stopping=self._stopping,
            is_deep=is_deep,
        )

    def _reload(self) -> None:
        """End for a new press; a fault in digest.toml is told, and the old stays."""
        try:
            load_config(self._press.config.root)
        except ConfigError as error:
            self._log.error("reload", fault=str(error))
        else:
            self._log.info("reload")
            self._stop(Ending.CHANGED)

    def _stop(self, ending: Ending) -> None:
        """Take no more work; the first reason to stop is the one that counts."""
        if self._is_stopping.is_set():
            return
        self._ending = ending
        # the server's farewell to its readers counts, too
        self._ends_by = monotonic() + LONGEST_DRAIN
        self._is_stopping.set()
        for lane in (self._publishing, self._delivering):
            lane.close()
        self._stopping.set()

    def _drain(self) -> None:
        for lane in (self._delivering, self._publishing):
            if not lane.has_ended(self._ends_by - monotonic()):
                self._log.warning("cut off", lane=lane.name)
        self._log.info("stopped", reason=self._ending.value)


def _shown(path: Path, root: Path) -> str:
    """The path as the owner would write it."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
