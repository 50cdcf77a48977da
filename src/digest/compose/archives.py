"""How the entries of the site's feed are spread over the feed and its archives.

The feed is a log (RFC 5005 4): what is new or changed enters it at its end, and leaves
it into the newest archive once newer things need the room. An archive before the newest
is never touched again, but to take out what was withdrawn. So the version that readers
come to first, on their way back from the feed, is the present one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from digest.feeds import FeedArchive, Version
from digest.model import EntryFacts

#: entries of an archive at the most
LARGEST_ARCHIVE = 100
#: octets about an entry that are not its body: names, dates, addresses
FRAME = 1_500
#: by how much a body grows as its addresses become absolute
GROWTH = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a document of the feed has room for."""

    #: entries of the feed itself
    entries: int
    #: octets
    largest: int
    #: how often a body stands in a document, such as also in Markdown
    copies: int = 1

    def cost(self, entry: EntryFacts) -> int:
        """The octets that it takes up in a document, about, and rather more."""
        body = int(entry.size * GROWTH * self.copies)
        return FRAME + body + 3 * len(entry.summary.encode())

    def newest(self, entries: Sequence[EntryFacts]) -> tuple[EntryFacts, ...]:
        """Of the entries, newest first, those that it holds: one at the least."""
        chosen = entries[: self.entries]
        octets = accumulate(map(self.cost, chosen))
        return tuple(
            entry
            for number, (entry, so_far) in enumerate(zip(chosen, octets, strict=True))
            if not number or so_far <= self.largest
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Which document of the site's feed holds what."""

    #: of the feed itself, newest first
    current: tuple[EntryFacts, ...]
    #: of each archive by its number, newest first
    archives: Mapping[int, tuple[EntryFacts, ...]]
    #: what is kept of each document, the feed itself first
    kept: tuple[FeedArchive, ...]
    #: those of them that the store does not know yet
    news: tuple[FeedArchive, ...]


def arrange(
    entries: Sequence[EntryFacts],
    stamps: Mapping[str, str],
    known: Iterable[FeedArchive],
    room: Room,
    *,
    unread: AbstractSet[str] = frozenset(),
) -> Arrangement:
    """Spread the entries, newest first, over the feed and its archives.

    `stamps` tell the version of each by its id, `known` where versions stood so far.
    The same again changes nothing, and where nothing is known all follows from the
    entries alone. What is `unread` just now keeps its place in an archive.
    """
    before = {archive.number: archive.versions for archive in known}
    shelf = _Shelf(entries, stamps, before, room, unread)
    shelf.take_in()
    shelf.make_room()
    kept = tuple(
        FeedArchive(number=number, versions=tuple(versions))
        for number, versions in sorted(shelf.versions.items())
    )
    return Arrangement(
        current=shelf.current(),
        archives={
            each.number: shelf.present(each.number) for each in kept if each.number
        },
        kept=kept,
        news=tuple(e for e in kept if before.get(e.number) != e.versions),
    )


class _Shelf:
    """The versions of each document, while they are put in their places."""

    def __init__(
        self,
        entries: Sequence[EntryFacts],
        stamps: Mapping[str, str],
        before: Mapping[int, Sequence[Version]],
        room: Room,
        unread: AbstractSet[str],
    ) -> None:
        self._entries = entries
        self._rank = {entry.id: rank for rank, entry in enumerate(entries)}
        self._stamps = stamps
        self._room = room
        last = max(before, default=0)
        there = self._rank.keys()
        kept = there | unread
        #: by number; 0 is the feed itself, in the order of arrival
        self.versions: dict[int, list[Version]] = {
            number: [
                version
                for version in before.get(number, ())
                if version.entry_id in (kept if number else there)
            ]
            for number in range(last + 1)
        }
        #: the newest archive in which each entry stands
        self._places = {
            version.entry_id: number
            for number in range(1, last + 1)
            for version in self.versions[number]
        }
        self._fresh: set[str] = set()

    def take_in(self) -> None:
        """Let what is new or changed arrive, the oldest first."""
        arrived = dict.fromkeys(version.entry_id for version in self.versions[0])
        known = {*arrived}.union(*map(self._present_in, self.versions))
        fresh = [entry.id for entry in self._entries if entry.id not in known]
        self._fresh = set(fresh)
        everything = (*arrived, *reversed(fresh))
        self.versions[0] = [Version(each, self._stamps[each]) for each in everything]
        # the newest archive is not closed yet, and needs no version that is past
        newest = self._newest
        if newest:
            inside = self.versions[newest]
            self.versions[newest] = [
                each for each in inside if each.entry_id not in self._fresh
            ]

    def make_room(self) -> None:
        """Let leave what the feed has no room for, in the order of arrival.

        Old entries that were changed leave the greater part to the newest. Of so many
        that they leave at once each returns to its place.
        """
        leaving = self._guests()[: -(self._room.entries // 2) or None]
        gone = set(leaving)
        staying = [v.entry_id for v in self.versions[0] if v.entry_id not in gone]
        octets = sum(map(self._cost, staying))
        while len(staying) > 1 and (
            len(staying) > self._room.entries or octets > self._room.largest
        ):
            octets -= self._cost(staying[0])
            leaving.append(staying.pop(0))
        self.versions[0] = [Version(each, self._stamps[each]) for each in staying]
        self._put_away([each for each in leaving if not self._returns(each)])

    def current(self) -> tuple[EntryFacts, ...]:
        """The entries of the feed: what no archive holds yet, and then the newest."""
        chosen = {version.entry_id for version in self.versions[0]}
        octets = sum(map(self._cost, chosen))
        for entry in self._entries:
            if entry.id in chosen:
                continue
            octets += self._room.cost(entry)
            if len(chosen) >= self._room.entries or octets > self._room.largest:
                break
            chosen.add(entry.id)
        return self._in_order(chosen)

    def present(self, number: int) -> tuple[EntryFacts, ...]:
        """The entries of an archive, without those that stand nearer by now."""
        return self._in_order(self._present_in(number))

    @property
    def _newest(self) -> int:
        return max(self.versions)

    def _present_in(self, number: int) -> set[str]:
        """Whose version there is that of today, and none stands nearer to the feed."""
        places, stamps = self._places, self._stamps
        return {
            entry_id
            for entry_id, stamp in self.versions[number]
            if places.get(entry_id) == number and stamps.get(entry_id) == stamp
        }

    def _guests(self) -> list[str]:
        """The arrivals that are not among the newest entries, in their order."""
        arrivals = (version.entry_id for version in self.versions[0])
        return [each for each in arrivals if self._rank[each] >= self._room.entries]

    def _returns(self, entry_id: str) -> bool:
        """Put what leaves as it comes back to where it was; False of all others.

        One that has grown out of its archive finds room in the newest.
        """
        number = self._places.get(entry_id, 0)
        if number in {0, self._newest} or entry_id not in self._fresh:
            return False
        others = self._present_in(number)
        octets = sum(map(self._cost, (*others, entry_id)))
        if not self._has_room(len(others) + 1, octets):
            return False
        self.versions[number] = [
            Version(entry_id, self._stamps[entry_id]) if v.entry_id == entry_id else v
            for v in self.versions[number]
        ]
        return True

    def _put_away(self, leaving: Sequence[str]) -> None:
        """Add to the newest archive, or to a new one if not all find room there."""
        number = self._newest
        inside = self.versions[number] if number else []
        octets = sum(self._cost(version.entry_id) for version in inside)
        more = sum(map(self._cost, leaving))
        is_full = not self._has_room(len(inside) + len(leaving), octets + more)
        if leaving and (is_full or not number):
            number, octets = number + 1, 0
        for each in leaving:
            octets += self._cost(each)
            inside = self.versions.setdefault(number, [])
            if inside and not self._has_room(len(inside) + 1, octets):
                number, octets = number + 1, self._cost(each)
                inside = self.versions.setdefault(number, [])
            inside.append(Version(each, self._stamps[each]))
            self._places[each] = number

    def _has_room(self, count: int, octets: int) -> bool:
        """Whether an archive has room for so many entries of so many octets."""
        return count <= LARGEST_ARCHIVE and octets <= self._room.largest

    def _cost(self, entry_id: str) -> int:
        rank = self._rank.get(entry_id)
        return 0 if rank is None else self._room.cost(self._entries[rank])

    def _in_order(self, ids: Iterable[str]) -> tuple[EntryFacts, ...]:
        ranks = sorted(self._rank[each] for each in ids if each in self._rank)
        return tuple(self._entries[rank] for rank in ranks)
