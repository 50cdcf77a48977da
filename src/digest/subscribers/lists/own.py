"""Our own list: every reader with all that a list can say, out and in again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from digest.addresses import parse_address
from digest.errors import AddressError
from digest.readers import SubscriberState, Suppression
from digest.reasons import Reason
from digest.store.protocols import Listed, NewSubscriber
from digest.subscribers.lists.cells import (
    guard,
    read_language,
    read_tags,
    spoken_name,
    unguard,
)
from digest.subscribers.lists.findings import Refusal
from digest.subscribers.lists.moments import read_moment
from digest.subscribers.lists.source import Source
from digest.subscribers.preferences import LONGEST_PAUSE

#: between a newsletter and the moment when something was said to it
AT = "="
COLUMNS = (
    *("address", "name", "newsletters", "unconfirmed", "left", "since"),
    *("created", "confirmed", "consent", "language", "paused_until", "tags"),
    *("suppressed", "suppressed_since", "suppressed_detail"),
)
#: a list of readers of ours, and one of suppressions
DIGEST = Source(
    name="digest",
    title="digest",
    signs=(
        frozenset({"address", "newsletters", "unconfirmed", "left"}),
        frozenset({"address", "suppressed", "suppressed_since"}),
    ),
    flags={},
    files={},
)


def write_row(listed: Listed) -> tuple[str, ...]:
    """The cells of the reader, in the order of COLUMNS."""
    reader, suppression = listed.reader, listed.suppression
    return (
        *(reader.address, reader.name, ",".join(listed.confirmed)),
        *(",".join(listed.unconfirmed), ",".join(listed.left)),
        _write_moments(listed.since),
        *(_iso(reader.created), _iso(reader.confirmed), reader.consent),
        *(reader.language, _iso(reader.paused_until), ",".join(reader.tags)),
        *(
            (suppression.reason, _iso(suppression.since), suppression.detail)
            if suppression
            else ("", "", "")
        ),
    )


def write_guarded_row(listed: Listed) -> tuple[str, ...]:
    """The same, with nothing that a spreadsheet takes for a formula."""
    return tuple(map(guard, write_row(listed)))


class OwnRowReader:
    """What `write_row` and `write_guarded_row` made, read again."""

    def __init__(
        self, columns: Mapping[str, int], newsletters: Iterable[str], now: datetime
    ) -> None:
        self._columns = columns
        self._newsletters = frozenset(newsletters)
        self._now = now

    def read(self, cells: Sequence[str]) -> NewSubscriber | Refusal:
        """The reader of the record, or why there is none."""
        values = {
            name: unguard(cells[place].strip()) if place < len(cells) else ""
            for name, place in self._columns.items()
        }
        try:
            address = parse_address(values["address"])
        except AddressError as error:
            return Refusal(fact=str(error))
        state, newsletters, left, unconfirmed = self._said(values)
        since, moments = self._since(values.get("since", ""))
        return NewSubscriber(
            address=address,
            name=spoken_name(values.get("name", "")),
            state=state,
            newsletters=newsletters,
            left=left,
            unconfirmed=unconfirmed,
            since=since,
            moments=moments,
            created=self._moment(values, "created"),
            confirmed=self._moment(values, "confirmed"),
            consent=spoken_name(values.get("consent", "")),
            language=read_language(values.get("language", "")),
            paused_until=self._pause(values.get("paused_until", "")),
            tags=read_tags(values.get("tags", "")),
            suppression=self._suppression(address, values),
        )

    def _said(
        self, values: Mapping[str, str]
    ) -> tuple[SubscriberState, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The best of what they said and to which newsletters, and all the rest."""
        confirmed, unconfirmed, left = (
            self._names(values.get(name, ""))
            for name in ("newsletters", "unconfirmed", "left")
        )
        if confirmed:
            return SubscriberState.CONFIRMED, confirmed, left, unconfirmed
        if unconfirmed:
            return SubscriberState.UNCONFIRMED, unconfirmed, left, ()
        if left:
            return SubscriberState.UNSUBSCRIBED, left, (), ()
        was_confirmed = values.get("confirmed")
        state = (
            SubscriberState.CONFIRMED if was_confirmed else SubscriberState.UNCONFIRMED
        )
        return state, (), (), ()

    def _names(self, text: str) -> tuple[str, ...]:
        """The newsletters of the cell that there are."""
        return tuple(
            name
            for part in text.split(",")
            if (name := part.strip()) in self._newsletters
        )

    def _since(self, text: str) -> tuple[datetime | None, dict[str, datetime]]:
        """When all was said, or what to which newsletter: see _write_moments."""
        if AT not in text:
            return read_moment(text, self._now), {}
        pairs = (part.partition(AT) for part in text.split(","))
        read = {name.strip(): read_moment(end, self._now) for name, _, end in pairs}
        return None, {
            name: moment
            for name, moment in read.items()
            if moment is not None and name in self._newsletters
        }

    def _pause(self, text: str) -> datetime | None:
        """No list brings a pause that readers cannot take."""
        return read_moment(text, self._now + LONGEST_PAUSE)

    def _moment(self, values: Mapping[str, str], name: str) -> datetime | None:
        return read_moment(values.get(name, ""), self._now)

    def _suppression(
        self, address: str, values: Mapping[str, str]
    ) -> Suppression | None:
        word = values.get("suppressed", "")
        if not word:
            return None
        known = word in Reason.__members__.values()
        return Suppression(
            address=address,
            reason=Reason(word) if known else Reason.IMPORTED,
            detail=spoken_name(values.get("suppressed_detail", "")),
            since=self._moment(values, "suppressed_since") or self._now,
        )


def _write_moments(moments: Mapping[str, datetime]) -> str:
    """The one moment when all was said, or that of each newsletter behind its name."""
    if len(set(moments.values())) == 1:
        return _iso(next(iter(moments.values())))
    return ",".join(f"{name}{AT}{_iso(moment)}" for name, moment in moments.items())


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
