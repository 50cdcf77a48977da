"""How the entries of the site's feed are spread over the feed and its archives."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import an_entry, facts_of
from digest.compose.archives import LARGEST_ARCHIVE, Arrangement, Room, arrange
from digest.feeds import FeedArchive
from digest.model import EntryFacts

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
ROOM = Room(entries=20, largest=250_000)
LONG = bool(os.environ.get("DIGEST_TEST_LONG"))


class Site:
    """A site that is edited, and what its store keeps of the feed."""

    def __init__(self, count: int = 0, room: Room = ROOM, *, size: int = 100) -> None:
        self.room = room
        self.entries: dict[str, EntryFacts] = {}
        self.stamps: dict[str, str] = {}
        self.kept: dict[int, FeedArchive] = {}
        for number in range(count):
            self.add(number, size=size)

    def add(self, day: int, *, size: int = 100) -> str:
        """An entry of this day after the first."""
        entry = an_entry(
            title=f"Entry {len(self.stamps)} of {day}",
            published=FIRST + timedelta(days=day),
            size=size,
        )
        self.entries[entry.id] = facts_of(entry)
        self.stamps[entry.id] = "first"
        return entry.id

    def edit(self, entry_id: str) -> None:
        """Change what the entry says."""
        self.stamps[entry_id] += "+"

    def day(self, number: int) -> str:
        """The id of the entry that was published as this one in time, from 0."""
        return self.ordered()[-1 - number].id

    def ordered(self) -> Sequence[EntryFacts]:
        """The entries, newest first."""
        by_id = sorted(self.entries.values(), key=lambda each: each.id)
        return sorted(by_id, key=lambda each: each.published, reverse=True)

    def build(self) -> Arrangement:
        """What the feed comes to; the store keeps it."""
        known = tuple(self.kept.values())
        arrangement = arrange(self.ordered(), self.stamps, known, self.room)
        self.kept |= {each.number: each for each in arrangement.news}
        return arrangement


def walk(site: Site, found: Arrangement) -> Iterator[tuple[str, str]]:
    """The versions that a reader meets from the feed back, as they were written."""
    for entry in found.current:
        yield entry.id, site.stamps[entry.id]
    for archive in reversed(found.kept):
        if archive.number:
            yield from archive.versions


def ids(entries: Sequence[EntryFacts]) -> list[str]:
    """Their ids, in their order."""
    return [entry.id for entry in entries]


def archives_of(found: Arrangement) -> list[int]:
    """The numbers of the archives that were written."""
    return [each.number for each in found.news if each.number]


def test_the_feed_holds_the_newest_and_archives_the_others() -> None:
    """R18: the oldest archive has number 1 and the oldest entries."""
    site = Site(300)
    found = site.build()
    newest = [entry.id for entry in site.ordered()]
    assert ids(found.current) == newest[:20]
    assert sorted(found.archives) == [1, 2, 3]
    assert ids(found.archives[1])[-1] == newest[-1]
    assert max(map(len, found.archives.values())) <= LARGEST_ARCHIVE


def test_the_way_back_leads_to_each_entry_once() -> None:
    """R19: 300 of 300, none twice, the newest first."""
    site = Site(300)
    met = [entry_id for entry_id, _ in walk(site, site.build())]
    assert len(met) == 300
    assert set(met) == site.entries.keys()


def test_documents_have_room_for_so_many_octets() -> None:
    """R18: the feed as well as each archive; a larger entry stands alone."""
    site = Site(60, size=40_000)
    site.add(70, size=900_000)
    found = site.build()
    assert len(found.current) == 1
    for entries in found.archives.values():
        assert sum(map(ROOM.cost, entries)) <= ROOM.largest
    site.add(71)
    later = site.build()
    assert len(later.current) == 1
    assert [len(later.archives[n]) for n in archives_of(later)] == [1]


def test_the_same_again_changes_nothing() -> None:
    """R1: neither the order nor the store."""
    site = Site(300)
    first = site.build()
    site.edit(site.day(5))
    site.build()
    again = site.build()
    assert again.news == ()
    assert site.build().current == again.current
    assert first.current != again.current


def test_without_a_memory_all_follows_from_the_entries() -> None:
    """Two stores that are new come to the same archives."""
    assert Site(250).build() == Site(250).build()


def test_a_new_entry_touches_the_feed_and_the_newest_archive() -> None:
    """R18: all others stay as they are, for ever."""
    site = Site(300)
    site.build()
    site.add(400)
    found = site.build()
    assert archives_of(found) == [3]
    assert found.current[0].published == FIRST + timedelta(days=400)


def test_an_edit_of_an_archived_entry_goes_to_the_feed() -> None:
    """R18: the archive keeps what it had; readers meet the new first."""
    site = Site(300)
    site.build()
    old = site.day(3)
    site.edit(old)
    found = site.build()
    assert ids(found.current)[-1] == old
    assert len(found.current) == 20
    assert 1 not in archives_of(found)
    met = [stamp for entry_id, stamp in walk(site, found) if entry_id == old]
    assert met == ["first+", "first"]
    assert old not in ids(found.archives[1])


def test_what_is_dated_back_enters_by_the_feed() -> None:
    """Who reads regularly would never look into an archive again."""
    site = Site(300)
    site.build()
    late = site.add(7)
    found = site.build()
    assert ids(found.current)[-1] == late
    assert 1 not in archives_of(found)


def test_an_edited_entry_leaves_the_feed_as_newer_things_arrive() -> None:
    """It leaves into the newest archive, so that its last version is met first."""
    site = Site(300)
    site.build()
    old = site.day(3)
    site.edit(old)
    site.build()
    for number in range(20):
        assert old in ids(site.build().current)
        site.add(400 + number)
    found = site.build()
    assert old not in ids(found.current)
    met = [stamp for entry_id, stamp in walk(site, found) if entry_id == old]
    assert met == ["first+", "first"]


def test_what_was_withdrawn_stands_nowhere() -> None:
    """It must not stay readable: its archive alone is written again."""
    site = Site(300)
    site.build()
    gone = site.day(3)
    del site.entries[gone]
    found = site.build()
    assert archives_of(found) == [1]
    assert gone not in dict(walk(site, found))


def test_the_feed_is_filled_up_from_its_archives() -> None:
    """After newest entries were withdrawn, others come to it that are archived."""
    site = Site(300)
    site.build()
    for entry in site.ordered()[:15]:
        del site.entries[entry.id]
    found = site.build()
    assert ids(found.current) == ids(site.ordered())[:20]
    assert archives_of(found) == []


def test_many_edits_at_once_return_to_their_archives() -> None:
    """The feed keeps half of its room for the newest entries."""
    site = Site(300)
    site.build()
    for number in range(150):
        site.edit(site.day(number))
    found = site.build()
    newest = ids(site.ordered())[:10]
    assert ids(found.current)[:10] == newest
    assert len(found.current) == 20
    assert set(archives_of(found)) >= {1, 2}
    assert dict(reversed([*walk(site, found)])) == {
        each: site.stamps[each] for each in site.entries
    }


def test_one_that_has_grown_out_of_its_archive_goes_to_the_newest() -> None:
    """A document that is made anew keeps to its size, too."""
    site = Site(60, Room(entries=2, largest=20_000))
    before = site.build()
    (grown, *_) = before.archives[1]
    for entry in site.ordered():
        site.edit(entry.id)
    site.entries[grown.id] = replace(site.entries[grown.id], size=12_000)
    after = site.build()
    for entries in after.archives.values():
        assert sum(map(site.room.cost, entries)) <= site.room.largest
    assert grown.id not in {entry.id for entry in after.archives[1]}
    assert dict(walk(site, after)).keys() == site.entries.keys()


def test_a_feed_of_one_entry_is_a_feed() -> None:
    """Even then an edit of another entry is told: in its archive."""
    site = Site(30, Room(entries=1, largest=250_000))
    found = site.build()
    assert len(found.current) == 1
    site.edit(site.day(2))
    again = site.build()
    assert ids(again.current) == ids(site.ordered())[:1]
    assert dict(reversed([*walk(site, again)]))[site.day(2)] == "first+"


def test_what_cannot_be_read_just_now_keeps_its_place() -> None:
    """An archive is not written again for a file that is being saved."""
    site = Site(300)
    site.build()
    unread = site.day(3)
    known = tuple(site.kept.values())
    left = [entry for entry in site.ordered() if entry.id != unread]
    found = arrange(left, site.stamps, known, ROOM, unread=frozenset({unread}))
    assert found.news == ()
    assert unread not in ids(found.archives[1])


def test_a_site_without_entries_has_an_empty_feed() -> None:
    """And no archive."""
    found = Site().build()
    assert (found.current, dict(found.archives)) == ((), {})


CHANGES = st.sampled_from(["add", "add", "back", "edit", "edit", "withdraw", "build"])


@settings(max_examples=400 if LONG else 40, deadline=None)
@given(st.lists(st.tuples(CHANGES, st.integers(0, 10_000)), max_size=60))
def test_whatever_happens_readers_come_to_every_entry(
    changes: list[tuple[str, int]],
) -> None:
    """R18, R19: newest version first, two documents at the most, and the same again."""
    site = Site(30, Room(entries=5, largest=40_000))
    site.build()
    for change, number in changes:
        ordered = site.ordered()
        chosen = ordered[number % len(ordered)].id if ordered else ""
        if change in {"add", "back"}:
            site.add(number % 30 if change == "back" else 1000 + len(site.stamps))
        elif change == "edit" and chosen:
            site.edit(chosen)
        elif change == "withdraw" and chosen:
            del site.entries[chosen]
        found = site.build()
        if change != "withdraw":
            assert len(archives_of(found)) <= 1
        met = dict(reversed([*walk(site, found)]))
        assert met == {each: site.stamps[each] for each in site.entries}
        assert len(found.current) == min(5, len(site.entries))
        assert site.build().news == ()
