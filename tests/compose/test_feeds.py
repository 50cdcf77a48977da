"""Which entries a feed carries, and the id that it keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from builders import a_newsletter, a_site, an_entry, an_issue, facts_of
from digest import paths
from digest.compose.archives import Arrangement, Room, arrange
from digest.compose.feeds import (
    BEFORE_ALL,
    compose_feeds,
    compose_private_feed,
    feed_record,
    with_archives,
)
from digest.feeds import Feed, FeedKind, Withdrawal
from digest.issues import Note
from digest.model import Entry

DAY = datetime(2026, 11, 10, tzinfo=UTC)


def test_the_site_feed_holds_the_newest_entries() -> None:
    """No more than the size, in the order of the entries."""
    entries = [an_entry(title=f"Entry {n}") for n in range(5)]
    feed = compose_feeds(
        a_site(), entries, feed_id="tag:x", room=Room(entries=3, largest=250_000)
    )[0]
    assert [entry.title for entry in feed.entries] == ["Entry 0", "Entry 1", "Entry 2"]
    assert feed.atom_url == "https://notes.example.org/atom.xml"


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """The time of a build is nowhere in a feed."""
    entries = [
        an_entry(updated=DAY),
        an_entry(title="Edited", updated=DAY + timedelta(days=1)),
    ]
    feed = compose_feeds(
        a_site(), entries, feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )[0]
    assert feed.updated == DAY + timedelta(days=1)
    empty = compose_feeds(
        a_site(), [], feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )[0]
    assert empty.updated == BEFORE_ALL


def test_each_tag_has_a_feed_of_its_own() -> None:
    """Tags that differ by case share one; its name is the newest spelling."""
    entries = [
        an_entry(title="A", tags=("Ferries", "Travel")),
        an_entry(title="B", tags=("ferries",)),
    ]
    _, ferries, travel, *_ = compose_feeds(
        a_site(), entries, feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )
    assert (ferries.tag, ferries.path) == ("Ferries", "tags/ferries/")
    assert [entry.title for entry in ferries.entries] == ["A", "B"]
    assert ferries.rss_url == "https://notes.example.org/tags/ferries/rss.xml"
    assert travel.title == "North Shore Notes: Travel"
    assert ferries.id == "tag:x/tags/ferries"


def test_the_id_of_a_feed_is_minted_once() -> None:
    """It stays through a move of the domain and older entries that come later."""
    first = feed_record(a_site(), [an_entry()], [])
    assert first.id == "tag:notes.example.org,2026-11-10:feed"
    older = an_entry(published=DAY - timedelta(days=400))
    moved = a_site(url="https://elsewhere.example.com")
    assert feed_record(moved, [older], [first]).id == first.id


def feeds_of(kind: FeedKind, *entries: Entry, **given: Any) -> list[Feed]:
    """The feeds of one kind that the entries come to."""
    feeds = compose_feeds(
        a_site(),
        entries,
        feed_id="tag:x",
        room=Room(entries=20, largest=250_000),
        **given,
    )
    return [feed for feed in feeds if feed.kind is kind]


def test_each_author_has_a_feed() -> None:
    """Two spellings that come to one path share it, and no entry stands in it twice."""
    both = an_entry(title="A", authors=("Ada Quay", "ada quay", "Bo Pier"))
    ada, bo, odd = feeds_of(FeedKind.AUTHOR, both, an_entry(title="B", authors=("🚢",)))
    assert (ada.path, ada.name) == ("authors/ada-quay/", "Ada Quay")
    assert ada.entries == bo.entries == (both,)
    assert bo.author == "Bo Pier"
    assert odd.path == "authors/u1f6a2/"
    assert odd.id == "tag:x/authors/u1f6a2"


def test_each_language_has_a_feed_where_there_are_several() -> None:
    """Regions of one language are one; the page that a feed leads to is the site's."""
    english = an_entry(title="A", language="en-GB")
    assert feeds_of(FeedKind.LANGUAGE, english, an_entry(title="B")) == []
    german = an_entry(title="C", language="de_CH")
    de, en = feeds_of(FeedKind.LANGUAGE, english, german)
    assert (de.path, de.language, de.entries) == ("languages/de/", "de", (german,))
    assert de.home_url == "https://notes.example.org/"
    assert en.entries == (english,)


def test_each_newsletter_has_a_feed_of_its_issues() -> None:
    """An issue tells its entries, and leads to those that are still there."""
    live = an_entry(title="Harbour <opens>", slug="harbour")
    gone = an_entry(title="Withdrawn")
    issue = an_issue(entries=(facts_of(live), facts_of(gone)))
    (feed,) = feeds_of(
        FeedKind.NEWSLETTER, live, newsletters=[a_newsletter()], issues=[issue]
    )
    assert (feed.path, feed.title) == ("issues/weekly/", "North Shore Weekly")
    (entry,) = feed.entries
    assert entry.id == "tag:x/issues/weekly/1"
    assert (entry.title, entry.url) == (issue.subject, issue.url)
    assert entry.published == entry.updated == issue.published
    assert isinstance(entry, Entry)
    assert f'<a href="{live.url}">Harbour &lt;opens&gt;</a>' in entry.html
    assert "<h2>Withdrawn</h2>" in entry.html


