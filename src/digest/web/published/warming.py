"""After a publish: what readers asked for before is packed again before they come."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from digest.web.published.disk import ReplacedError
from digest.web.published.tree import PublishedTree

#: files; those that were asked for last, so that a new template keeps nobody busy long
MOST_FILES = 100


class Warming:
    """Makes ready what was published, one file at a time."""

    def __init__(self, published: PublishedTree) -> None:
        self._published = published
        self._task: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Begin where a publish came to its end; returns at once."""
        is_busy = self._task is not None and not self._task.done()
        if not is_busy and self._published.has_news():
            self._task = asyncio.create_task(self.warm())

    async def warm(self) -> None:
        """Make the encodings that were asked for of the versions before."""
        for name in self._published.asked_lately(MOST_FILES):
            file = self._published.file(name)
            if file and file.wanted:
                # another publish came, or the disk fails: who asks finds it
                with suppress(ReplacedError, OSError):
                    await file.prepare()
