"""Under which headings the entries of an issue stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders import a_newsletter, an_entry
from digest.issues import Grouping, Note, grouped
from digest.model import Entry

TAG, AUTHOR = Grouping.TAG, Grouping.AUTHOR
TAGS = st.lists(st.sampled_from(["Ferries", "ferries", "Harbour", "🚢"]), max_size=3)


def groups_of(
    entries: Sequence[Entry], group: Grouping, **newsletter: Any
) -> list[tuple[str, list[str]]]:
    """The headings with the titles under them."""
    weekly = a_newsletter(group=group, **newsletter)
    return [
        (found.title, [entry.title for entry in found.entries])
        for found in grouped(weekly, entries)
    ]


def test_without_grouping_all_stand_under_no_heading() -> None:
    """In the order that they have; without entries there is no group."""
    entries = [an_entry(title="A", tags=("x",)), an_entry(title="B", tags=("y",))]
    assert groups_of(entries, Grouping.NONE) == [("", ["A", "B"])]
    assert groups_of([], Grouping.NONE) == []


def test_groups_come_in_the_order_of_their_first_entries() -> None:
    """And the entries of one stand together."""
    entries = [
        an_entry(title="A", tags=("ferries",)),
        an_entry(title="B", tags=("harbour",)),
        an_entry(title="C", tags=("Ferries", "harbour")),
    ]
    assert groups_of(entries, TAG) == [("ferries", ["A", "C"]), ("harbour", ["B"])]


def test_what_has_no_heading_comes_last() -> None:
    """Even where it would lead."""
    entries = [an_entry(title="A", tags=()), an_entry(title="B", tags=("harbour",))]
    assert groups_of(entries, TAG) == [("harbour", ["B"]), ("", ["A"])]


def test_a_tag_that_the_newsletter_names_goes_before_others() -> None:
    """It is what its readers asked for."""
    entries = [an_entry(title="A", tags=("news", "Ferries"))]
    assert groups_of(entries, TAG) == [("news", ["A"])]
    assert groups_of(entries, TAG, tags=("ferries",)) == [("Ferries", ["A"])]


def test_an_entry_of_several_authors_stands_under_the_first() -> None:
    """One author is the same however their name is written."""
    entries = [
        an_entry(title="A", authors=("Ada Quay", "Ben Pier")),
        an_entry(title="B", authors=("Ben Pier",)),
        an_entry(title="C", authors=("ADA QUAY",)),
        an_entry(title="D", authors=()),
    ]
    assert groups_of(entries, AUTHOR) == [
        ("Ada Quay", ["A", "C"]),
        ("Ben Pier", ["B"]),
        ("", ["D"]),
    ]


@given(st.lists(TAGS, max_size=12), st.sampled_from(Grouping))
def test_every_entry_stands_in_one_group(
    tags: list[list[str]], grouping: Grouping
) -> None:
    """Each once, and within its group in the order that it had."""
    entries = [
        an_entry(title=f"{number:02}", tags=tuple(each))
        for number, each in enumerate(tags)
    ]
    told = [titles for _, titles in groups_of(entries, grouping)]
    assert sorted(chain.from_iterable(told)) == [entry.title for entry in entries]
    assert all(titles == sorted(titles) for titles in told)


def test_a_note_of_two_files_has_two_fingerprints() -> None:
    """So each of them is known when it comes again."""
    assert Note(path="n.md", fingerprint="1f 2e").fingerprints == ("1f", "2e")
