"""What a feed says before any format says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_feed, an_entry
from digest.model import Enclosure, Entry
from digest.render.feedtext import (
    file_url,
    is_markup_like,
    legal,
    line,
    rfc822,
    rfc3339,
    settle,
)

MIDNIGHT = datetime(2026, 11, 10, tzinfo=UTC)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def settled(**changes: object) -> Entry:
    """The only entry of a settled feed."""
    return settle(a_feed(entries=(an_entry(**changes),))).entries[0]


def updates(*seconds: int) -> list[int]:
    """What becomes of entries updated so many seconds after midnight."""
    entries = tuple(
        an_entry(title=f"entry {n}", updated=MIDNIGHT + timedelta(seconds=second))
        for n, second in enumerate(seconds)
    )
    told = settle(a_feed(entries=entries)).entries
    return [int((entry.updated - MIDNIGHT).total_seconds()) for entry in told]


# --- texts --------------------------------------------------------------------------


def test_no_text_holds_what_xml_cannot() -> None:
    """R11: controls, lone surrogates and non-characters go; the rest stays."""
    assert legal("a\x00b\x0bc\x85d\ud800e\ufffef\uffffg") == "abcdefg"
    assert legal("tab\tline\r\nnext\rlast") == "tab\tline\nnext\nlast"
    assert legal("für 日本 🚢 \u202e") == "für 日本 🚢 \u202e"


def test_a_title_is_one_line() -> None:
    """White space of any kind folds, so that no reader shows a hole."""
    assert line("  Harbour\r\n\topens\u2028again ") == "Harbour opens again"


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "</p>", "<!-- -->", "&copy; 2026", "&#8212;", "?a=1&copy=2", "&9"],
)
def test_text_with_tags_or_references_is_markup_like(text: str) -> None:
    """R12: some reader would show something else than what is written."""
    assert is_markup_like(text)


@pytest.mark.parametrize(
    "text", ["AT&T: R&D, x < y", "5 > 4", "<3", "Q & A", "R&D 2026", "fish &c"]
)
def test_ordinary_ampersands_and_angles_are_not_markup_like(text: str) -> None:
    """R12: these are exact in every reader when escaped once."""
    assert not is_markup_like(text)


def test_an_entry_without_title_bears_its_summary() -> None:
    """Atom and feedgen ask for a title, and an empty line can be clicked by nobody."""
    assert settled(title=" ", slug="x", summary="Ships are back.").title == (
        "Ships are back."
    )
    nameless = settled(title="\x00", slug="x", summary="", url="https://a.example/x/")
    assert nameless.title == "https://a.example/x/"


def test_a_summary_is_never_empty() -> None:
    """R14: where an article has none, its title stands in."""
    assert settled(title="Harbour opens", summary="\n").summary == "Harbour opens"


@pytest.mark.parametrize("html", ["", " ", "x < y", "x &lt; y"])
def test_a_body_never_repeats_the_summary_letter_by_letter(html: str) -> None:
    """R14: such a body, or an empty one, becomes a paragraph of its own."""
    told = settled(summary="x < y", html=html)
    assert told.html != told.summary
    assert told.html.strip()


def test_every_entry_has_an_author() -> None:
    """R13: readers do not look at the feed's author, so it comes down to the entry."""
    feed = a_feed(author="North Shore Notes", entries=(an_entry(authors=("", " ")),))
    assert settle(feed).entries[0].authors == ("North Shore Notes",)
    feed = a_feed(author="", title="Notes", entries=(an_entry(authors=()),))
    assert settle(feed).entries[0].authors == ("Notes",)


def test_authors_and_tags_stand_once_each_in_their_order() -> None:
    """A name given twice is one person."""
    told = settled(authors=("Bo", "Ada", "Bo "), tags=("sea", "", "harbour", "sea"))
    assert told.authors == ("Bo", "Ada")
    assert told.tags == ("sea", "harbour")


