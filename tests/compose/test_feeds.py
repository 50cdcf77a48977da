"""Which entries a feed carries, and the id that it keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from builders import a_site, an_entry
from digest.compose.feeds import BEFORE_ALL, compose_feeds, feed_record

DAY = datetime(2026, 11, 10, tzinfo=UTC)


def test_the_site_feed_holds_the_newest_entries() -> None:
    """No more than the size, in the order of the entries."""
    entries = [an_entry(title=f"Entry {n}") for n in range(5)]
    feed = compose_feeds(a_site(), entries, feed_id="tag:x", size=3)[0]
    assert [entry.title for entry in feed.entries] == ["Entry 0", "Entry 1", "Entry 2"]
    assert feed.atom_url == "https://notes.example.org/atom.xml"


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """The time of a build is nowhere in a feed."""
    entries = [
        an_entry(updated=DAY),
        an_entry(title="Edited", updated=DAY + timedelta(days=1)),
    ]
    feed = compose_feeds(a_site(), entries, feed_id="tag:x", size=20)[0]
    assert feed.updated == DAY + timedelta(days=1)
    empty = compose_feeds(a_site(), [], feed_id="tag:x", size=20)[0]
    assert empty.updated == BEFORE_ALL


def test_each_tag_has_a_feed_of_its_own() -> None:
    """Tags that differ by case share one; its name is the newest spelling."""
    entries = [
        an_entry(title="A", tags=("Ferries", "Travel")),
        an_entry(title="B", tags=("ferries",)),
    ]
    _, ferries, travel = compose_feeds(a_site(), entries, feed_id="tag:x", size=20)
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