def test_the_editors_note_stands_first_in_the_feed_of_issues() -> None:
    """As in the letter; and who changes it changes what the feed tells."""
    note = Note(path="issues/weekly/next.md", fingerprint="1", html="<p>Dear all</p>")
    given = {"newsletters": [a_newsletter()]}
    (feed,) = feeds_of(FeedKind.NEWSLETTER, issues=[an_issue(note=note)], **given)
    (bare,) = feeds_of(FeedKind.NEWSLETTER, issues=[an_issue()], **given)
    (entry,) = feed.entries
    assert isinstance(entry, Entry)
    assert entry.html.startswith("<p>Dear all</p>\n<h2>")
    assert entry.digest != bare.entries[0].digest


def test_an_issue_has_the_digest_of_what_it_tells() -> None:
    """So its feed is made anew when an entry of it goes."""
    entry = an_entry()
    given = {"newsletters": [a_newsletter()], "issues": [an_issue()]}
    (before,) = feeds_of(FeedKind.NEWSLETTER, entry, **given)
    (after,) = feeds_of(FeedKind.NEWSLETTER, **given)
    assert before.entries[0].digest != after.entries[0].digest


def test_a_feed_leads_to_its_newest_archive_and_each_to_the_one_before() -> None:
    """R18: all of them are the same feed, by its id."""
    entries = [an_entry(title=f"Entry {n}") for n in range(300)]
    stamps = {entry.id: "first" for entry in entries}
    whole, *_ = compose_feeds(
        a_site(), entries, feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )
    arrangement = arrange(entries, stamps, (), Room(entries=20, largest=250_000))
    withdrawal = Withdrawal(entry_id="tag:gone", when=DAY)
    current, *archives = with_archives(whole, arrangement, [withdrawal])
    assert [feed.older for feed in (current, *archives)] == [3, 0, 1, 2]
    assert [feed.newer for feed in (current, *archives)] == [0, 2, 3, 0]
    assert (current.path, current.archive) == ("", 0)
    assert current.withdrawals == (withdrawal,)
    assert archives[2].atom_url == "https://notes.example.org/archive/3/atom.xml"
    assert {feed.id for feed in archives} == {"tag:x"}
    assert len({feed.seal for feed in archives}) == 3


def test_the_seal_of_an_archive_hangs_on_nothing_but_what_came_to_it() -> None:
    """R18: an edit that goes to the feed leaves it, and a withdrawal breaks it."""
    entries = [an_entry(title=f"Entry {n}") for n in range(50)]
    stamps = {entry.id: "first" for entry in entries}
    room = Room(entries=20, largest=250_000)
    whole, *_ = compose_feeds(
        a_site(), entries, feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )
    before = arrange(entries, stamps, (), room)
    edited = arrange(entries, stamps | {entries[-1].id: "+"}, before.kept, room)
    withdrawn = arrange(entries[:-1], stamps, before.kept, room)

    def seal(arrangement: Arrangement) -> str:
        return with_archives(whole, arrangement, ())[1].seal

    # the only archive is not closed yet, and gives the entry to the feed
    assert seal(edited) != seal(before)
    assert seal(withdrawn) != seal(before)
    assert seal(arrange(entries, stamps, before.kept, room)) == seal(before)


def test_a_private_feed_holds_all_and_names_the_place_of_the_token() -> None:
    """R30: its entries stand in order with the public ones, and it has no archive."""
    public, private = an_entry(title="B"), an_entry(title="A", is_private=True)
    whole, *_ = compose_feeds(
        a_site(), [public], feed_id="tag:x", room=Room(entries=20, largest=250_000)
    )
    feed = compose_private_feed(
        whole, [public], [private], room=Room(entries=20, largest=250_000)
    )
    assert [entry.title for entry in feed.entries] == ["A", "B"]
    assert (feed.id, feed.kind) == ("tag:x/private", FeedKind.PRIVATE)
    place = f"https://notes.example.org/private/{paths.TOKEN_PLACE}/"
    assert feed.rss_url == f"{place}rss.xml"
    assert feed.home_url == "https://notes.example.org/"
    assert private not in whole.entries


def test_a_feed_has_room_for_so_many_octets() -> None:
    """R18: of a tag's feed, too; a lone entry may be larger."""
    entries = [
        an_entry(title=f"Tide {number}", tags=("tides",), size=12_000)
        for number in range(9)
    ]
    room = Room(entries=20, largest=50_000)
    for feed in compose_feeds(a_site(), entries, feed_id="tag:x", room=room)[:2]:
        assert [entry.title for entry in feed.entries] == ["Tide 0", "Tide 1", "Tide 2"]
    room = Room(entries=20, largest=1)
    lone = compose_feeds(a_site(), entries, feed_id="tag:x", room=room)[0]
    assert len(lone.entries) == 1
