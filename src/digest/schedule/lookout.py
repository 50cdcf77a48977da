"""What the owner does to the site's files, as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from digest.config import FILE, Config
from digest.schedule.lanes.publishing import REFRESH
from digest.schedule.log import Log
from digest.schedule.watch import Changed, watch_folders

#: the owner's own templates, beside digest.toml
TEMPLATES = "templates"


class Lookout:
    """Looks at articles, templates and settings until the event is set."""

    def __init__(self, config: Config, log: Log, stopping: asyncio.Event) -> None:
        self._config = config
        self._log = log
        self._stopping = stopping

    async def watch(
        self,
        *,
        articles: Callable[[tuple[str, ...]], None],
        settings: Callable[[], None],
    ) -> None:
        """Call `articles` with the files that changed, `settings` for digest.toml.

        Settings are also a folder of articles or templates that comes or goes.
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(self._told(self._watch_articles(articles)))
            group.create_task(self._told(self._watch_settings(settings)))

    async def _told(self, look: Awaitable[None]) -> None:
        try:
            await look
        except OSError as error:
            # such as too many folders; the timer sees every change in the end
            self._log.warning("watch", fault=str(error), looks_every=REFRESH)

    async def _watch_articles(self, call: Callable[[tuple[str, ...]], None]) -> None:
        config = self._config
        folders = (config.content_folder, config.root / TEMPLATES)
        root = config.root.resolve()
        async for changes in self._changes([f for f in folders if f.is_dir()]):
            call(tuple(dict.fromkeys(_shown(one.path, root) for one in changes)))

    async def _watch_settings(self, call: Callable[[], None]) -> None:
        folders = (self._config.content.folder, TEMPLATES)
        async for changes in self._changes([self._config.root], is_deep=False):
            if any(
                one.path.name == FILE or (one.is_moved and one.path.name in folders)
                for one in changes
            ):
                call()

    def _changes(
        self, folders: Sequence[Path], *, is_deep: bool = True
    ) -> AsyncIterator[tuple[Changed, ...]]:
        return watch_folders(
            folders,
            # what we write ourselves is no news
            ignored=(self._config.state_folder, self._config.feeds_folder),
            stopping=self._stopping,
            is_deep=is_deep,
        )


def _shown(path: Path, root: Path) -> str:
    """The path as the owner would write it."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