def test_an_enclosure_always_has_a_type() -> None:
    """R15: the most general one, where nobody knows better."""
    url = "https://notes.example.org/media/a"
    enclosures = tuple(
        Enclosure(url=url, media_type=media_type, length=1)
        for media_type in ("", "audio/mpeg\x07")
    )
    told = settled(enclosures=enclosures).enclosures
    assert [enclosure.media_type for enclosure in told] == [
        "application/octet-stream",
        "audio/mpeg",
    ]


def test_an_entry_without_language_speaks_the_feeds() -> None:
    """R16: every entry says its language."""
    feed = a_feed(language="de", entries=(an_entry(language=""),))
    assert settle(feed).entries[0].language == "de"


def test_a_feed_always_has_title_author_and_description() -> None:
    """RSS asks for a description, Atom for an author, both for a title."""
    told = settle(a_feed(title="", author="", description="", entries=()))
    assert (told.title, told.author) == (told.home_url, told.home_url)
    assert told.description == told.home_url


@settings(max_examples=100, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_settling_twice_changes_nothing_more(title: str, words: str, name: str) -> None:
    """Whatever the texts are, once settled they are settled."""
    entry = an_entry(title=title, slug="x", summary=words, html=words, authors=(name,))
    once = settle(a_feed(title=name, description=words, entries=(entry,)))
    assert settle(once) == once


@pytest.mark.parametrize("path", ["", "tags/fähre/"])
def test_a_feed_knows_the_files_at_the_top_of_its_tree(path: str) -> None:
    """Also from below, where the folder's name is percent-encoded in the URL."""
    url = f"https://example.org/notes/{quote(path)}atom.xml"
    feed = a_feed(path=path, atom_url=url)
    assert file_url(feed, "feed.css") == "https://example.org/notes/feed.css"


# --- dates --------------------------------------------------------------------------


def test_dates_are_written_in_utc_without_fraction() -> None:
    """R7: RFC 3339 with Z, RFC 822 with English names and a year of four digits."""
    east = timezone(timedelta(hours=2))
    moment = datetime(2026, 3, 1, 1, 2, 3, 999_999, tzinfo=east)
    assert rfc3339(moment) == "2026-02-28T23:02:03Z"
    assert rfc822(moment) == "Sat, 28 Feb 2026 23:02:03 GMT"


def test_entries_updated_at_different_seconds_keep_their_times() -> None:
    """R7: only a tie is broken."""
    assert updates(5, 3, 90) == [5, 3, 90]


def test_entries_updated_at_one_second_follow_each_other() -> None:
    """R7: articles of one date-only day differ by seconds, in order of their ids."""
    assert updates(0, 0, 0) == [0, 1, 2]


def test_breaking_a_tie_makes_no_other() -> None:
    """R7: who is pushed onto a neighbour's second pushes it on."""
    assert updates(0, 0, 1, 9) == [0, 1, 2, 9]


def test_an_entry_that_leaves_the_feed_moves_no_other_of_its_second() -> None:
    """R3: the feed lists ties by id, and the last of the list is who leaves it."""
    assert updates(0, 0, 0)[:2] == updates(0, 0)


def test_a_feed_is_updated_when_its_newest_entry_was() -> None:
    """R2: also where that was pushed on by a tie; never "now"."""
    entries = (an_entry(title="a"), an_entry(title="b"))
    told = settle(a_feed(updated=entries[0].updated, entries=entries))
    assert told.updated == entries[0].updated + timedelta(seconds=1)


def test_a_feed_without_entries_keeps_its_own_date() -> None:
    """R2: it is a given value."""
    assert settle(a_feed(updated=MIDNIGHT, entries=())).updated == MIDNIGHT


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=12))
def test_no_two_entries_share_a_second_and_none_goes_back(seconds: list[int]) -> None:
    """R7, and published <= updated stays true because no time is ever made earlier."""
    told = updates(*seconds)
    assert len(set(told)) == len(told)
    assert all(new >= old for new, old in zip(told, seconds, strict=True))
    assert max(told, default=0) <= max(seconds, default=0) + len(seconds)


def test_order_and_number_of_entries_stay() -> None:
    """R8: what compose decided is not decided again."""
    feed = a_feed(entries=tuple(an_entry(title=title) for title in "cab"))
    assert [entry.title for entry in settle(feed).entries] == ["c", "a", "b"]
