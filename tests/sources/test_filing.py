"""Items of a feed become files: where they are to stand, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.config import Source
from digest.errors import ImportingError
from digest.imports.feed.foreign import FeedItem, ReadFeed
from digest.model import Origin
from digest.records.sources import TakenItem
from digest.sources.choice import Choice
from digest.sources.filed import Filed
from digest.sources.filing import Filing, origin_of

FOLDER = "sources/ferries"
LATE = FeedItem(
    id="urn:late",
    url="https://ferries.example.org/late",
    title="Late",
    html="<p>The ferry is late.</p>",
    published=NOW,
)
FIRST = f"{FOLDER}/{NOW.date()}-late.md"
SECOND = f"{FOLDER}/{NOW.date()}-late-2.md"


def a_filing(content: Path, *known: TakenItem) -> Filing:
    """Of a source of which these items are remembered."""
    return Filing(
        source=Source(name="ferries", url="https://ferries.example.org/feed"),
        content=content,
        origin=Origin(name="Ferry Office", url="https://ferries.example.org/"),
        known={item.id: item for item in known},
    )


def filed(content: Path, *items: FeedItem, known: tuple[TakenItem, ...] = ()) -> Filed:
    """What becomes of these new items."""
    filing, choice = a_filing(content, *known), Choice(taken=items)
    return filing.file(choice, filing.announce(choice, now=NOW), now=NOW)


def test_a_file_is_announced_where_it_will_stand(tmp_path: Path) -> None:
    """And nothing is written by that."""
    choice = Choice(taken=(LATE,))
    (announced,) = a_filing(tmp_path).announce(choice, now=NOW)
    assert announced == TakenItem(id="urn:late", path=FIRST, is_filed=False)
    assert list(tmp_path.iterdir()) == []
    assert filed(tmp_path, LATE).taken == (FIRST,)


def test_each_item_is_announced_a_place_of_its_own(tmp_path: Path) -> None:
    """Not one of another item, of a file, nor one that was announced before."""
    other = FeedItem(id="urn:other", title="Late", published=NOW)
    choice = Choice(taken=(LATE, other))
    first, second = a_filing(tmp_path).announce(choice, now=NOW)
    assert (first.path, second.path) == (FIRST, SECOND)
    known = TakenItem(id="urn:before", path=FIRST, is_filed=False)
    announced = a_filing(tmp_path, known).announce(Choice(taken=(LATE,)), now=NOW)
    assert announced[0].path == SECOND
    filed(tmp_path, LATE)
    announced = a_filing(tmp_path).announce(Choice(taken=(other,)), now=NOW)
    assert announced[0].path == SECOND


def test_what_was_announced_before_keeps_its_place(tmp_path: Path) -> None:
    """Whatever its name would be by now."""
    known = TakenItem(id="urn:late", path=f"{FOLDER}/before.md", is_filed=False)
    assert filed(tmp_path, LATE, known=(known,)).taken == (f"{FOLDER}/before.md",)


def test_a_file_with_the_same_words_is_taken_over(tmp_path: Path) -> None:
    """Another run wrote it."""
    filed(tmp_path, LATE)
    assert filed(tmp_path, LATE).taken == (FIRST,)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [Path(FIRST).name]


def test_items_that_are_passed_over_are_remembered_without_a_file(
    tmp_path: Path,
) -> None:
    """And those that are left make a next poll."""
    done = a_filing(tmp_path).file(
        Choice(taken=(), passed_over=(LATE,), left=(LATE,)), (), now=NOW
    )
    assert done == Filed(items=(TakenItem(id="urn:late"),), has_more=True)


def test_a_source_is_named_by_its_owner_its_feed_or_its_host() -> None:
    """In this order; the link is to its front page."""
    feed = ReadFeed(title="The\nOffice", home_url="", items=())
    url = "https://ferries.example.org/feed"
    source = Source(name="ferries", url=url, title="Ferries")
    assert origin_of(source, feed, url) == Origin(name="Ferries", url=url, feed_url=url)
    unnamed = Source(name="ferries", url=url)
    assert origin_of(unnamed, feed, url).name == "The Office"
    silent = ReadFeed(title=" ", home_url="https://ferries.example.org/", items=())
    origin = origin_of(unnamed, silent, url)
    assert (origin.name, origin.url) == ("ferries.example.org", silent.home_url)


def test_a_content_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """And the item is tried again at the next poll."""
    (tmp_path / "sources").write_text("A file, not a folder.\n")
    done = filed(tmp_path, LATE)
    assert done.items == ()
    assert done.has_more
    assert "cannot be written" in done.problems[0]


def test_an_item_of_no_words_is_remembered_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; no file is made of it."""

    def refuse(*_: object, **__: object) -> str:
        raise ImportingError("urn:late: has no words; leave it out")

    monkeypatch.setattr("digest.sources.filing.item_text", refuse)
    done = filed(tmp_path, LATE)
    assert done.problems == ("urn:late: has no words; leave it out",)
    assert [(item.id, item.path) for item in done.items] == [("urn:late", "")]
    assert not done.has_more
