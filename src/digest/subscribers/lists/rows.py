"""One record of another program's list -> a reader, or why it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from digest.addresses import is_plain, parse_address, parse_mailbox
from digest.errors import AddressError
from digest.lines import one_line
from digest.readers import Suppression
from digest.store.protocols import NewSubscriber
from digest.subscribers.lists.cells import read_language, read_tags, spoken_name
from digest.subscribers.lists.findings import Refusal
from digest.subscribers.lists.layout import Layout
from digest.subscribers.lists.moments import read_moment
from digest.subscribers.lists.source import YES, Mark
from digest.subscribers.lists.standing import REASONS, STATES, WORDS, Standing

#: characters of a word that is shown, and of what is said of an origin
SHOWN = 80
_BREAK = re.compile("[\r\n\0]")
BROKEN_NAME = "has a line break in the name; write it in one line"
STRANGER = "never asked for letters; only they can, on the site"
BAD_TIME = "times that cannot be told, or that are still to come; taken as unknown"


class RowReader:
    """What the columns of one list mean, put to one record after the other."""

    def __init__(self, layout: Layout, standing: Standing, now: datetime) -> None:
        source = layout.source
        self._title = source.title
        self._columns = layout.columns
        self._standing = standing
        self._now = now
        self._address = self._places(source.address)[0]
        self._names = self._places(source.whole_name)[:1] or (
            *self._places(source.first_name)[:1],
            *self._places(source.last_name)[:1],
        )
        self._created = self._places(source.created)
        self._confirmed = self._places(source.confirmed)
        self._ended = self._places(source.ended)
        self._tags = self._places(source.tags)
        self._flags = tuple(
            (self._columns[column], tag)
            for column, tag in sorted(source.flags.items())
            if column in self._columns
        )
        self._language = self._places(source.language)
        self._origin = self._places(source.origin)
        self._marks = tuple(
            (self._columns[mark.column], mark)
            for mark in source.marks
            if mark.column in self._columns
        )
        self._is_bare = standing is Standing.SUBSCRIBED and not any(
            (
                *(self._created, self._confirmed, self._ended, self._tags),
                *(self._flags, self._language, self._origin, self._marks),
            )
        )
        #: what is to tell of the list as a whole, and how often it was met
        self.remarks: Counter[str] = Counter()

    def read(self, cells: Sequence[str]) -> NewSubscriber | Refusal:
        """The reader of the record, or why there is none."""
        try:
            address, name = self._who(cells)
        except AddressError as error:
            return Refusal(fact=str(error))
        if not name.isprintable() and _BREAK.search(name):
            return Refusal(fact=BROKEN_NAME)
        if self._is_bare:
            return NewSubscriber(address=address, name=spoken_name(name))
        return self._reader(address, spoken_name(name), cells)

    def _places(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._columns[name] for name in names if name in self._columns)

    def _who(self, cells: Sequence[str]) -> tuple[str, str]:
        """The address and the name; raises AddressError."""
        text = _cell(cells, self._address)
        name = _cell(cells, self._names[0]) if self._names else ""
        if len(self._names) > 1:
            name = f"{name} {_cell(cells, self._names[1])}".strip()
        if is_plain(text):
            return text, name
        if text.endswith(">"):
            # as a mail program copies it: Name <address>
            mailbox = parse_mailbox(text)
            return mailbox.address, name or mailbox.name
        return parse_address(text), name

    def _reader(
        self, address: str, name: str, cells: Sequence[str]
    ) -> NewSubscriber | Refusal:
        standing = self._standing
        for place, mark in self._marks:
            word = _cell(cells, place)
            said = _meaning(mark, word) if word else standing
            if said is None:
                return Refusal(fact=self._unknown(mark, word))
            standing = max(standing, said)
        if standing is Standing.STRANGER:
            return Refusal(fact=f"{address}: {STRANGER}")
        ended = self._moment(cells, self._ended)
        confirmed = standing in {Standing.SUBSCRIBED, Standing.BOUNCED}
        return NewSubscriber(
            address=address,
            name=name,
            state=STATES[standing],
            since=None if confirmed else ended,
            created=self._moment(cells, self._created),
            confirmed=(
                None
                if standing is Standing.UNCONFIRMED
                else self._moment(cells, self._confirmed)
            ),
            consent=self._consent(cells),
            language=_first(cells, self._language, read_language),
            tags=self._labels(cells),
            suppression=self._suppression(address, standing, ended),
        )

    def _unknown(self, mark: Mark, word: str) -> str:
        known = ", ".join(mark.meanings)
        shown = one_line(word, longest=SHOWN)
        return f"{mark.column} {shown!r}: nobody knows what that means; use {known}"

    def _moment(self, cells: Sequence[str], places: Iterable[int]) -> datetime | None:
        for place in places:
            if text := _cell(cells, place):
                moment = read_moment(text, self._now)
                self.remarks[BAD_TIME] += moment is None
                return moment
        return None

    def _consent(self, cells: Sequence[str]) -> str:
        """Where they came from, as far as the list tells; "" for nothing."""
        origins = [filled for place in self._origin if (filled := _cell(cells, place))]
        if not origins:
            return ""
        return one_line(f"{self._title}: {', '.join(origins)}", longest=SHOWN)

    def _labels(self, cells: Sequence[str]) -> tuple[str, ...]:
        tags = {tag for place in self._tags for tag in read_tags(_cell(cells, place))}
        tags.update(
            tag for place, tag in self._flags if _cell(cells, place).casefold() in YES
        )
        return tuple(sorted(tags))

    def _suppression(
        self, address: str, standing: Standing, ended: datetime | None
    ) -> Suppression | None:
        reason = REASONS.get(standing)
        if reason is None:
            return None
        detail = f"{WORDS[standing]}, by {self._title}"
        since = ended or self._now
        return Suppression(address=address, reason=reason, detail=detail, since=since)


def _meaning(mark: Mark, word: str) -> Standing | None:
    return mark.meanings.get(word.casefold(), mark.otherwise)


def _first(
    cells: Sequence[str], places: Iterable[int], read: Callable[[str], str]
) -> str:
    return next((read(_cell(cells, place)) for place in places), "")


def _cell(cells: Sequence[str], place: int) -> str:
    """The text of the cell; "" where the record is too short."""
    return cells[place].strip() if place < len(cells) else ""
