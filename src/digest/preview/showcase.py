"""What the page shows now, and everybody who looks at it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from digest.documents import Target
from digest.errors import DigestError
from digest.model import Site
from digest.pipeline.issues.next_issue import NextIssue
from digest.preview.exhibit import Exhibit, put_up, tell_exhibit


class Showcase:
    """Keeps the last good letters, and tells those who look of each change."""

    def __init__(self) -> None:
        self._exhibits: dict[str, Exhibit] = {}
        self._title = ""
        self.site_url = ""
        self._media: dict[str, Target[Any]] = {}
        #: why nothing could be made just now; "" where it could
        self._fault = ""
        self._is_closed = False
        #: set, and replaced by another, when something else is shown
        self._turn = asyncio.Event()
        #: as JSON
        self.told = self._tell()

    def show(self, site: Site, made: Sequence[NextIssue]) -> None:
        """Put these up; of one that could not be made the last good letter stays."""
        self._exhibits = {
            newest.newsletter.name: put_up(
                newest, self._exhibits.get(newest.newsletter.name)
            )
            for newest in made
        }
        self._media = {each.path: each for newest in made for each in newest.media}
        self.site_url = site.url
        self._title, self._fault = site.title, ""
        self._turn_over()

    def fail(self, error: DigestError) -> None:
        """Leave everything as it is, and say why it is old."""
        self._fault = str(error)
        self._turn_over()

    def exhibit(self, newsletter: str) -> Exhibit | None:
        """The newsletter of this name; None where it is not on show."""
        return self._exhibits.get(newsletter)

    def picture(self, path: str) -> bytes | Path | None:
        """What is published at this path, or will be; None where that is nothing.

        Raises DigestError where it cannot be had.
        """
        target = self._media.get(path)
        # what media is made of is in the target
        return None if target is None else target.recipe(None)

    async def follow(self) -> AsyncIterator[str]:
        """What is shown, now and after each change, until it is closed."""
        told = ""
        while not self._is_closed:
            turn = self._turn
            if told != self.told:
                told = self.told
                yield told
            await turn.wait()

    def close(self) -> None:
        """Send everybody home."""
        self._is_closed = True
        self._turn.set()

    def _turn_over(self) -> None:
        told = self._tell()
        if told == self.told:
            return
        self.told = told
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    def _tell(self) -> str:
        newsletters = [tell_exhibit(each) for each in self._exhibits.values()]
        told = {"title": self._title, "fault": self._fault, "newsletters": newsletters}
        return json.dumps(told, ensure_ascii=True)
