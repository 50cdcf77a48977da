"""`digest run`: the daemon, told in plain words."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.run.front import Front
from digest.cli.run.premises import Premises
from digest.clock import read_clock
from digest.config import Config, load_config
from digest.errors import DigestError, StoreError
from digest.loop import done_before, new_loop, wait_at_most
from digest.schedule.rest import Rest
from digest.web.serving.opening import first_app
from digest.web.serving.stage import Stage

if TYPE_CHECKING:
    from digest.cli.run.shop import House
    from digest.schedule.health.clock_guard import ClockGuard
    from digest.schedule.shift import Parts

#: seconds between two tries for a database that is not there yet
FIRST, LONGEST = 1.0, 15.0


@click.command("run")
@click.pass_obj
def command(site: Path) -> None:
    """Publish, deliver and serve, on time, until Ctrl-C or SIGTERM.

    Articles and templates are watched: a saved file is public within a second or two.
    Other sites ([[sources]] in digest.toml) are asked for news.
    A new digest.toml is taken over at once (or by SIGHUP); if there is a fault in it,
    it is told and the old settings stay. What happens is told here; the log for a
    journal goes to standard error.

    \b
      digest run
      digest --site notes run
    """
    config = load_config(site)
    with ExitStack() as held:
        premises = Premises(held)
        premises.lock(config)
        run = _Run(site, config, premises)
        with asyncio.Runner(loop_factory=new_loop) as runner:
            is_whole = runner.run(_alone(run.run()))
    if is_whole:
        click.echo("Stopped; nothing is left half done.")
    else:
        click.echo("Stopped; what was in hand is done anew by the next start.")
        leave_at_once()


async def _alone(run: Awaitable[bool]) -> bool:
    """The same, but a fault in it is raised as it is, and not as one of a group."""
    try:
        return await run
    except BaseExceptionGroup as group:
        for error in group.exceptions:
            if isinstance(error, DigestError):
                raise error from group
        raise


def leave_at_once() -> None:
    """End the process, whatever still works in it: nobody waits for that any more."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


class _Run:
    """From the first answer to a reader to the last.

    The published tree is served before anything is loaded that takes its time.
    """

    def __init__(self, site: Path, config: Config, premises: Premises) -> None:
        self._site = site
        self._config = config
        self._premises = premises
        web = config.web
        place = premises.place(web.listen, is_behind_proxy=bool(web.proxies))
        self._stage = Stage(partial(first_app, config))
        self._front = Front(self._stage, place)
        self._gauges = Stage(lambda desk: desk)
        self._side_door = Front(self._gauges, premises.place(web.metrics))
        self._stopping = asyncio.Event()

    async def run(self) -> bool:
        """Serve, open all that works, keep it at work; whether all came to its end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            # the daemon listens to them itself, once it is there
            loop.add_signal_handler(number, self._stopping.set)
        # what it asks for is read yet
        loop.add_signal_handler(signal.SIGHUP, nothing)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._front.serve(self._stopping))
            tasks.create_task(self._side_door.serve(self._stopping))
            try:
                return await self._work()
            finally:
                self._stopping.set()

    async def _work(self) -> bool:
        # a reader who is there already is answered first
        await asyncio.sleep(0)
        await done_before(self._stopping, _load)
        if self._stopping.is_set():
            return False
        # late: what works takes longer to load than the site to be served
        from digest.cli.run.shop import House  # noqa: PLC0415
        from digest.metrics import Traffic  # noqa: PLC0415
        from digest.schedule.daemon import (  # noqa: PLC0415
            Ending,
            guard_of,
            keep_on_time,
        )
        from digest.schedule.health.progress import Progress  # noqa: PLC0415

        house = House(
            site=self._site,
            premises=self._premises,
            stage=self._stage,
            front=self._front,
            gauges=self._gauges,
            side_door=self._side_door,
            progress=Progress(),
            traffic=Traffic(),
        )
        guard = guard_of(self._config)
        parts = await self._open(house, guard)
        if parts is None:
            return False
        ending = await keep_on_time(
            parts,
            stopping=self._stopping,
            renew=partial(_renew, house, guard),
            progress=house.progress,
            guard=guard,
        )
        return ending is not Ending.CUT_OFF

    async def _open(self, house: House, guard: ClockGuard) -> Parts | None:
        """The parts of the first digest.toml; None where it is to stop before that.

        A database on another machine may come later than this one.
        """
        # late: it is loaded by now
        from digest.cli.run.shop import open_shop  # noqa: PLC0415
        from digest.web.app import make_waiting_app  # noqa: PLC0415

        rest, told = Rest(FIRST, LONGEST), ""
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            try:
                open_now = partial(open_shop, house, self._config, guard)
                return await done_before(self._stopping, open_now)
            except StoreError as error:
                if not self._config.store.url:
                    raise
                if not told:
                    # who asks for more than files is told to come back
                    house.stage.show(make_waiting_app(self._config, read_clock))
                if str(error) != told:
                    click.echo(f"digest: {error}\nWaiting for it.", err=True)
                told = str(error)
                rest.begin(loop.time())
                await wait_at_most(self._stopping, rest.left(loop.time()))
        return None


def nothing() -> None:
    """Whoever asks gets it anyway."""


def _load() -> None:
    """What works, in a thread: readers are served meanwhile."""
    # late: it takes several times as long to load as all before
    import digest.cli.run.shop  # noqa: PLC0415
    import digest.schedule.daemon  # noqa: F401, PLC0415


def _renew(house: House, guard: ClockGuard) -> Parts:
    """The parts of the new digest.toml; who cannot have them keeps the old."""
    # late: it is loaded by now
    from digest.cli.run.shop import open_shop  # noqa: PLC0415

    try:
        parts = open_shop(house, load_config(house.site), guard)
    except DigestError:
        click.echo("Going on with the settings from before.")
        raise
    click.echo("\ndigest.toml or its folders changed; going on with them")
    return parts
