"""A feed reader that tells what is new by the ids of entries, and by nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import feedparser

from digest import paths


class FeedReader:
    """Looks at one feed again and again; shows what it does not know."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = b""
        self._known: set[str] = set()
        #: how often each title was shown as something new
        self.shown: Counter[str] = Counter()

    def look(self) -> None:
        """Read the feed if it is another one than the last time."""
        data = self._path.read_bytes()
        if data == self._last:
            return
        self._last = data
        for key, title in self._entries(data):
            if key not in self._known:
                self._known.add(key)
                self.shown[title] += 1

    def _entries(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Id and title of each entry; a feed that is broken fails the test."""
        if self._path.name == paths.JSON:
            for item in json.loads(data)["items"]:
                yield item["id"], item["title"]
            return
        feed = feedparser.parse(data)
        assert not feed.bozo, feed.bozo_exception
        for entry in feed.entries:
            yield entry.id, entry.title
