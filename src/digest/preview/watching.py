"""Which files of a site are watched, and again others when digest.toml says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from digest.config import FILE, Config
from digest.schedule.watch import watch_folders

#: the owner's own templates, beside digest.toml
TEMPLATES = "templates"
#: milliseconds; somebody waits, and a file that was half written comes again
QUIET = 10


class Watching:
    """Calls `wake` when an article, a note, a template or digest.toml changes."""

    def __init__(self, group: asyncio.TaskGroup, wake: Callable[[], None]) -> None:
        self._group = group
        self._wake = wake
        self._folders: tuple[Path, ...] = ()
        self._leaving = asyncio.Event()
        #: whether the system refuses to watch so much
        self.is_blind = False

    def aim(self, config: Config) -> None:
        """Watch the folders of these settings from now on."""
        deep = (config.content_folder, config.root / TEMPLATES)
        folders = (config.root, *(folder for folder in deep if folder.is_dir()))
        if folders == self._folders:
            return
        self.close()
        self._folders, self._leaving = folders, asyncio.Event()
        self._group.create_task(self._look(config, folders, self._leaving))

    def close(self) -> None:
        """Watch nothing."""
        self._leaving.set()

    async def _look(
        self, config: Config, folders: tuple[Path, ...], leaving: asyncio.Event
    ) -> None:
        top, *deep = folders
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_at_top(config, top, leaving))
                group.create_task(self._look_inside(config, deep, leaving))
        except* OSError:
            # such as too many folders; whoever keeps us looks more often then
            self.is_blind = True

    async def _look_at_top(
        self, config: Config, top: Path, leaving: asyncio.Event
    ) -> None:
        """At digest.toml, and at folders of articles or templates that come or go."""
        names = {FILE, TEMPLATES, config.content_folder.name}
        async for changes in watch_folders(
            [top], ignored=(), stopping=leaving, is_deep=False, quiet=QUIET
        ):
            if any(change.path.name in names for change in changes):
                self._wake()

    async def _look_inside(
        self, config: Config, folders: list[Path], leaving: asyncio.Event
    ) -> None:
        # what a daemon beside us writes is no news
        ignored = (config.state_folder, config.feeds_folder)
        async for _ in watch_folders(
            folders, ignored=ignored, stopping=leaving, quiet=QUIET
        ):
            self._wake()
