"""Articles that were taken away, as the store remembers them (410, RFC 9110 15.5.11).

The store is asked only where nothing is published, and no more than once in a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from logging import getLogger

from starlette.concurrency import run_in_threadpool

from digest import paths
from digest.errors import StoreError
from digest.model import EntryRecord

#: how long what the store said is believed: it tells all that it knows of entries
LASTING = timedelta(minutes=5)
LOG = getLogger("digest.web")


class GoneEntries:
    """The paths of entries that are gone."""

    def __init__(
        self,
        records: Callable[[], Iterable[EntryRecord]],
        clock: Callable[[], datetime],
    ) -> None:
        #: all that the store remembers; may raise StoreError
        self._records = records
        self._clock = clock
        self._slugs: frozenset[str] = frozenset()
        self._until: datetime | None = None

    async def has(self, path: str) -> bool:
        """Whether the path is that of an entry that is gone; False in doubt."""
        folder, _, rest = path.removeprefix("/").partition("/")
        slug = rest.partition("/")[0]
        if folder != paths.ARTICLES or not slug:
            return False
        now = self._clock()
        # a clock set back must not make this last
        if self._until is None or not now < self._until <= now + LASTING:
            self._until = now + LASTING
            self._slugs = await run_in_threadpool(self._read)
        return slug in self._slugs

    def _read(self) -> frozenset[str]:
        """The slugs of all that are gone; those from before where the store is mute.

        What was private from its first day was never taken away, and nobody is to
        find out that it is there.
        """
        try:
            return frozenset(
                slug
                for record in self._records()
                if record.is_withdrawn
                for slug in (record.slug, *record.former_slugs)
            )
        except StoreError as error:
            LOG.warning("%s", error)
            return self._slugs
