"""One version of a published file, in each encoding that was asked for.

Its bytes are read in one go and kept with what they shrink to. A publish replaces files
as a whole, so no encoding is half old and half new. Who asks first for an encoding
waits until it is made; who comes meanwhile gets the best that is ready.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection, Mapping, Sequence
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path

from digest.codings import IDENTITY, codings_for, shrink
from digest.content_types import content_type, is_text
from digest.web.headers import security_of
from digest.web.published.content_types import is_feed, is_feed_for_browsers
from digest.web.published.deltas import delta_of, marks_of
from digest.web.published.disk import Place, Version, tag_on_disk
from digest.web.published.negotiation import choose_coding
from digest.web.published.past import Base, PastVersions
from digest.web.published.variants import (
    Variant,
    raw,
    tag_for,
    wire_head,
)

#: octets; larger text is sent from the disk as it is
LARGEST_IN_MEMORY = 16_000_000
#: the coding that is made in no time; the best takes fifty times as long
QUICK = "gzip"
#: octets that a file takes in memory beside its bytes
OVERHEAD = 2_000
#: deltas of one version that are kept
MOST_DELTAS = 24


class EncodedFile:
    """The version of the file that is there now."""

    def __init__(
        self, path: Path, name: str, *, max_age: int, past: PastVersions | None = None
    ) -> None:
        self._name = name
        self._max_age = max_age
        #: None where no reader gets a delta
        self._past = past if is_feed(name) else None
        self._variants: dict[str, Variant] = {}
        self._deltas: dict[tuple[str, str], Variant | None] = {}
        self._making = asyncio.Lock()
        #: encodings that somebody waits for
        self._in_the_making: set[str] = set()
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            is_small = stat.st_size <= LARGEST_IN_MEMORY
            #: the bytes as they are; None for what is sent from the disk
            self.data = (
                file.read() if is_small and is_text(content_type(name)) else None
            )
        self.place = Place(path, Version.of(stat))
        #: in seconds since 1970, as HTTP tells it
        self.modified = int(stat.st_mtime)
        self.last_modified = formatdate(stat.st_mtime, usegmt=True)
        self._codings = codings_for(self.data or b"")

    @property
    def weight(self) -> int:
        """Octets that the file may come to take in memory, in all its encodings."""
        return OVERHEAD + 2 * len(self.data or b"")

    @property
    def codings(self) -> frozenset[str]:
        """The encodings that readers asked for."""
        return frozenset(self._variants)

    @property
    def has_deltas(self) -> bool:
        """Whether who asks for what is new may get no more than that."""
        return self._past is not None

    async def variant(self, accept: str | None) -> Variant:
        """The encoding that the reader likes best, made when first asked for.

        Raises ReplacedError.
        """
        coding = choose_coding(accept, self._codings)
        if coding in self._in_the_making:
            coding = choose_coding(accept, (*self._variants, IDENTITY))
        return self._variants.get(coding) or await self._new(coding)

    def ready_variant(self, accept: str | None) -> Variant | None:
        """As `variant`; None where it would have to be made, or is on the disk."""
        found = self._variants.get(choose_coding(accept, self._codings))
        return found if found and found.data is not None else None

    async def prepare(self, codings: Collection[str]) -> None:
        """Make these of the encodings, before anybody asks; raises ReplacedError."""
        for coding in self._codings:
            is_free = coding not in self._in_the_making
            if coding in codings and coding not in self._variants and is_free:
                await self._new(coding)

    async def delta(self, etags: Sequence[str], current: Variant) -> Variant | None:
        """What is new since one of these versions; None where that is no gain."""
        base = self._past.find(self._name, etags) if self._past else None
        if base is None:
            return None
        key = (base.etag, current.coding)
        async with self._making:
            if key not in self._deltas:
                if len(self._deltas) >= MOST_DELTAS:
                    self._deltas.clear()
                made = await asyncio.to_thread(self._make_delta, base, current)
                self._deltas[key] = made
            return self._deltas[key]

    async def _new(self, coding: str) -> Variant:
        if coding == IDENTITY:
            # for a recording that is long work: one does it, and all wait
            async with self._making:
                if coding not in self._variants:
                    self._variants[coding] = await self._made(coding)
                return self._variants[coding]
        self._in_the_making.add(coding)
        try:
            if QUICK not in self._variants and QUICK not in self._in_the_making:
                # a moment's work, for those who come meanwhile
                await self._new(QUICK)
            self._variants[coding] = await self._made(coding)
        finally:
            self._in_the_making.discard(coding)
        return self._variants[coding]

    async def _made(self, coding: str) -> Variant:
        made = await asyncio.to_thread(self._make, coding)
        if self._past and self.data is not None:
            marks = await asyncio.to_thread(marks_of, self._name, self.data)
            self._past.remember(self._name, made.etag, frozenset(marks))
        return made

    def _make(self, coding: str) -> Variant:
        if self.data is None:
            return self._dressed(tag_on_disk(self.place), coding, None)
        data = shrink(self.data, coding)
        return self._dressed(tag_for(data), coding, data)

    def _make_delta(self, base: Base, current: Variant) -> Variant | None:
        data = delta_of(self._name, self.data or b"", base.marks)
        if data is None:
            return None
        # the tag is that of the whole as it is now, which the reader has from here on;
        # only caches that know `im` may keep the answer (RFC 3229 10.4.1, 10.8.2)
        told = {
            "IM": "feed",
            "Delta-Base": base.etag,
            "Cache-Control": f"no-store, im, max-age={self._max_age}",
            "Vary": f"{self._vary()}, If-None-Match",
        }
        coding = current.coding
        return self._dressed(current.etag, coding, shrink(data, coding), told)

    def _dressed(
        self,
        etag: str,
        coding: str,
        data: bytes | None,
        told: Mapping[str, str] | None = None,
    ) -> Variant:
        """The variant with its fields; what is told stands over the usual ones."""
        # what a 304 repeats (RFC 9110 15.4.5), and no more: it is the commonest answer
        lasting = {
            "ETag": etag,
            "Last-Modified": self.last_modified,
            "Cache-Control": f"public, max-age={self._max_age}",
        }
        if vary := self._vary():
            lasting["Vary"] = vary
        packed = {"Content-Encoding": coding} if coding != IDENTITY else {}
        unchanged = raw(lasting)
        return Variant(
            etag=etag,
            coding=coding,
            data=data,
            unchanged=unchanged,
            unchanged_head=wire_head(HTTPStatus.NOT_MODIFIED, unchanged),
            headers=raw(
                {**security_of(self._name), **lasting, **packed, **(told or {})}
            ),
        )

    def _vary(self) -> str:
        """What the answer depends on beside the path."""
        names = ["Accept-Encoding"] * (self.data is not None)
        names += ["Sec-Fetch-Dest"] * is_feed_for_browsers(self._name)
        names += ["A-IM"] * (self._past is not None)
        return ", ".join(names)
