"""The headings of a letter; which entries stand under them is known elsewhere."""

from __future__ import annotations

from builders import a_newsletter, an_entry
from digest.issues import Grouping
from digest.model import Entry
from digest.render.letters.groups import LARGEST_HEADING, group_entries
from digest.words import words_for

FERRY = an_entry(title="A", tags=("Ferries",))
REST = an_entry(title="B", tags=())


def titles(*entries: Entry, language: str = "en") -> list[str]:
    """The headings of the entries, grouped by tag."""
    newsletter = a_newsletter(group=Grouping.TAG)
    groups = group_entries(newsletter, entries, words_for(language))
    return [group.title for group in groups]


def test_the_rest_has_a_heading_too() -> None:
    """Else it would seem to belong to the group before it."""
    assert titles(REST, FERRY) == ["Ferries", "More in this issue"]


def test_one_group_of_the_rest_has_none() -> None:
    """There is nothing from which it has to be told."""
    assert titles(REST) == [""]
    assert titles(FERRY) == ["Ferries"]


def test_a_heading_has_room_in_a_line_or_two() -> None:
    """A tag can be as long as a sentence."""
    (title,) = titles(an_entry(tags=("ferries and harbours " * 20,)))
    assert len(title) <= LARGEST_HEADING
    assert title.endswith("…")
