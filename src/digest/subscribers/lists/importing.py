"""A list -> the store: read in one go, kept in batches, and just as well twice.

Each batch is one transaction. Whoever ends an import in the middle imports the list
again: who is known already costs little, and nothing comes of them twice.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Protocol

from digest.addresses import address_key
from digest.store.protocols import NewSubscriber
from digest.subscribers.lists.decoding import find_encoding, read_lines
from digest.subscribers.lists.desks import Desk
from digest.subscribers.lists.findings import Finding, Refusal
from digest.subscribers.lists.layout import Layout, read_layout
from digest.subscribers.lists.own import DIGEST, OwnRowReader
from digest.subscribers.lists.parts import Part
from digest.subscribers.lists.programs import PLAIN
from digest.subscribers.lists.records import SHOWN, Record, read_records
from digest.subscribers.lists.rows import RowReader
from digest.subscribers.lists.source import Source, standing_of

#: rows of one transaction: the more, the better its keys are in order
BATCH = 50_000
NO_ADDRESSES = "names no column `address` or `email`; name one so"
#: mailboxes of an office rather than of a person (RFC 2142 and habit)
ROLES = frozenset(
    (
        *("abuse", "accounts", "admin", "all", "billing", "contact", "editor"),
        *("enquiries", "everyone", "hello", "help", "hostmaster", "hr", "info"),
        *("jobs", "kontakt", "mail", "marketing", "media", "news", "no-reply", "noc"),
        *("noreply", "office", "postmaster", "press", "root", "sales", "security"),
        *("service", "staff", "subscribe", "support", "team", "unsubscribe"),
        *("usenet", "webmaster", "www"),
    )
)
ROLE = "addresses of an office, such as info@, taken as the list says that they asked"

Row = NewSubscriber | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the owner wants a list to be taken."""

    #: for readers of whom the list does not say which they read
    newsletters: tuple[str, ...]
    #: the program that wrote the list; None: it is recognised
    source: Source | None = None
    #: given to each reader of it
    tags: tuple[str, ...] = ()
    now: datetime


class Listener(Protocol):
    """Who is told while a list is read."""

    def begin(self, part: Part, source: Source) -> None:
        """A part was recognised as the list of this program."""
        ...

    def refuse(self, part: Part, line: int, refusal: Refusal) -> None:
        """A record is no reader."""
        ...

    def note(self, part: Part, finding: Finding) -> None:
        """Something else that one wants to know."""
        ...

    def proceed(self, part: Part, octets: int) -> None:
        """So much of the part is done."""
        ...


@dataclass(slots=True, kw_only=True)
class Counts:
    """What the import of one or more lists came to."""

    rows: int = 0
    added: int = 0
    refused: int = 0
    doubles: int = 0
    #: by state, of all rows that were taken
    states: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    remarks: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Count what another part came to, too."""
        self.rows += other.rows
        self.added += other.added
        self.refused += other.refused
        self.doubles += other.doubles
        self.states += other.states
        self.suppressed += other.suppressed
        self.remarks += other.remarks

    @property
    def known(self) -> int:
        """Rows of readers who were here already."""
        return self.rows - self.doubles - self.added


def import_part(part: Part, desk: Desk, wishes: Wishes, listener: Listener) -> Counts:
    """Put every reader of the part on the desk; raises ListError or StoreError.

    Bad records are told and the rest goes on. Whoever is known keeps what they said
    here: see SubscriberStore.import_subscribers.
    """
    is_collecting = gc.isenabled()
    # rows know nothing that knows them: to look for cycles among so many takes a tenth
    gc.disable()
    try:
        return _Import(part, desk, wishes, listener).run()
    finally:
        if is_collecting:
            gc.enable()


class _Import:
    """The import of one part."""

    def __init__(
        self, part: Part, desk: Desk, wishes: Wishes, listener: Listener
    ) -> None:
        self._part = part
        self._desk = desk
        self._wishes = wishes
        self._listener = listener
        self._counts = Counts()
        self._newsletters = wishes.newsletters
        self._consent = ""
        self._batch: list[NewSubscriber] = []
        #: where each row of the batch stands
        self._lines: list[int] = []

    def run(self) -> Counts:
        """Read the part twice: to find its encoding, and what it says."""
        with self._part.open() as file:
            encoding = find_encoding(file)
        for note in encoding.notes:
            self._listener.note(self._part, note)
        with self._part.open() as file:
            for line, row in self._rows(read_records(read_lines(file, encoding.name))):
                if isinstance(row, Refusal):
                    self._counts.refused += 1
                    self._listener.refuse(self._part, line, row)
                    continue
                self._lines.append(line)
                self._batch.append(row)
                if len(self._batch) == BATCH:
                    self._put()
                    self._listener.proceed(self._part, file.tell())
        self._put()
        self._listener.proceed(self._part, self._part.size)
        return self._counts

    def _rows(self, records: Iterable[tuple[int, Record]]) -> Iterator[tuple[int, Row]]:
        reader: OwnRowReader | RowReader | None = None
        for line, record in records:
            if isinstance(record, Refusal):
                yield line, record
                continue
            if reader is None:
                layout = read_layout(record, self._wishes.source)
                if layout is None:
                    yield line, Refusal(fact=NO_ADDRESSES)
                    return
                reader = self._begin(layout)
                if layout.is_named:
                    continue
            row = reader.read(record)
            if isinstance(row, Refusal):
                row = replace(row, text=", ".join(record)[:SHOWN])
            yield line, row

    def _begin(self, layout: Layout) -> OwnRowReader | RowReader:
        """Who reads records of this layout."""
        part, wishes = self._part, self._wishes
        self._listener.begin(part, layout.source)
        is_known = layout.source is not PLAIN
        program = f" ({layout.source.title})" if is_known else ""
        self._consent = f"import of {part.name}{program}"
        if layout.source is DIGEST:
            # each row says to which of them it belongs
            self._newsletters = ()
            return OwnRowReader(layout.columns, wishes.newsletters, wishes.now)
        standing = standing_of(layout.source, part.name)
        reader = RowReader(layout, standing, wishes.now)
        # told as they are counted
        self._counts.remarks = reader.remarks
        return reader

    def _put(self) -> None:
        counts, batch = self._counts, self._batch
        if not batch:
            return
        keys = [address_key(row.address) for row in batch]
        self._tell_doubles(keys)
        counts.remarks[ROLE] += sum(key[: key.index("@")] in ROLES for key in keys)
        if self._wishes.tags:
            tags = self._wishes.tags
            batch = [replace(row, tags=(*row.tags, *tags)) for row in batch]
        counts.added += self._desk.put(
            batch, newsletters=self._newsletters, consent=self._consent
        )
        counts.rows += len(batch)
        counts.states.update(map(attrgetter("state"), batch))
        counts.suppressed += sum(row.suppression is not None for row in batch)
        self._batch, self._lines = [], []

    def _tell_doubles(self, keys: Sequence[str]) -> None:
        if len(set(keys)) == len(keys):
            return
        first: dict[str, int] = {}
        for key, line, row in zip(keys, self._lines, self._batch, strict=True):
            before = first.setdefault(key, line)
            if before != line:
                self._counts.doubles += 1
                fact = f"{row.address} stands in line {before} already"
                finding = Finding(line=line, fact=f"{fact}; the first counts")
                self._listener.note(self._part, finding)
